import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import {
  startManagedReceiver,
  type ManagedReceiver,
  type ManagedReceiverOptions,
} from "../../src/receiver/managed-receiver.js";

const folder = mkdtempSync(join(tmpdir(), "mocklark-managed-"));
const app = createApp(
  { encryptKey: "key-of-the-app", verificationToken: "token-of-the-app" },
  createRandom(1),
);
const started: ManagedReceiver[] = [];

function script(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return `"${process.execPath}" "${file}"`;
}

async function start(
  command: string,
  options: Partial<ManagedReceiverOptions> = {},
): Promise<ManagedReceiver> {
  const receiver = await startManagedReceiver({ command, app, graceMs: 300, ...options });
  started.push(receiver);
  return receiver;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((receiver) => receiver.stop()));
});

const listen =
  'require("http").createServer((q, s) => s.end("ok")).listen(process.env.PORT, "127.0.0.1");';

function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition).toBe(true);
}

/** The process id it prints, alone on a line or behind "pid": its port may be open before we have read it. */
async function printedPid({ output }: ManagedReceiver): Promise<number> {
  const printed = () => /^(?:pid )?(\d+)$/m.exec(output.tail())?.[1];
  await until(() => printed() !== undefined);
  return Number(printed());
}

/** Listens only to see that the port is free, as some frameworks do, and later for good. */
const triesItsPortFirst = `const { createServer } = require("net");
const serve = () => { ${listen} };
const trial = createServer();
trial.once("connection", () => trial.close(() => setTimeout(serve, 100)));
trial.listen(process.env.PORT, "127.0.0.1");`;

describe("a managed receiver", () => {
  it("is up when its port stays open, not while it only tries it", async () => {
    const receiver = await start(script("tries-first.cjs", triesItsPortFirst));
    expect(await (await fetch(receiver.url)).text()).toBe("ok");
  });

  it("gets a port and the app's keys, answers once started, and is gone once stopped", async () => {
    const receiver = await start(
      script("env.cjs", `console.log(JSON.stringify(process.env)); ${listen}`),
    );
    expect(await (await fetch(receiver.url)).text()).toBe("ok");
    const env = JSON.parse(receiver.output.tail()) as Record<string, string>;
    expect(env).toMatchObject({
      PORT: new URL(receiver.url).port,
      MOCKLARK_ENCRYPT_KEY: "key-of-the-app",
      MOCKLARK_VERIFICATION_TOKEN: "token-of-the-app",
      MOCKLARK_APP_ID: app.appId,
    });
    await receiver.stop();
    await expect(fetch(receiver.url)).rejects.toThrow("fetch failed");
  });

  it("has what is added to its environment from the next start on, until nothing is", async () => {
    const text = `require("http").createServer((q, s) => s.end(String(process.env.ADDED))).listen(process.env.PORT, "127.0.0.1");`;
    const receiver = await start(script("added.cjs", text), { env: { BEFORE: "before" } });
    const added = async (): Promise<string> => (await fetch(receiver.url)).text();
    receiver.addEnvironment(({ BEFORE }) => ({ ADDED: `${BEFORE} and after` }));
    expect(await added()).toBe("undefined");
    await receiver.restart();
    expect(await added()).toBe("before and after");
    await receiver.restart({ kill: true });
    expect(await added()).toBe("before and after");
    receiver.addEnvironment(undefined);
    await receiver.restart();
    expect(await added()).toBe("undefined");
  });

  it("that exits at once fails the start at once, with its last output", async () => {
    await expect(
      start(
        script(
          "exits.cjs",
          'console.error("no database for", process.env.MOCKLARK_ENCRYPT_KEY); process.exit(7)',
        ),
      ),
    ).rejects.toMatchObject({
      code: "ENVIRONMENT",
      exitCode: 3,
      message: expect.stringContaining("exit code 7") as string,
      frame: expect.stringContaining("no database for <encrypt key>") as string,
    });
  });

  it.each(["", " \n", "node \0"])("is not started by the command %j", async (command) => {
    await expect(start(command)).rejects.toMatchObject({ code: "USAGE", exitCode: 2 });
  });

  it("whose command does not exist fails the start with the shell's words", async () => {
    await expect(start("no-such-command-here")).rejects.toMatchObject({
      code: "ENVIRONMENT",
      frame: expect.stringContaining("no-such-command-here") as string,
    });
  });

  it("that never listens fails the start after waitForMs and leaves no process behind", async () => {
    // The shell itself, because a busy machine may take longer than that to start Node.
    const command = "echo $$; exec sleep 1000";
    const failure = await start(command, { waitForMs: 1_000 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringContaining("within 1 s") as string,
      remedy: expect.stringContaining("the port it finds in PORT, or name the URL") as string,
    });
    const pid = Number(/\d+$/m.exec((failure as { frame: string }).frame)?.[0]);
    expect(pid).toBeGreaterThan(0);
    expect(isRunning(pid)).toBe(false);
  });

  const listenAt = (port: string, host: string): string =>
    `const server = require("http").createServer((q, s) => s.end("ok"));
     server.listen(${port}, "${host}", () => console.log("open at", server.address().port));`;

  it("that listens on IPv6 only is told so as soon as it has settled there", async () => {
    const failure = await start(script("ipv6.cjs", listenAt("process.env.PORT", "::1")), {
      settledMs: 100,
    }).catch((error: unknown) => error);
    const port = /open at (\d+)/.exec((failure as { frame: string }).frame)?.[1];
    expect(failure).toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining(`it listens on [::1]:${port} only`) as string,
      remedy: expect.stringContaining("listen on 127.0.0.1 or 0.0.0.0") as string,
    });
  });

  it.each([
    ["as soon as it has settled there", { settledMs: 100 }],
    ["when the time it was given is over", { waitForMs: 1_500 }],
  ])("that listens on a port of its own is told so %s", async (_when, options) => {
    // What listens is a child of the shell.
    const command = `true && ${script("own-port.cjs", listenAt("0", "0.0.0.0"))}; true`;
    const failure = await start(command, options).catch((error: unknown) => error);
    const port = /open at (\d+)/.exec((failure as { frame: string }).frame)?.[1];
    expect(failure).toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining(`it listens on port ${port}, not on `) as string,
      remedy: expect.stringContaining("read its port from PORT, or give the URL") as string,
    });
  });

  it("that opens another port first is waited for", async () => {
    const metrics = listenAt("0", "127.0.0.1");
    const receiver = await start(
      script("metrics.cjs", `${metrics} setTimeout(() => { ${listen} }, 300);`),
      { settledMs: 10_000 },
    );
    expect(await (await fetch(receiver.url)).text()).toBe("ok");
  });

  it("whose start is given up leaves no process behind", async () => {
    const abort = new AbortController();
    const pidFile = join(folder, "given-up.pid");
    const command = script(
      "given-up.cjs",
      `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`,
    );
    const starting = start(command, { signal: abort.signal });
    await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "");
    abort.abort(new Error("Ctrl-C"));
    await expect(starting).rejects.toThrow("Ctrl-C");
    expect(isRunning(Number(readFileSync(pidFile, "utf8")))).toBe(false);
  });

  it("is not started on a port somebody else listens on", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(
      start(script("ok.cjs", listen), { url: `http://127.0.0.1:${port}/hook` }),
    ).rejects.toThrow(`something else already listens on 127.0.0.1:${port}`);
    other.close();
  });

  it("that ignores SIGTERM is killed after the grace", async () => {
    const receiver = await start(
      script(
        "stubborn.cjs",
        `process.on("SIGTERM", () => {}); console.log(process.pid); ${listen}`,
      ),
    );
    const pid = await printedPid(receiver);
    await receiver.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it("takes everything it started with it, even what ignores SIGTERM", async () => {
    const child = script(
      "child.cjs",
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)',
    );
    const receiver = await start(
      script(
        "parent.cjs",
        `const c = require("child_process").spawn(${JSON.stringify(child)}, { shell: true, stdio: "ignore" });
         console.log(c.pid); ${listen}`,
      ),
    );
    const pid = await printedPid(receiver);
    expect(isRunning(pid)).toBe(true);
    await receiver.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it.runIf(process.platform === "linux").each([
    ["a session of their own", "setsid sleep 1000 & echo $!"],
    ["no parent any more", "(setsid sh -c 'echo $$; exec sleep 1000' &)"],
    ["another environment", "env -i $(command -v setsid) sleep 1000 & echo $!"],
    ["no ear for SIGTERM", "(nohup setsid sh -c 'trap : TERM; echo $$; sleep 1000; sleep 1000' &)"],
  ])("takes processes with it that have %s, and does not wait for them", async (_what, stray) => {
    const told: string[] = [];
    const receiver = await start(`${stray}; exec ${script("strays.cjs", listen)}`, {
      onLeftRunning: (text) => told.push(text),
    });
    const pid = await printedPid(receiver);
    expect(isRunning(pid)).toBe(true);
    await receiver.restart();
    expect(isRunning(pid)).toBe(false);
    await receiver.stop();
    expect(told).toEqual([]);
  });

  it.runIf(process.platform === "linux")(
    "names what it cannot take for its own, and lets go of it",
    async () => {
      const told: string[] = [];
      const hidden = "(env -i $(command -v setsid) sh -c 'echo $$; exec sleep 1000' &)";
      const receiver = await start(`${hidden}; exec ${script("hidden.cjs", listen)}`, {
        onLeftRunning: (text) => told.push(text),
      });
      const pid = await printedPid(receiver);
      await receiver.stop();
      const isLeft = isRunning(pid);
      if (isLeft) process.kill(pid, "SIGKILL");
      expect(isLeft).toBe(true);
      expect(told).toEqual([
        `Process ${pid} (sleep 1000) was started by --exec, left its process group and still runs.`,
      ]);
    },
  );

  it("that prints binary and floods its output keeps answering, and only the end is kept", async () => {
    const receiver = await start(
      script(
        "flood.cjs",
        `const block = Buffer.alloc(1 << 20, 0xff); let left = 24;
         const write = () => { while (left-- > 0) if (!process.stdout.write(block)) return process.stdout.once("drain", write);
           process.stdout.write("\\u0000\\u001b[2Jthe end\\n"); };
         ${listen} write();`,
      ),
    );
    await until(() => receiver.output.tail().includes("the end"));
    expect(await (await fetch(receiver.url)).text()).toBe("ok");
    expect(receiver.output.tail().length).toBeLessThanOrEqual(16_384);
    expect(receiver.output.tail()).not.toContain("\u001B");
    expect(receiver.output.tail()).not.toContain("\0");
  });

  it("has its two streams apart, the last line too once it has ended", async () => {
    const receiver = await start(
      script(
        "two-streams.cjs",
        `${listen} process.on("SIGUSR2", () => { process.stderr.write("TypeError: x"); process.exit(1); });
         console.log("pid " + process.pid);`,
      ),
    );
    const pid = await printedPid(receiver);
    const mark = receiver.output.mark();
    process.kill(pid, "SIGUSR2");
    const isThere = () => receiver.output.since(mark).stderr.length > 0;
    await until(isThere);
    expect(receiver.output.since(mark)).toEqual({ stdout: [], stderr: ["TypeError: x"] });
  });

  it("that died says how, and comes back on the same URL", async () => {
    const receiver = await start(
      script(
        "dies.cjs",
        `${listen} if (!process.env.X) process.on("SIGUSR2", () => process.exit(9));
        console.log("pid " + process.pid);`,
      ),
    );
    process.kill(await printedPid(receiver), "SIGUSR2");
    await until(() => receiver.exit() !== undefined);
    expect(receiver.exit()).toEqual({ code: 9, signal: null });
    await receiver.restart();
    expect(receiver.exit()).toBeUndefined();
    expect(await (await fetch(receiver.url)).text()).toBe("ok");
    await until(() => receiver.output.tail().match(/pid/g)?.length === 2);
  });

  it("dies with us even when we are killed without a chance to clean up", async () => {
    const receiverCommand = script("orphan.cjs", `console.log("pid " + process.pid); ${listen}`);
    const host = join(folder, "host.mjs");
    writeFileSync(
      host,
      `import { spawn } from "node:child_process";
       import { guardGroup } from ${JSON.stringify(compiledProcessGroup())};
       const command = ${JSON.stringify(`setsid sleep 1000 & echo stray $!; exec ${receiverCommand}`)};
       const child = spawn(command, { shell: true, detached: true, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, PORT: "0", TEST_MARK_${process.pid}: "1" } });
       guardGroup(child.pid, { mark: { name: "TEST_MARK_${process.pid}" }, strays: { signal() {} } });`,
    );
    const hostProcess = spawn(process.execPath, [host], { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    hostProcess.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const printedPids = (): number[] =>
      [...printed.matchAll(/(?:pid|stray) (\d+)/g)].map(([, pid]) => Number(pid));
    await until(() => printedPids().length === 2);
    expect(printedPids().map(isRunning)).toEqual([true, true]);
    hostProcess.kill("SIGKILL");
    await until(() => !printedPids().some(isRunning));
  });
});

/** `process-group.ts` and what it imports as JavaScript in the temp folder, for a process of plain Node. */
function compiledProcessGroup(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const flags = "--ignoreConfig --module nodenext --target es2023 --types node --skipLibCheck";
  const source = join(root, "src/receiver/process-group.ts");
  const sources = ["--rootDir", join(root, "src"), "--outDir", join(folder, "out"), source];
  execFileSync(join(root, "node_modules/.bin/tsc"), [...flags.split(" "), ...sources], {
    cwd: root,
  });
  return join(folder, "out/receiver/process-group.js");
}
