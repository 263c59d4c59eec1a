import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemWallClock, type WallClock } from "../base/clock.js";
import { formatDuration } from "../base/durations.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import {
  abortSignal,
  anyObject,
  createOptionCheck,
  numberFrom,
  text,
} from "../base/option-check.js";
import { sleep } from "../base/sleep.js";
import type { App } from "../event/app.js";
import { createOutputCapture, type OutputCapture } from "./output-capture.js";
import { createSecretMask } from "../event/secret-mask.js";
import { watchPlace, type Misplacement, type PlaceWatch } from "./misplaced-receiver.js";
import { guardGroup, isGroupAlive, signalGroup, type Guard } from "./process-group.js";

/** Given the environment it would have, what to add to it. */
export type EnvironmentAddition = (
  before: Readonly<NodeJS.ProcessEnv>,
) => Readonly<Record<string, string>>;

export interface ManagedReceiverOptions {
  /** Run by the shell, e.g. "node server.js". */
  readonly command: string;
  /** The app whose keys the receiver gets in its environment. */
  readonly app: App;
  /** Where the receiver will listen; default: a free port of 127.0.0.1. */
  readonly url?: string;
  /** Where it expects events when no URL is given; default "/webhook/event". */
  readonly path?: string;
  /**
   * Milliseconds until it must accept connections; default 20,000, but no longer than it takes to see that it
   * listens somewhere else and stays there. Who names a time is sure that it needs it, and it is waited out.
   */
  readonly waitForMs?: number;
  /** Milliseconds after which a place it listens at counts as its last; default 2,000. */
  readonly settledMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL; default 2,000. */
  readonly graceMs?: number;
  readonly cwd?: string;
  /** On top of our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly wall?: WallClock;
  /** Gives up waiting for the start. */
  readonly signal?: AbortSignal;
  /** How a receiver that does not listen shows that it is up; default: its port accepts connections. */
  readonly arrival?: Arrival;
}

const checkOptions = createOptionCheck<ManagedReceiverOptions>("start the receiver", {
  command: text,
  app: anyObject,
  url: text,
  path: text,
  waitForMs: numberFrom(0),
  settledMs: numberFrom(0),
  graceMs: numberFrom(0),
  cwd: text,
  env: anyObject,
  wall: true,
  signal: abortSignal,
  arrival: true,
});

/** What a client does instead of listening. */
export interface Arrival {
  /** Called before each start: what happened before it does not count. */
  readonly reset?: () => void;
  readonly hasHappened: () => boolean;
  /** What did not happen: "it did not ask …". */
  readonly missing: string;
  readonly remedy: string;
}

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A receiver we started. Its output is captured across restarts. */
export interface ManagedReceiver {
  readonly url: string;
  readonly command: string;
  readonly output: OutputCapture;
  /** How the process ended, or undefined while it runs. */
  exit(): ExitInfo | undefined;
  /** The id of the process we started, which is also that of its group; undefined while none runs. */
  pid(): number | undefined;
  /** From the next start on, in place of what was added before; undefined adds nothing any more. */
  addEnvironment(addition: EnvironmentAddition | undefined): void;
  /** Starts it again after a stop; with an app, its environment gets that app's keys. */
  start(app?: App): Promise<void>;
  /**
   * Stops what is left of it and starts it again.
   * @param kill SIGKILL at once, instead of SIGTERM and a grace
   */
  restart(options?: { readonly kill?: boolean }): Promise<void>;
  /** Milliseconds spent on restarts so far, also on one that still goes on. */
  restartMs(): number;
  /** SIGTERM to the whole group, SIGKILL after the grace. Never rejects. */
  stop(options?: { readonly keepState?: boolean }): Promise<void>;
}

/**
 * Starts a receiver and waits until it accepts connections.
 * @throws MocklarkError ENVIRONMENT when the port is taken, or it exits or stays silent; its last output is the frame
 */
export async function startManagedReceiver(
  options: ManagedReceiverOptions,
): Promise<ManagedReceiver> {
  checkOptions(options);
  const { command, wall = systemWallClock, graceMs = 2_000, path = "/webhook/event" } = options;
  const url = options.url ?? `http://127.0.0.1:${await freePort()}${path}`;
  const address = addressOf(url);
  const output = createOutputCapture();
  const stateFolder = await mkdtemp(join(tmpdir(), "mocklark-receiver-"));
  const stateFile = join(stateFolder, "state");
  let running: RunningProcess | undefined;

  let app = options.app;
  let addition: EnvironmentAddition | undefined;
  let stoppedBefore = false;
  let restartsMs = 0;
  let restartingSince: number | undefined;

  async function start(changed: App = app): Promise<void> {
    app = changed;
    const patienceMs = stoppedBefore ? 1_000 : 0;
    if (!options.arrival && (await isTaken(address, wall, patienceMs))) {
      throw portTaken(command, address);
    }
    const env = environmentOf({ ...options, app }, url, stateFile);
    options.arrival?.reset?.();
    running = launch(options, { ...env, ...addition?.(env) }, output);
    try {
      await waitUntilUp(running, address, options, output);
    } catch (error) {
      await stop();
      throw error;
    }
  }

  async function stop({ kill = false } = {}): Promise<void> {
    const stopping = running;
    running = undefined;
    stoppedBefore ||= stopping !== undefined;
    if (stopping) await endProcess(stopping, kill ? 0 : graceMs, wall);
  }

  async function restart(how?: { readonly kill?: boolean }): Promise<void> {
    await stop(how);
    await untilFree(address, wall);
    await start();
  }

  async function timed(work: () => Promise<void>): Promise<void> {
    const since = (restartingSince = wall.elapsed());
    try {
      await work();
    } finally {
      restartsMs += wall.elapsed() - since;
      restartingSince = undefined;
    }
  }

  async function forget(): Promise<void> {
    await rm(stateFolder, { recursive: true, force: true }).catch(() => {});
  }

  try {
    await start();
  } catch (error) {
    await forget();
    throw error;
  }
  return {
    url,
    command,
    output,
    exit: () => running?.exit(),
    pid: () => running?.pid,
    addEnvironment: (added) => {
      addition = added;
    },
    start,
    restart: (how) => timed(() => restart(how)),
    restartMs: () =>
      restartsMs + (restartingSince === undefined ? 0 : wall.elapsed() - restartingSince),
    stop: async ({ keepState = false } = {}) => {
      await stop();
      if (!keepState) await forget();
    },
  };
}

interface RunningProcess {
  readonly pid: number | undefined;
  readonly guard: Guard | undefined;
  exit(): ExitInfo | undefined;
  /** Resolves when the process itself has ended. */
  readonly ended: Promise<ExitInfo>;
}

function launch(
  options: ManagedReceiverOptions,
  env: NodeJS.ProcessEnv,
  output: OutputCapture,
): RunningProcess {
  const child = spawn(options.command, {
    shell: true,
    // Its own group, so that what it starts can be stopped with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env,
  });
  child.stdout.on("data", (chunk: Buffer) => output.write(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.write(chunk, "stderr"));
  // Not at its exit, when its last words may still be in the pipe.
  child.on("close", () => output.endLines());
  return followExit(child, output);
}

function followExit(child: ChildProcess, output: OutputCapture): RunningProcess {
  let exit: ExitInfo | undefined;
  const ended = new Promise<ExitInfo>((resolve) => {
    const end = (info: ExitInfo): void => {
      exit ??= info;
      resolve(exit);
    };
    child.on("exit", (code, signal) => end({ code, signal }));
    child.on("error", (error) => {
      output.write(Buffer.from(`${error.message}\n`), "stderr");
      end({ code: null, signal: null });
    });
  });
  const guard = child.pid === undefined ? undefined : guardGroup(child.pid);
  return { pid: child.pid, guard, ended, exit: () => exit };
}

function environmentOf(
  { app, env }: ManagedReceiverOptions,
  url: string,
  stateFile: string,
): NodeJS.ProcessEnv {
  return {
    // A file that lasts as long as we do: what a receiver remembers in it outlives its restarts.
    RECEIVER_STATE: stateFile,
    ...process.env,
    ...settingsOf(app, url),
    ...env,
  };
}

/** What a receiver finds in its environment: where to listen, and the app's settings. */
function settingsOf(app: App, url: string): Record<string, string> {
  const { hostname, port } = addressOf(url);
  return {
    PORT: String(port),
    HOST: hostname,
    MOCKLARK_URL: url,
    MOCKLARK_APP_ID: app.appId,
    MOCKLARK_APP_SECRET: app.appSecret,
    MOCKLARK_TENANT_KEY: app.tenantKey,
    MOCKLARK_ENCRYPT_KEY: app.encryptKey,
    MOCKLARK_VERIFICATION_TOKEN: app.verificationToken,
    // A proxy from our own environment must not come between the receiver and us.
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
  };
}

const pollEveryMs = 20;

async function waitUntilUp(
  running: RunningProcess,
  address: Address,
  options: ManagedReceiverOptions,
  output: OutputCapture,
): Promise<void> {
  const { wall = systemWallClock, waitForMs = 20_000, signal, arrival } = options;
  const place = placeOf(running, address, options, output);
  const deadline = wall.elapsed() + waitForMs;
  for (;;) {
    signal?.throwIfAborted();
    const exit = running.exit();
    if (exit) {
      // What it printed last may still be in the pipe.
      await sleep(wall, 50);
      const remedy = "Run it by hand, with PORT set, to see why it ends.";
      throw didNotStart(options, { reason: `it ended with ${describeExit(exit)}`, remedy }, output);
    }
    if (arrival ? arrival.hasHappened() : await staysOpen(address, wall)) return;
    const isLate = wall.elapsed() > deadline;
    const misplaced = isLate ? await place?.look() : await settledPlace(place, options);
    if (misplaced) throw didNotStart(options, misplaced, output);
    if (isLate) throw didNotStart(options, silence(options, address, waitForMs), output);
    await Promise.race([sleep(wall, pollEveryMs), running.ended]);
  }
}

/** A client of the long connection listens nowhere. */
function placeOf(
  { pid }: RunningProcess,
  { hostname: host, port }: Address,
  { wall = systemWallClock, settledMs, arrival }: ManagedReceiverOptions,
  output: OutputCapture,
): PlaceWatch | undefined {
  if (arrival) return undefined;
  return watchPlace({
    pid,
    expected: { host: host === "localhost" ? "127.0.0.1" : host, port },
    wall,
    output: () => output.tail(),
    accepts: (other) => accepts({ hostname: other.host, port: other.port }, wall),
    ...definedOnly({ settledMs }),
  });
}

async function settledPlace(
  place: PlaceWatch | undefined,
  { waitForMs }: ManagedReceiverOptions,
): Promise<Misplacement | undefined> {
  const misplaced = waitForMs === undefined ? await place?.settled() : undefined;
  if (!misplaced) return undefined;
  return { ...misplaced, remedy: `${misplaced.remedy} If it only takes longer, add --wait-for.` };
}

async function endProcess(
  running: RunningProcess,
  graceMs: number,
  wall: WallClock,
): Promise<void> {
  const { pid } = running;
  if (pid === undefined) return;
  if (graceMs > 0) signalGroup(pid, "SIGTERM");
  if (graceMs === 0 || !(await groupEnds(pid, graceMs, wall))) {
    signalGroup(pid, "SIGKILL");
    await groupEnds(pid, 1_000, wall);
  }
  running.guard?.release();
}

async function groupEnds(pid: number, withinMs: number, wall: WallClock): Promise<boolean> {
  const deadline = wall.elapsed() + withinMs;
  while (isGroupAlive(pid)) {
    if (wall.elapsed() > deadline) return false;
    await sleep(wall, 10);
  }
  return true;
}

/** A process counts as ended when its first thread has; the others may hold its port a moment longer. */
async function untilFree(address: Address, wall: WallClock): Promise<void> {
  const deadline = wall.elapsed() + 1_000;
  while (wall.elapsed() < deadline && (await accepts(address, wall))) await sleep(wall, 5);
}

interface Address {
  readonly hostname: string;
  readonly port: number;
}

function addressOf(url: string): Address {
  const { hostname, port, protocol } = new URL(url);
  const standardPort = protocol === "https:" ? 443 : 80;
  return {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? standardPort : Number(port),
  };
}

/** Some frameworks listen for a moment to see that the port is free, and then again for good. */
async function staysOpen(address: Address, wall: WallClock): Promise<boolean> {
  if (!(await accepts(address, wall))) return false;
  await sleep(wall, pollEveryMs);
  return accepts(address, wall);
}

/** Whether something accepts a TCP connection there, within a second. */
function accepts({ hostname, port }: Address, wall: WallClock): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port });
    const end = (result: boolean): void => {
      timer.cancel();
      socket.destroy();
      resolve(result);
    };
    const timer = wall.setTimer(() => end(false), 1_000);
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** A process of several threads counts as ended a moment before the last of them lets go of its port. */
async function isTaken(address: Address, wall: WallClock, patienceMs: number): Promise<boolean> {
  const deadline = wall.elapsed() + patienceMs;
  while (await accepts(address, wall)) {
    if (wall.elapsed() >= deadline) return true;
    await sleep(wall, pollEveryMs);
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** "exit code 1", "signal SIGKILL". */
export function describeExit({ code, signal }: ExitInfo): string {
  if (signal !== null) return `signal ${signal}`;
  return code === null ? "no exit code" : `exit code ${code}`;
}

/** Nothing came of it, and nobody knows why. */
function silence(
  { arrival, url }: ManagedReceiverOptions,
  { port }: Address,
  waitedMs: number,
): { readonly reason: string; readonly remedy: string } {
  const missing = arrival?.missing ?? `nothing accepted a connection on port ${port}`;
  const reason = `${missing} within ${formatDuration(waitedMs)}`;
  if (arrival) return { reason, remedy: arrival.remedy };
  const where =
    url === undefined
      ? "Let it listen on the port it finds in PORT, or name the URL it listens at beside --exec"
      : `See that it listens at ${url}`;
  return { reason, remedy: `${where}; --wait-for gives a slow one more time.` };
}

function didNotStart(
  { command, app, arrival }: ManagedReceiverOptions,
  { reason, remedy }: { readonly reason: string; readonly remedy: string },
  output: OutputCapture,
): MocklarkError {
  const printed = createSecretMask(app).foreign(output.tail()).trimEnd();
  const tail = printed.split("\n").slice(-20).join("\n");
  return new MocklarkError("ENVIRONMENT", `Failed to start the receiver "${command}": ${reason}.`, {
    remedy: arrival?.remedy ?? remedy,
    frame: tail === "" ? "It printed nothing." : `Its last output:\n${tail}`,
    details: { command },
  });
}

function portTaken(command: string, { hostname, port }: Address): MocklarkError {
  return new MocklarkError(
    "ENVIRONMENT",
    `Failed to start the receiver "${command}": something else already listens on ${hostname}:${port}.`,
    {
      remedy:
        "Leave --exec out to judge what runs there; otherwise stop it, or name another port in the URL.",
      details: { port },
    },
  );
}
