import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

const documented = readFileSync(
  new URL("../vectors/documented-event.json", import.meta.url),
  "utf8",
);

interface Received {
  readonly headers: readonly string[];
  readonly body: string;
}

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A receiver that answers with these statuses in turn, the last one for ever. */
async function startReceiver(
  statuses: readonly number[] = [200],
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ headers: request.rawHeaders, body });
      const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      return response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

describe("mocklark generate", () => {
  it("prints the same bytes for the same seed with --deterministic", async () => {
    const args = ["generate", "--count", "3", "--seed", "5", "--deterministic"];
    const [first, second] = await Promise.all([runCli(args), runCli(args)]);
    expect(first.code).toBe(0);
    expect(first.stdout.trim().split("\n")).toHaveLength(3);
    expect(second.stdout).toBe(first.stdout);
  });

  it("sets a field by its path, typed by the schema", async () => {
    const { stdout } = await runCli([
      "generate",
      "--set",
      "event.time_config.end_time=86400",
      "--set",
      "event.time_config.start_time=0",
      "--set",
      "event.time_config.max_duration=4",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      event: { time_config: { end_time: "86400", max_duration: 4 } },
    });
  });

  it("refuses a path that does not exist and suggests the nearest", async () => {
    const { code, stdout, stderr } = await runCli(["generate", "--set", "event.time_conf.x=4"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("event.time_conf.x");
    expect(stderr).not.toContain("    at ");
  });

  it("draws what fits the fields that are set, whatever the seed", async () => {
    const args = ["--count", "200", "--set", "event.approve_config.approval_switch=1"];
    const { code, stdout } = await runCli(["generate", ...args]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(200);
  });

  it("prints nothing that is not valid, unless told to", async () => {
    const args = ["generate", "--set", "event.time_config.max_duration=1000"];
    const refused = await runCli(args);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("max_duration must be whole hours from 1 to 99, but is 1000");
    const { code, stdout } = await runCli([...args, "--allow-invalid"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ event: { time_config: { max_duration: 1000 } } });
  });

  it("leaves user ids out when the permission is not granted", async () => {
    const { stdout } = await runCli(["generate", "--grant", "vc:room", "--variant", "largest"]);
    const ids = [...stdout.matchAll(/"user_id":("[^"]*"|null)/g)].map((match) => match[1]);
    expect(new Set(ids)).toEqual(new Set(["null"]));
  });
});

describe("mocklark send", () => {
  it("delivers a signed event and says so", async () => {
    const { url, received } = await startReceiver();
    const { code, stdout, stderr } = await runCli(["send", url], {
      env: { MOCKLARK_ENCRYPT_KEY: "test key" },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /--> vc\.reserve_config\.updated_v1 {2}\w{8}… {2}attempt 1\/5 {2}encrypted/,
    );
    expect(stdout).toMatch(/<-- 200/);
    expect(stderr).toContain("1 of 1 delivered");
    expect(received[0]?.body).toMatch(/^\{"encrypt":"[A-Za-z0-9+/=]+"\}$/);
  });

  it("climbs the ladder in simulated time and ends with 1 when nobody takes the event", async () => {
    const { url, received } = await startReceiver([500]);
    const { code, stdout } = await runCli(["send", url]);
    expect(code).toBe(1);
    expect(received).toHaveLength(5);
    expect(stdout).toContain("+6 h");
  });

  it("prints one JSON object per attempt with --json", async () => {
    const { url } = await startReceiver([503, 200]);
    const { code, stdout } = await runCli(["send", url, "--json"]);
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { attempt: 1, outcome: { kind: "answered", status: 503 }, next: { kind: "retry" } },
      { attempt: 2, outcome: { kind: "answered", status: 200 }, next: { kind: "succeeded" } },
    ]);
  });

  it("ends with 3 when nobody listens", async () => {
    const { code, stderr } = await runCli(["send", "http://127.0.0.1:1/"]);
    expect(code).toBe(3);
    expect(stderr).toContain("Failed to reach http://127.0.0.1:1/");
  });

  it("refuses to send to Feishu itself", async () => {
    const { code, stderr } = await runCli(["send", "https://open.feishu.cn/x"]);
    expect(code).toBe(2);
    expect(stderr).toContain("open.feishu.cn");
  });

  it("refuses an event file that breaks the schema, unless told to send it", async () => {
    const { url, received } = await startReceiver();
    const folder = mkdtempSync(join(tmpdir(), "mocklark-"));
    const file = join(folder, "event.json");
    writeFileSync(file, documented.replace('"max_duration": 24', '"max_duration": 2400'));
    const refused = await runCli(["send", url, "--file", file]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("event.time_config.max_duration");
    expect(received).toHaveLength(0);
    const sent = await runCli(["send", url, "--file", file, "--allow-invalid"]);
    expect(sent.code).toBe(0);
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      event: { time_config: { max_duration: 2400 } },
    });
  });

  it("prints a curl command with --dry-run and sends nothing", async () => {
    const { url, received } = await startReceiver();
    const { code, stdout } = await runCli(["send", url, "--dry-run", "--print", "curl"]);
    expect(code).toBe(0);
    expect(stdout).toContain("curl -sS -i -X POST");
    expect(stdout).toContain("X-Lark-Signature: ");
    expect(received).toHaveLength(0);
  });

  it("leaves no trace on disk with --dry-run", async () => {
    const cwd = emptyFolder();
    const args = ["--dry-run", "--data", "data", "--event-log", "log.ndjson"];
    expect(await runCli(["send", "http://127.0.0.1:1/", ...args], { cwd })).toMatchObject({
      code: 0,
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("counts truthfully when many are sent", async () => {
    const { url, received } = await startReceiver();
    const { code, stdout, stderr } = await runCli([
      "send",
      url,
      "--count",
      "200",
      "--concurrency",
      "10",
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    // An attempt that a busy machine holds up beyond the limit is made again, and counted.
    const [, attempts] = /200 of 200 delivered, (\d+) attempts/.exec(stderr) ?? [];
    expect(received).toHaveLength(Number(attempts));
  });
});

describe("mocklark validate", () => {
  it("accepts the documented example", async () => {
    const file = join(emptyFolder(), "event.json");
    writeFileSync(file, documented);
    expect(await runCli(["validate", file])).toMatchObject({ code: 0 });
  });

  it("points at the line of a mistake", async () => {
    const file = join(emptyFolder(), "event.json");
    writeFileSync(file, documented.replace('"time_switch": 1', '"time_switch": 7'));
    const { code, stdout } = await runCli(["validate", file]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/event\.json:29:\d+ event\.time_config\.time_switch/);
    expect(stdout).toMatch(/> 29 \| +"time_switch": 7/);
  });

  it("takes a field that is nearly a known one for a slip, and any other for news", async () => {
    const slip = join(emptyFolder(), "event.json");
    writeFileSync(slip, documented.replace('"max_duration"', '"max_durtion"'));
    const refused = await runCli(["validate", slip]);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toMatch(
      /event\.json:34:\d+ event\.time_config has the unknown field "max_durtion"\. Did you mean "max_duration"\?/,
    );
    const sent = await runCli(["send", "http://127.0.0.1:1/", "--file", slip, "--retries", "off"]);
    expect(sent.code).toBe(2);
    expect(sent.stderr).toContain('Did you mean "max_duration"?');
    const news = documented.replace('"max_duration"', '"brand_new": 1, "max_duration"');
    const { code, stdout } = await runCli(["validate", "-"], { stdin: news });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^note standard input:34:\d+ .*"brand_new"/);
  });

  it("reads what generate prints, one event a line, from standard input", async () => {
    const { stdout } = await runCli(["generate", "--count", "3"]);
    const good = await runCli(["validate", "-"], { stdin: stdout });
    expect(good).toMatchObject({ code: 0, stdout: "valid standard input\n" });
    const lines = stdout.replace('"schema":"2.0"', '"schema":"3.0"').replace(/\}\n$/, ",}\n");
    const bad = await runCli(["validate", "-"], { stdin: lines });
    expect(bad.code).toBe(2);
    expect(bad.stdout).toMatch(/^invalid standard input:1:1:11 schema must be "2\.0"/);
    expect(bad.stderr).toMatch(/^invalid Failed to read standard input:3: line 1, column \d+/);
  });

  it("goes on after a file that cannot be read, and ends with 3", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "event.json"), documented);
    const { code, stdout, stderr } = await runCli(["validate", "absent", "event.json"], { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "valid event.json\n" });
    expect(stderr).toMatch(/^error Failed to read absent: there is no such file/);
  });

  it("points at the place where JSON ends too early", async () => {
    const file = join(emptyFolder(), "event.json");
    writeFileSync(file, '{\n  "schema": "2.0",\n}\n');
    const { code, stderr } = await runCli(["validate", file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/line 3, column 1/);
  });
});

describe("mocklark sign, encrypt and decrypt", () => {
  const env = { MOCKLARK_ENCRYPT_KEY: "test key" };

  it("decrypts the documented vector", async () => {
    const stdin = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}';
    expect(await runCli(["decrypt"], { env, stdin })).toMatchObject({
      code: 0,
      stdout: "hello world\n",
    });
  });

  it("signs as the vector says", async () => {
    const stdin = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}';
    const args = ["sign", "--timestamp", "1700000000", "--nonce", "123456789"];
    expect(await runCli(args, { env, stdin })).toMatchObject({
      code: 0,
      stdout: "7be4dad66ceafb3ec306fe13fc410c20ec52ae6386eb5ebf23c6526c9df218d0\n",
    });
  });

  it("opens what it encrypted", async () => {
    const { stdout } = await runCli(["encrypt"], { env, stdin: "会议室 & <b>" });
    expect(await runCli(["decrypt"], { env, stdin: stdout })).toMatchObject({
      stdout: "会议室 & <b>\n",
    });
  });

  it.each([
    ["", "there is none"],
    ['{"schema":"2.0"}', "this JSON has no text called `encrypt`, so its body is in clear"],
  ])("says that there is nothing to decrypt in %j", async (stdin, why) => {
    const { code, stderr } = await runCli(["decrypt"], { env, stdin });
    expect(code).toBe(1);
    expect(stderr).toContain(`Failed to decrypt the text: ${why}.`);
  });

  it("says what is wrong with a text it cannot open, and ends with 1", async () => {
    const { code, stderr } = await runCli(["decrypt"], { env, stdin: '{"encrypt":"AAAA"}' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error Failed to decrypt/);
  });
});

describe("the command line", () => {
  it.each([["genrate"], ["help", "genrate"]])(
    "suggests the command that was meant",
    async (...args) => {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr).toContain('Did you mean "generate"?');
    },
  );

  it("takes no property of an object for a command", async () => {
    const { code, stderr } = await runCli(["toString"]);
    expect(code).toBe(2);
    expect(stderr).toContain('Failed to run "toString": there is no such command');
  });

  it.each([["--version"], ["--quiet", "--version"], ["send", "-V"]])(
    "prints its version wherever it is asked for",
    async (...args) => {
      const { version } = JSON.parse(
        readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
      ) as { version: string };
      expect(await runCli(args)).toMatchObject({ code: 0, stdout: `${version}\n` });
    },
  );

  it("suggests the flag that was meant", async () => {
    const { code, stderr } = await runCli(["generate", "--variand", "x"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean --variant?");
  });

  it("takes flags from a config file, under those of the environment and the command line", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "mocklark.config.yaml"), "generate:\n  count: 3\n  seed: 5\n");
    const fromFile = await runCli(["generate"], { cwd });
    expect(fromFile.stdout.trim().split("\n")).toHaveLength(3);
    const fromEnvironment = await runCli(["generate"], { cwd, env: { MOCKLARK_COUNT: "2" } });
    expect(fromEnvironment.stdout.trim().split("\n")).toHaveLength(2);
    const fromFlag = await runCli(["generate", "--count", "1"], { cwd });
    expect(fromFlag.stdout.trim().split("\n")).toHaveLength(1);
  });

  it("points at an unknown flag in a config file", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "mocklark.config.yaml"), "generate:\n  cout: 3\n");
    const { code, stderr } = await runCli(["generate"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("line 2, column");
    expect(stderr).toContain('Did you mean "count"?');
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ["the flag over the environment", ["--encrypt-key-file", "key"], { KEY: "env" }, "file"],
    ["the environment over the config file", [], { KEY_FILE: "key" }, "file"],
    ["the flag over both", ["--encrypt-key", "flag"], { KEY_FILE: "key" }, "flag"],
  ])(
    "takes the Encrypt Key from %s, whether it or its file is named",
    async (_, args, env, key) => {
      const cwd = emptyFolder();
      writeFileSync(join(cwd, "key"), "file\n");
      writeFileSync(join(cwd, "mocklark.config.yaml"), "encrypt-key: config\n");
      const named = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [`MOCKLARK_ENCRYPT_${name}`, value]),
      );
      const encrypted = await runCli(["encrypt", ...args], { cwd, env: named, stdin: "text" });
      expect(encrypted).toMatchObject({ code: 0, stderr: "" });
      const decrypted = await runCli(["decrypt", "--encrypt-key", key], {
        stdin: encrypted.stdout,
      });
      expect(decrypted.stdout).toBe("text\n");
    },
  );

  it.skipIf(process.platform === "win32")("takes the Encrypt Key from a pipe", () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "plain.txt"), "text");
    const encrypt = 'echo a-key | "$0" "$1" encrypt plain.txt --encrypt-key-file /dev/stdin';
    const script = `${encrypt} | "$0" "$1" decrypt --encrypt-key a-key`;
    const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));
    const printed = execFileSync("/bin/sh", ["-c", script, process.execPath, bin], { cwd });
    expect(printed.toString()).toBe("text\n");
  });

  it("refuses an Encrypt Key beside a file with one", async () => {
    const { code, stderr } = await runCli([
      "encrypt",
      "--encrypt-key=abcd",
      "--encrypt-key-file=key",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("it is given twice");
  });

  it.each([
    ["true", true],
    ["1", true],
    ["false", false],
    ["0", false],
    ["", false],
  ])("takes %j in a switch's environment twin for what it says", async (MOCKLARK_JSON, json) => {
    const { stdout } = await runCli(["checks"], { env: { MOCKLARK_JSON } });
    expect(stdout.startsWith("{")).toBe(json);
  });

  it("lets a switch of the environment, also one that is off, win over the config file", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "mocklark.config.yaml"), "json: true\n");
    const { stdout } = await runCli(["checks"], { cwd, env: { MOCKLARK_JSON: "no" } });
    expect(stdout).toMatch(/^challenge/);
  });

  it("refuses a switch in the environment that is neither on nor off", async () => {
    const { code, stderr } = await runCli(["checks"], { env: { MOCKLARK_JSON: "maybe" } });
    expect(code).toBe(2);
    expect(stderr).toContain('MOCKLARK_JSON: "maybe" is neither yes nor no');
  });

  it("has environment twins for the flags every command takes", async () => {
    const { url } = await startReceiver();
    const quiet = await runCli(["send", url], { env: { MOCKLARK_QUIET: "1" } });
    expect(quiet).toMatchObject({ code: 0, stderr: "" });
    const config = await runCli(["checks"], { env: { MOCKLARK_CONFIG: "absent.yaml" } });
    expect(config.code).toBe(3);
  });
});
