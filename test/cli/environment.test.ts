import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { Report } from "../../src/contract/report/report.js";
import { emptyFolder, runCli } from "./run-cli.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A receiver that looks for its keys and its port under its own names only, and at its own path. */
function ownReceiver(folder: string): string {
  const file = join(folder, "own.mjs");
  const rules = JSON.stringify(join(root, "test/receivers/event-endpoint.mjs"));
  writeFileSync(
    file,
    `import { createServer } from "node:http";
import { createEventEndpoint } from ${rules};
const { LARK_KEY: encryptKey, LARK_TOKEN: verificationToken, LARK_PORT, RECEIVER_STATE: statePath, ...others } = process.env;
const endpoint = createEventEndpoint({ encryptKey, verificationToken, statePath, onEvent: ({ header }) => console.log(header.event_id) });
if (others.STATED !== "as it is") throw new Error("STATED is " + others.STATED);
createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const isEvent = request.url === "/own/path" && request.method === "POST";
  const answer = isEvent ? await endpoint.handle({ headers: request.headers, body: Buffer.concat(parts) }) : { status: 404, body: {} };
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
}).listen(LARK_PORT, "127.0.0.1");
`,
  );
  return `"${process.execPath}" "${file}"`;
}

const settings = [
  "LARK_KEY=@encrypt-key",
  "LARK_TOKEN=@verification-token",
  "LARK_PORT=@port",
  "STATED=as it is",
];
const flags = settings.flatMap((setting) => ["--env", setting]);
const keyed = { MOCKLARK_ENCRYPT_KEY: "a key of sixteen" };

describe("--env", () => {
  it("gives the receiver what it needs under its own names, and --path says where it expects events", async () => {
    const folder = emptyFolder();
    const exec = ownReceiver(folder);
    const args = ["--exec", exec, "--path", "/own/path", ...flags, "--reporter", "json=r.json"];
    const { code, stdout, stderr } = await runCli(
      ["check", "--only", "event/accepted", "--only", "security/forged-signature", ...args],
      { env: keyed, cwd: folder },
    );
    expect(`${stdout}${stderr}`).toBe("");
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(join(folder, "r.json"), "utf8")) as Report;
    expect(report.target).toMatch(/\/own\/path$/);
    expect(report.checks[0]?.repeat).toContain(
      '--env LARK_KEY=@encrypt-key --env LARK_TOKEN=@verification-token --env LARK_PORT=@port --env STATED="$STATED" --path /own/path',
    );
  });

  it("leaves its own variables to the receiver in the line that repeats a check", async () => {
    const folder = emptyFolder();
    const exec = `${ownReceiver(folder)} "$LARK_PORT"`;
    const args = ["--exec", exec, "--path", "/own/$x", ...flags, "--reporter", "json"];
    const { stdout } = await runCli(["check", "--only", "challenge/echo", ...args], { env: keyed });
    const { checks } = JSON.parse(stdout) as Report;
    expect(checks[0]?.repeat).toContain(`--exec '${exec}' --env`);
    expect(checks[0]?.repeat).toContain("--path '/own/$x'");
  });

  it("is a list in the config file, and holds for scenarios as well", async () => {
    const folder = emptyFolder();
    const config = { exec: ownReceiver(folder), path: "/own/path", env: settings };
    writeFileSync(join(folder, "mocklark.config.json"), JSON.stringify(config));
    const scenario = join(root, "scenarios", "quickstart.yaml");
    const { code, stdout } = await runCli(["run", scenario], { env: keyed, cwd: folder });
    expect(stdout).toContain("1 scenario: 1 passed");
    expect(code).toBe(0);
  });

  it.each([
    ["check", "http://127.0.0.1:9/webhook"],
    ["run", join(root, "scenarios", "quickstart.yaml"), "--to", "http://127.0.0.1:9/webhook"],
    ["serve", "--port", "0"],
  ])("is refused by %s where nothing is started, as --path is", async (...args) => {
    for (const extra of [
      ["--env", "A=b"],
      ["--path", "/own"],
    ]) {
      const { code, stderr } = await runCli([...args, ...extra]);
      expect(stderr).toContain(`Failed to use ${extra[0]}: it goes with --exec only`);
      expect(code).toBe(2);
    }
  });

  it("may stand in the config file of calls that start nothing", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "mocklark.config.json"), JSON.stringify({ env: ["A=b"] }));
    const { stderr } = await runCli(["check", "http://127.0.0.1:9/"], { cwd: folder });
    expect(stderr).not.toContain("--exec only");
  });

  it("is a map in the config file as well, at the top and under a command", async () => {
    const folder = emptyFolder();
    const env = Object.fromEntries(settings.map((setting) => setting.split("=")));
    const receiver = { exec: ownReceiver(folder), path: "/own/path" };
    const scenario = join(root, "scenarios", "quickstart.yaml");
    for (const config of [
      { ...receiver, env },
      { ...receiver, run: { env } },
    ]) {
      writeFileSync(join(folder, "mocklark.config.json"), JSON.stringify(config));
      const { stdout, stderr } = await runCli(["run", scenario], { env: keyed, cwd: folder });
      expect(`${stderr}${stdout}`).toContain("1 scenario: 1 passed");
      const valid = await runCli(["validate", "mocklark.config.json"], { cwd: folder });
      expect(valid).toMatchObject({ code: 0 });
    }
  });

  it("shows where a map of the config file goes wrong", async () => {
    const folder = emptyFolder();
    const file = "mocklark.config.yaml";
    writeFileSync(join(folder, file), "check:\n  env:\n    LIST: [hunter22]\n");
    const { code, stderr } = await runCli(["check", "--exec", "true"], { cwd: folder });
    expect(stderr).toContain(`${file}: line 3, column 11: expected a text or a number`);
    expect(code).toBe(2);
    writeFileSync(join(folder, file), "env:\n  KEY: '@encrypt-kay'\n");
    const other = await runCli(["check", "--exec", "true"], { cwd: folder });
    expect(other.stderr).toContain(`${file}: line 2, column 8: `);
    expect(other.stderr).toContain('Did you mean "@encrypt-key"?');
    expect(other.code).toBe(2);
  });

  it("is an option of the library, in the same form", async () => {
    const folder = emptyFolder();
    const report = await checkReceiver({
      exec: ownReceiver(folder),
      path: "/own/path",
      env: {
        LARK_KEY: "@encrypt-key",
        LARK_TOKEN: "@verification-token",
        LARK_PORT: "@port",
        STATED: "as it is",
      },
      app: { encryptKey: "a key" },
      only: ["event/accepted"],
    });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(["pass"]);
    await expect(checkReceiver({ exec: "true", env: { A: "@nothing" } })).rejects.toThrow(
      "Failed to check the receiver: env is an object.",
    );
  });

  it("ends with 2 for a reference that there is not, and names the one that was meant", async () => {
    const { code, stderr } = await runCli(["check", "--exec", "true", "--env", "A=@encrypt-kay"]);
    expect(stderr).toContain('Did you mean "@encrypt-key"?');
    expect(code).toBe(2);
  });

  it("hides values that are secrets by their names, wherever they came from", async () => {
    const exec = 'echo "it says $LARK_SECRET $OTHER_TOKEN"; exit 1';
    const folder = emptyFolder();
    const config = { env: ["OTHER_TOKEN=from the file"] };
    writeFileSync(join(folder, "mocklark.config.json"), JSON.stringify(config));
    const fromFile = await runCli(["check", "--exec", exec], { cwd: folder });
    expect(fromFile.stderr).toContain("it says");
    expect(fromFile.stderr).not.toContain("from the file");
    const map = { env: { OTHER_TOKEN: "from the file", LARK_KEY: "@encrypt-key" } };
    writeFileSync(join(folder, "mocklark.config.json"), JSON.stringify(map));
    const says = 'echo "it says $OTHER_TOKEN and @encrypt-key"; exit 1';
    const fromMap = await runCli(["check", "--exec", says], { cwd: folder });
    expect(fromMap.stderr).toMatch(/it says .* and @encrypt-key/);
    expect(fromMap.stderr).not.toContain("from the file");
    const { stderr } = await runCli(["check", "--exec", exec, "--env", "LARK_SECRET=hunter22"]);
    expect(stderr).toContain("it says");
    expect(stderr).not.toContain("hunter22");
  });
});
