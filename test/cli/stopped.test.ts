import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, Server as HttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { listen } from "./hostile-servers.js";
import { emptyFolder } from "./run-cli.js";

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

interface Command {
  readonly process: ChildProcess;
  readonly cwd: string;
  readonly printed: () => { readonly stdout: string; readonly stderr: string };
  /** Resolves once standard error holds the text. */
  says(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(
  args: readonly string[],
  cwd = emptyFolder(),
  env: Readonly<Record<string, string>> = {},
): Command {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text));
  return {
    process: child,
    cwd,
    printed: () => printed,
    async says(text) {
      await expect.poll(() => printed.stderr).toContain(text);
    },
    ended: new Promise((resolve) => child.on("close", resolve)),
  };
}

/** Processes whose command line has the path of a folder only this test knows. */
function processesWith(text: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text));
}

const reporters = ["json=r.json", "junit=r.xml", "html=r.html", "pretty"];
const reporting = reporters.flatMap((reporter) => ["--reporter", reporter]);

/** A command that runs, never listens, and says so by a file. */
function neverUp(cwd: string, beforehand = ""): string {
  return `${beforehand} touch '${cwd}/runs'; while :; do sleep 1; : in ${cwd}; done`;
}

async function untilRuns(cwd: string): Promise<void> {
  await expect.poll(() => existsSync(join(cwd, "runs"))).toBe(true);
}

const silent: Server[] = [];
afterAll(() => {
  for (const server of silent) {
    server.close();
    if (server instanceof HttpServer) server.closeAllConnections();
  }
});

/** Takes a connection and says nothing; resolves when somebody has come. */
async function silentReceiver(): Promise<{ readonly url: string; readonly met: Promise<unknown> }> {
  const server = createServer((socket) => void socket.on("error", () => {}));
  silent.push(server);
  return { url: await listen(server), met: once(server, "connection") };
}

interface Moment {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly isThere: (command: Command) => Promise<unknown>;
  readonly target: RegExp;
}

const moments: Readonly<Record<string, () => Promise<Moment>>> = {
  "while the receiver starts": async () => {
    const cwd = emptyFolder();
    const args = ["--exec", neverUp(cwd)];
    return { args, cwd, isThere: () => untilRuns(cwd), target: /touch/ };
  },
  "while a client starts": async () => {
    const cwd = emptyFolder();
    const args = ["--long-connection", "--exec", neverUp(cwd)];
    return { args, cwd, isThere: () => untilRuns(cwd), target: /^cli_/ };
  },
  "while a client is awaited": async () => {
    const isThere = (command: Command): Promise<void> => command.says("MOCKLARK_APP_SECRET=");
    return { args: ["--long-connection"], cwd: emptyFolder(), isThere, target: /^cli_/ };
  },
  "while the first answer is awaited": async () => {
    const { url, met } = await silentReceiver();
    return { args: [url], cwd: emptyFolder(), isThere: () => met, target: /^http:/ };
  },
};

/** A run says of a scenario that has begun that it was stopped; a check has not begun before it knows its receiver. */
const whileGettingToKnow = async (): Promise<Moment> => {
  const server = createHttpServer((request, response) => {
    if (requests++ === 0) response.end("{}");
    else server.emit("second", request.resume());
  });
  let requests = 0;
  silent.push(server);
  const met = once(server, "second");
  const url = await listen(server);
  return { args: [url], cwd: emptyFolder(), isThere: () => met, target: /^http:/ };
};

const cases = Object.entries({
  ...moments,
  "while the first event is awaited": whileGettingToKnow,
}).flatMap(([when, prepare]) =>
  [["SIGINT", 130] as const, ["SIGTERM", 143] as const].map(
    ([signal, code]) => [signal, when, code, prepare] as const,
  ),
);

describe("a check", () => {
  it.each(cases)("stopped by %s %s ends with its reports", async (signal, _when, code, prepare) => {
    const { args, cwd, isThere, target } = await prepare();
    const check = start(["check", ...args, ...reporting], cwd);
    await isThere(check);
    check.process.kill(signal);
    expect(await check.ended).toBe(code);
    const report = JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")) as Report;
    expect(report.target).toMatch(target);
    expect(report.summary.inconclusive).toBe(report.checks.length);
    expect(report.checks.length).toBeGreaterThan(10);
    expect(new Set(report.checks.map(({ reason }) => reason))).toEqual(
      new Set([`Stopped by ${signal}.`]),
    );
    expect(readFileSync(join(cwd, "r.xml"), "utf8")).toContain(`Stopped by ${signal}.`);
    expect(readFileSync(join(cwd, "r.html"), "utf8")).toContain(`Stopped by ${signal}.`);
    const { stdout, stderr } = check.printed();
    expect(stdout).toContain(`${report.checks.length} inconclusive`);
    expect(stderr).not.toContain("error");
    expect(processesWith(cwd)).toEqual([]);
  });

  it("ends at once by a second signal, with all that was started", async () => {
    const cwd = emptyFolder();
    const beforehand = `trap '' TERM; (setsid sh -c 'while :; do sleep 1; : in ${cwd}; done' &);`;
    const temporary = emptyFolder();
    const check = start(["check", "--exec", neverUp(cwd, beforehand)], cwd, { TMPDIR: temporary });
    await untilRuns(cwd);
    expect(readdirSync(temporary)).not.toEqual([]);
    check.process.kill("SIGTERM");
    await check.says("press again to stop at once");
    check.process.kill("SIGINT");
    expect(await check.ended).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    await expect.poll(() => processesWith(cwd)).toEqual([]);
  });
});

const scenario = "name: One\nwhy: It comes\nsteps:\n  - title: one\n    send: {}\n";

describe("a run", () => {
  it.each(Object.entries(moments))(
    "stopped %s says what was not started",
    async (_when, prepare) => {
      const { args, cwd, isThere } = await prepare();
      writeFileSync(join(cwd, "one.yaml"), scenario);
      const to = args.map((arg) => (arg.startsWith("http:") ? ["--to", arg] : [arg])).flat();
      const run = start(["run", "one.yaml", ...to], cwd);
      await isThere(run);
      run.process.kill("SIGINT");
      expect(await run.ended).toBe(130);
      const { stdout, stderr } = run.printed();
      expect(stdout).toContain("1 scenario: 1 not started");
      expect(stderr).not.toContain("error");
      expect(processesWith(cwd)).toEqual([]);
    },
  );
});
