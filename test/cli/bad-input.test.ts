import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import type { Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { hostileServers, listen } from "./hostile-servers.js";
import { type CliResult, type CliRun, emptyFolder, runCli } from "./run-cli.js";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers.splice(0)) {
    server.close();
    if ("closeAllConnections" in server) (server.closeAllConnections as () => void)();
  }
});

/** Runs a command and holds it to what no user may ever see, whatever else it says. */
async function run(args: readonly string[], options?: CliRun): Promise<CliResult> {
  const result = await runCli(args, options);
  const printed = result.stdout + result.stderr;
  expect(printed).not.toMatch(/^ {4}at .*:\d+:\d+\)?$/m);
  expect(printed).not.toContain("mocklark itself failed");
  // oxlint-disable-next-line no-control-regex -- what could move a terminal's cursor
  expect(printed).not.toMatch(/[\0-\u0008\u000B\u000C\u000E-\u001F\u007F]/);
  return result;
}

/** A folder with every kind of file that is not what was asked for. */
function folderOfBadFiles(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "folder"));
  writeFileSync(join(folder, "empty.json"), "");
  writeFileSync(join(folder, "broken.json"), '{\n  "a": [1,}\n');
  writeFileSync(join(folder, "broken.yaml"), "a: [1\nb: {");
  writeFileSync(join(folder, "number.json"), "7\n");
  writeFileSync(join(folder, "latin1.json"), Buffer.from('{"schema":"\u00e9"}', "latin1"));
  writeFileSync(join(folder, "infinite.json"), '{"schema":1e999,"header":{},"event":{}}');
  writeFileSync(join(folder, "deep.json"), "[".repeat(5_000) + "]".repeat(5_000));
  const binary = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7) % 256));
  writeFileSync(join(folder, "binary.yaml"), binary);
  symlinkSync("circle", join(folder, "circle"));
  writeFileSync(join(folder, "huge.yaml"), "");
  truncateSync(join(folder, "huge.yaml"), 200 * 1024 * 1024);
  const scenario = "name: One\nwhy: It comes\nsteps:\n  - title: one\n    send: {}\n";
  writeFileSync(join(folder, "one.yaml"), scenario);
  return folder;
}

const nobody = "http://127.0.0.1:1/webhook/event";
const receiver = fileURLToPath(new URL("../receivers/node-http.mjs", import.meta.url));
const exec = `"${process.execPath}" "${receiver}"`;

describe.concurrent("a file that is not what it should be", () => {
  const cwd = folderOfBadFiles();
  const takers: Readonly<Record<string, (file: string) => string[]>> = {
    validate: (file) => ["validate", file],
    run: (file) => ["run", file, "--to", nobody],
    "send --file": (file) => ["send", nobody, "--file", file],
    "check --baseline": (file) => ["check", nobody, "--baseline", file],
    "checks --config": (file) => ["checks", "--config", file],
  };
  const files: [file: string, code: number, says: RegExp][] = [
    ["absent.json", 3, /there is no such file or folder/],
    ["broken.json", 2, /line 2, column 11: Unexpected token '}'/],
    ["binary.yaml", 2, /it is not a text file/],
    ["folder", 3, /it is a folder/],
    ["circle", 3, /its symbolic links form a loop/],
    ["empty.json/x", 3, /a part of the path is a file, not a folder/],
    ["x".repeat(300), 3, /the name is too long/],
    ["", 2, /empty/],
    ["  ", 2, /empty/],
  ];

  describe.each(Object.entries(takers))("given to %s", (_taker, args) => {
    it.each(files)("is refused: %s ends with %i", async (file, code, says) => {
      const result = await run(args(file), { cwd });
      expect(result).toMatchObject({ code, stdout: "" });
      expect(result.stderr).toMatch(says);
    });
  });

  it.each([
    [["validate", "folder"], 3, /it is a folder/],
    [["validate", "empty.json"], 2, /line 1, column 1/],
    [["run", "broken.yaml", "--to", nobody], 2, /line 2, column 1/],
    [["check", nobody, "--baseline", "number.json"], 2, /number\.json/],
    [["validate", "latin1.json"], 2, /latin1\.json: it is not a text file in UTF-8/],
    [["encrypt", "latin1.json", "--encrypt-key", "some key"], 2, /not a text file in UTF-8/],
    [["send", nobody, "--file", "latin1.json"], 2, /not a text file in UTF-8/],
    [["send", nobody, "--file", "infinite.json"], 2, /schema must be "2\.0", but is Infinity/],
    [["validate", "deep.json"], 2, /line 1, column 201: it is nested too deeply/],
    [["explain", "deep.json"], 2, /it is nested too deeply/],
    [["explain", "empty.json"], 2, /it is empty/],
    [["explain", "broken.json"], 2, /line 2, column 11/],
    [["explain", "binary.yaml"], 2, /Failed to read the captured request/],
    [["decrypt", "empty.json", "--encrypt-key", "some key"], 1, /Failed to decrypt/],
    [["decrypt", "binary.yaml", "--encrypt-key", "some key"], 1, /not base64/],
    [["decrypt", "folder", "--encrypt-key", "some key"], 3, /it is a folder/],
    [["report", "merge", "broken.json"], 2, /line 2, column 11/],
    [["report", "merge", "number.json"], 2, /the document must be an object, but is 7/],
    [["check", nobody, "--ca", "absent.pem"], 3, /there is no such file/],
    [["check", nobody, "--encrypt-key-file", "absent"], 3, /there is no such file/],
    [["sign", "--encrypt-key-file", "empty.json", "--timestamp", "1", "--nonce", "2"], 2, /empty/],
    [["check", nobody, "--witness", "log:folder"], 3, /it is not a file/],
    [["certs", "--out", "empty.json"], 3, /Failed to write to empty\.json/],
    [["checks", "--config", "huge.yaml"], 3, /it is longer than 16 MB/],
    [["check", nobody, "--baseline", "huge.yaml"], 3, /it is longer than 16 MB/],
    [["send", nobody, "--ca", "huge.yaml"], 3, /it is longer than 16 MB/],
    [["send", nobody, "--encrypt-key-file", "huge.yaml"], 3, /it is longer than 16 MB/],
    [["send", nobody, "--encrypt-key-file", ""], 2, /The path is empty/],
    [["send", nobody, "--allow-host", ""], 2, /Expected a name, an address/],
    [["send", nobody, "--allow-host", "*"], 2, /Expected a name, an address/],
    [["check", nobody, "--allow-host", "http://a.example/"], 2, /Expected a name, an address/],
    [["gateway", "kick", "--allow-host", "a b"], 2, /Expected a name, an address/],
    [["gateway", "--port", "0", "--send", "folder"], 3, /it is a folder/],
    [["gateway", "--port", "0", "--cert", "empty.json", "--key", "empty.json"], 2, /serve wss/],
    [["gateway", "--port", "0", "--cert", "binary.yaml", "--key", "one.yaml"], 2, /serve wss/],
  ])("%j ends with %i", async (args, code, says) => {
    const result = await run(args, { cwd });
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toMatch(says);
  });
});

describe.concurrent("a report that cannot be written", () => {
  const cwd = folderOfBadFiles();
  const places: [reporter: string, says: RegExp][] = [
    ["json=folder", /json report was not written: .*: it is a folder/],
    ["pretty=folder", /pretty report was not written: .*: it is a folder/],
    ["github=folder", /github report was not written: .*: it is a folder/],
    ["junit=circle", /its symbolic links form a loop/],
    ["html=empty.json/x.html", /Failed to write the report/],
    [`json=${"x".repeat(300)}`, /the name is too long/],
    ["json=/proc/none/r.json", /Failed to write the report/],
    ...(existsSync("/dev/full")
      ? [["json=/dev/full", /the disk is full/] as [string, RegExp]]
      : []),
  ];
  it.each(places)("as %s ends a check that all is well with by 3", async (reporter, says) => {
    const args = ["check", "--exec", exec, "--only", "challenge/echo", "--reporter", reporter];
    const result = await run(args, { cwd });
    expect(result).toMatchObject({ code: 3 });
    expect(result.stderr).toMatch(says);
  });

  it("leaves a receiver that fails at 1", async () => {
    const none = `"${process.execPath}" -e 'require("http").createServer((q, s) => s.writeHead(500).end()).listen(process.env.PORT)'`;
    const args = ["check", "--exec", none, "--only", "challenge/echo", "--reporter", "json=folder"];
    expect(await run(args, { cwd })).toMatchObject({ code: 1 });
  });
});

describe.concurrent("a command that is empty", () => {
  const cwd = folderOfBadFiles();
  const says = /command.* is empty/;
  it.each([
    [["check", "--exec", ""]],
    [["check", "--exec", " \t\n"]],
    [["check", nobody, "--exec="]],
    [["check", "--long-connection", "--exec", " "]],
    [["run", "one.yaml", "--exec", ""]],
    [["run", "one.yaml", "--long-connection", "--exec", " "]],
  ])("%j ends with 2", async (args) => {
    const result = await run(args, { cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(says);
  });

  it.each(["check", "run"])(
    "is refused in the environment and the config file of %s",
    async (name) => {
      const args = name === "run" ? ["run", "one.yaml"] : ["check"];
      const folder = folderOfBadFiles();
      const results = await Promise.all([
        run(args, { cwd, env: { MOCKLARK_EXEC: " " } }),
        ...[
          'exec: ""',
          `${name}:\n  exec: "  "`,
          'exec: "a\\0b"',
          "exec: [a, b]",
          "exec: null",
        ].map((text, index) => {
          const file = join(folder, `${index}.yaml`);
          writeFileSync(file, text);
          return run([...args, "--config", file], { cwd });
        }),
      ]);
      expect(results.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
      const said = results.map(({ stderr }) => stderr).join("\n");
      expect(said).toMatch(/value ' ' from env 'MOCKLARK_EXEC' is invalid. The command is empty/);
      expect(said).toContain("line 1, column 7: The command is empty");
      expect(said).toContain("The command holds a NUL character");
      expect(said).toContain('expected a text or a number, found ["a","b"]');
      expect(said).toContain("expected a text or a number, found null");
    },
  );
});

describe.concurrent("an argument that makes no sense", () => {
  it.each([
    [["check"], /there is no receiver/],
    [["check", "localhost:3000"], /Did you mean http:\/\/localhost:3000\?/],
    [["check", nobody, "--only", "idempotency\\/duplicat"], /fits none/],
    [["check", nobody, "--only", "idempotency/duplicat"], /Did you mean "idempotency\/duplicate"/],
    [["check", nobody, "--skip", "[("], /"\[\(" fits none/],
    [["check", nobody, "--reporter", "junti=x.xml"], /Did you mean "junit"/],
    [["check", nobody, "--reporter", "json="], /the path is empty/],
    [["check", nobody, "--reporter", "json= "], /the path is empty/],
    [["check", ""], /is not an http or https URL/],
    [["send", " "], /is not an http or https URL/],
    [["check", nobody, "--witness", ""], /Failed to read the witness/],
    [["check", nobody, "--baseline", " "], /The file is empty/],
    [["send", nobody, "--data", ""], /The folder is empty/],
    [["send", nobody, "--event-log", ""], /The file is empty/],
    [["send", nobody, "--file", ""], /its name is empty/],
    [["certs", "--out", ""], /The folder is empty/],
    [["check", nobody, "--witness", "comand:x"], /Did you mean "command"/],
    [["check", nobody, "--witness", "url:x"], /whole http or https URL/],
    [["check", nobody, "--wait-for", "soon"], /--wait-for.*Write a number with a unit/s],
    [["send", nobody, "--speed", "fast"], /--speed.*60x/s],
    [["generate", "--seed", ""], /Expected a whole number/],
    [["generate", "--seed", "0x10"], /Expected a whole number/],
    [["check", nobody, "--grant", "vc:rom"], /Did you mean "vc:room"/],
    [["check", "http://192.0.2.1/"], /neither this machine nor in a private network/],
    [["explain-check", "event/acepted"], /Did you mean "event\/accepted"/],
    [["schema", "evnt"], /Did you mean "event"/],
    [["report", "merg", "x"], /merg/],
    [["generate", "--count", "0"], /at least 1/],
    [["sign", "--nonce", "1"], /--timestamp/],
    [["decrypt"], /MOCKLARK_ENCRYPT_KEY/],
  ])("%j ends with 2", async (args, says) => {
    const result = await run(args);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(says);
  });
});

describe.concurrent("a port with something else behind it", () => {
  it.each(["send", "verify-url", "check"])("that is closed ends %s with 3", async (command) => {
    expect(await run([command, nobody])).toMatchObject({ code: 3 });
  });

  it.each([
    ["answers without end", 1],
    ["never ends its answer", 1],
    ["speaks another protocol", 3],
    ["says nothing", 1],
    ["writes to the terminal", 1],
  ] as const)("that %s ends check with %i", async (kind, code) => {
    const server = hostileServers[kind]();
    servers.push(server);
    const url = await listen(server);
    const args = ["check", url, "--only", "challenge/echo", "--only", "event/accepted"];
    const { code: ended, stdout, stderr } = await run(args);
    expect({ ended, said: stdout + stderr }).toMatchObject({ ended: code });
  });

  it.each(["send", "verify-url"])("that writes to the terminal ends %s with 1", async (command) => {
    const server = hostileServers["writes to the terminal"]();
    servers.push(server);
    expect(await run([command, await listen(server)])).toMatchObject({ code: 1 });
  });
});

describe.concurrent("https", () => {
  it("is refused without --ca, and taken with it or with --insecure", async () => {
    const folder = emptyFolder();
    expect(await run(["certs", "--out", folder])).toMatchObject({ code: 0 });
    const { readFileSync } = await import("node:fs");
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    const server = createHttpsServer(
      { cert: read("cert.pem"), key: read("key.pem") },
      (_request, response) => void response.writeHead(200).end("{}"),
    );
    servers.push(server);
    const url = (await listen(server)).replace("http:", "https:");
    const [plain, trusted, insecure] = await Promise.all([
      run(["check", url, "--only", "event/status-200"]),
      run(["send", url, "--ca", join(folder, "ca.pem")]),
      run(["send", url, "--insecure"]),
    ]);
    expect(plain).toMatchObject({ code: 3 });
    expect(plain.stderr).toContain("--insecure");
    expect(trusted).toMatchObject({ code: 0 });
    expect(insecure).toMatchObject({ code: 0 });
    const scenario = "name: One\nwhy: It comes\nsteps:\n  - title: one\n    send: {}\n";
    writeFileSync(join(folder, "one.yaml"), scenario);
    const refused = await Promise.all([
      run(["send", url, "--retries", "fast"]),
      run(["send", url, "--json"]),
      run(["verify-url", url]),
      run(["run", "one.yaml", "--to", url], { cwd: folder }),
      run(["check", url]),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1, 3, 3]);
    // However often it is tried, once is enough.
    const hints = refused.map(({ stderr }) => stderr.match(/--ca FILE \(PEM\)/g)?.length);
    expect(hints).toEqual([1, 1, 1, 1, 1]);
  });

  it("says that a CA file holds no certificate", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "ca.pem"), "no certificate");
    const result = await run(["check", "https://127.0.0.1:1/", "--ca", "ca.pem"], { cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("Failed to trust ca.pem: it holds no certificate in PEM");
  });
});

describe.concurrent("the config file", () => {
  const withConfig = (text: string): CliRun => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "mocklark.config.yaml"), text);
    return { cwd };
  };

  it.each([
    ["sedd: 3", /line 1, column \d+: no command has a flag "sedd"/, 'Did you mean "seed"?'],
    ["sned:\n  count: 3", /unknown command "sned"/, 'Did you mean "send"?'],
    ["send:\n  cuont: 3", /line 2, column \d+: unknown flag "cuont"/, 'Did you mean "count"?'],
    ["check: true", /expected a mapping of flags/, ""],
    ["generate:\n  count: many", /line 2, column \d+: Expected a whole number/, ""],
  ])("refuses %j, even when another command runs", async (text, says, hint) => {
    const result = await run(["generate"], withConfig(text));
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(says);
    expect(result.stderr).toContain(hint);
  });

  it("takes a list for every flag that may be given several times", async () => {
    const config = withConfig("success-status: [201, 204]\ngrant: [vc:room]\nretries: off\n");
    const result = await run(["send", nobody, "--dry-run"], config);
    expect(result).toMatchObject({ code: 0 });
    const single = await run(["generate"], withConfig("seed: [1, 2]"));
    expect(single).toMatchObject({ code: 2 });
    expect(single.stderr).toContain("expected a text or a number, found [1,2]");
  });

  it("takes a flag that only other commands have", async () => {
    const config = withConfig("strict: true\nreport:\n  out: page.html\ngenerate:\n  count: 2\n");
    const result = await run(["generate"], config);
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout.trim().split("\n")).toHaveLength(2);
  });
});

describe("help", () => {
  it("shows examples, exit codes and environment twins for every command", async () => {
    const { stdout } = await run(["--help"]);
    const names = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)(?= )/gm)].map((match) => match[1] ?? "");
    const commands = names.filter((name) => name !== "help");
    expect(commands).toEqual(expect.arrayContaining(["demo", "send", "check", "run", "schema"]));
    const helps = await Promise.all(commands.map((name) => run([name, "--help"])));
    for (const [index, name] of commands.entries()) {
      const help = helps[index];
      expect(help).toMatchObject({ code: 0, stderr: "" });
      expect(help?.stdout).toContain(`\nExamples:\n  mocklark ${name}`);
      expect(help?.stdout).toMatch(/\nExit codes:\n {2}0 {2}all well/);
    }
    expect((await run(["send", "--help"])).stdout).toMatch(/env:\s+MOCKLARK_ENCRYPT_KEY\)/);
  });
});
