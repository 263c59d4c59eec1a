import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listen } from "./hostile-servers.js";
import { emptyFolder, runCli } from "./run-cli.js";

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));
const receiver = fileURLToPath(new URL("../receivers/node-http.mjs", import.meta.url));

/** A receiver's source, run by --exec. It prints its own process id first. */
function receiverFile(text: string): string {
  const file = join(emptyFolder(), "receiver.mjs");
  writeFileSync(file, `process.stderr.write("pid " + process.pid + "\\n");\n${text}`);
  return `"${process.execPath}" "${file}"`;
}

/** Processes whose command line has this text; the text is the path of a folder only this test knows. */
function processesWith(text: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text));
}

const listening = `
  import { createServer } from "node:http";
  createServer((request, response) => { request.resume(); response.end("{}"); })
    .listen(process.env.PORT, "127.0.0.1");
`;

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd: emptyFolder(),
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("close", resolve));

const firstOutput = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.stdout?.once("data", () => resolve()));

describe.concurrent("a receiver that --exec starts", () => {
  const ignoring = `process.on("SIGTERM", () => {}); process.on("SIGINT", () => {});`;
  const only = ["--only", "challenge/echo"];

  it("is gone with all it started after Ctrl-C, although it ignores every signal it can", async () => {
    const slow = listening.replace('response.end("{}")', "void response");
    const child = `
      import { spawn } from "node:child_process";
      spawn("sh", ["-c", "sleep 300; : child of " + process.argv[1]]);
    `;
    const command = receiverFile(`${child}${ignoring}${slow}`);
    const check = start(["check", "--exec", command]);
    await firstOutput(check);
    const folder = command.split('"')[3] ?? "";
    expect(processesWith(folder).join("\n")).toContain("child of");
    check.kill("SIGINT");
    expect(await ended(check)).toBe(130);
    expect(processesWith(folder)).toEqual([]);
  });

  it("is gone after SIGTERM, which ends the run with 143", async () => {
    const command = receiverFile(listening.replace('response.end("{}")', "void response"));
    const check = start(["check", "--exec", command]);
    await firstOutput(check);
    check.kill("SIGTERM");
    expect(await ended(check)).toBe(143);
    expect(processesWith(command.split('"')[3] ?? "")).toEqual([]);
  });

  it("does not outlive a run although it ignores SIGTERM", async () => {
    const command = receiverFile(`${ignoring}${listening}`);
    expect(await runCli(["check", "--exec", command, ...only])).toMatchObject({ code: 1 });
    expect(processesWith(command.split('"')[3] ?? "")).toEqual([]);
  });

  it.runIf(process.platform === "linux").each(["check", "run"])(
    "does not keep %s from ending by what it left in a session of its own",
    async (command) => {
      const cwd = emptyFolder();
      const scenario = "name: One event\nwhy: It comes\nsteps:\n  - title: one\n    send: {}\n";
      writeFileSync(join(cwd, "one.yaml"), scenario);
      const exec = `setsid sh -c 'sleep 1000; : in ${cwd}' & exec ${receiverFile(listening)}`;
      const args = command === "run" ? ["run", "one.yaml"] : ["check", ...only];
      const { code, stderr } = await runCli([...args, "--exec", exec], { cwd });
      expect({ code, stderr }).toMatchObject({ code: command === "run" ? 0 : 1 });
      expect(processesWith(cwd)).toEqual([]);
    },
  );

  it("may flood its output with bytes that are no text", async () => {
    const flood = `
      const bytes = Buffer.from(Array.from({ length: 65536 }, (_, index) => index % 256));
      const pour = () => { while (process.stdout.write(bytes)); process.stdout.once("drain", pour); };
      pour();
    `;
    const command = receiverFile(`${listening}${flood}`);
    expect(await runCli(["check", "--exec", command, ...only])).toMatchObject({ code: 1 });
  });

  it("ends the run with 3 and its last output when it does not come up", async () => {
    const command = receiverFile(`console.log("no database\\u001b[2J"); process.exit(7);`);
    const { code, stderr } = await runCli(["check", "--exec", command]);
    expect(code).toBe(3);
    expect(stderr).toContain("it ended with exit code 7");
    expect(stderr).toContain("no database");
    expect(stderr).not.toContain("\u001b");
  });

  it("ends the run with 3 when it listens too late", async () => {
    const command = receiverFile("setInterval(() => {}, 1000);");
    const { code, stderr } = await runCli(["check", "--exec", command, "--wait-for", "300ms"]);
    expect(code).toBe(3);
    expect(stderr).toContain("within 300 ms");
    expect(processesWith(command.split('"')[3] ?? "")).toEqual([]);
  });
});

describe.concurrent("a witness", () => {
  const good = [
    "check",
    "--exec",
    `"${process.execPath}" "${receiver}"`,
    "--only",
    "event/accepted",
  ];

  it("that fails leaves the check inconclusive and says why", async () => {
    const { code, stdout } = await runCli([
      ...good,
      "--witness",
      "command:echo broken >&2; exit 9",
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\? event\/accepted/);
    expect(stdout).toMatch(/9|broken/);
  });

  it("that sees nothing leaves the check inconclusive", async () => {
    const { code, stdout } = await runCli([...good, "--witness", "command:true"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\? event\/accepted/);
  });
});

describe("a check that is over", () => {
  it("waits no longer for effects that nobody asks for", async () => {
    const exec = `"${process.execPath}" "${receiver}"`;
    const patient = ["--witness", "command:true", "--effect-within", "10m"];
    const checked = runCli(["check", "--exec", exec, "--only", "challenge/echo", ...patient]);
    expect(await checked).toMatchObject({ code: 0 });
  });
});

describe("standard input", () => {
  it("is not waited for after Ctrl-C", async () => {
    const child = spawn(process.execPath, [bin, "explain"], { cwd: emptyFolder() });
    const exit = ended(child);
    // What is written once the command reads: until then a signal would end Node itself.
    const reads = new Promise((resolve) => child.stdin.once("drain", resolve));
    child.stdin.on("error", () => {});
    child.stdin.write("POST / HTTP/1.1\n".repeat(100_000));
    await reads;
    child.kill("SIGINT");
    expect(await exit).toBe(130);
  });
});

describe.concurrent("the output", () => {
  it("may be left unread: the command ends at once, without a word, and not with success", async () => {
    const generate = start(["generate", "--count", "1000000"]);
    let stderr = "";
    generate.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    await firstOutput(generate);
    generate.stdout?.destroy();
    expect(await ended(generate)).toBe(141);
    expect(stderr).toBe("");
  });

  it.skipIf(!existsSync("/dev/full")).each(["checks", "--version", "--help"])(
    "ends %s with 3 when the disk is full",
    async (args) => {
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [bin, args], { stdio: ["ignore", full, "pipe"] });
      closeSync(full);
      let stderr = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      expect(await ended(child)).toBe(3);
      expect(stderr).toBe("error Failed to write the output: the disk is full.\n");
    },
  );

  it("has no colour in a pipe or with NO_COLOR, and colour when it is forced", async () => {
    const args = ["explain-check", "event/accepted"];
    // oxlint-disable-next-line no-control-regex -- the start of a colour
    const colour = /\u001B\[/;
    const refused = ["validate", "absent.json"];
    expect((await runCli(refused)).stderr).not.toMatch(colour);
    expect((await runCli(refused, { env: { FORCE_COLOR: "1" } })).stderr).toMatch(colour);
    expect((await runCli(refused, { env: { FORCE_COLOR: "0" } })).stderr).not.toMatch(colour);
    const both = { env: { FORCE_COLOR: "1", NO_COLOR: "1" } };
    expect((await runCli(refused, both)).stderr).not.toMatch(colour);
    expect((await runCli(args)).stdout).not.toMatch(colour);
  });

  it("leaves progress out with --quiet, but no error", async () => {
    const server = createServer((_request, response) => void response.end());
    const url = await listen(server);
    const sent = await runCli(["--quiet", "send", url]);
    server.close();
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect((await runCli(["--quiet", "validate", "absent.json"])).stderr).toMatch(/^error /);
  });
});
