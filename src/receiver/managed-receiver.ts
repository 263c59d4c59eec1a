import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemWallClock, type WallClock } from "../base/clock.js";
import { durationText } from "../base/durations.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import {
  abortSignal,
  anyObject,
  createOptionCheck,
  functionToCall,
  listOf,
  numberFrom,
  oneOf,
  text,
} from "../base/option-check.js";
import { sleep } from "../base/sleep.js";
import { type Language, languages, type Text } from "../base/text.js";
import { within } from "../base/within.js";
import type { App } from "../event/app.js";
import {
  childEnvironment,
  expandReferences,
  settingsOf,
  type ChildEnvironment,
} from "./child-environment.js";
import { exitText } from "./exit-text.js";
import { createOutputCapture, type OutputCapture } from "./output-capture.js";
import { createDialer } from "../network/dialer.js";
import { parseTarget } from "../network/target.js";
import { hostOf, portOf } from "../network/url-host.js";
import { watchPlace, type Misplacement, type PlaceWatch } from "./misplaced-receiver.js";
import { lastPrinted } from "./last-printed.js";
import { receiverTexts } from "./receiver-texts.js";
import { launch, type ExitInfo, type RunningProcess } from "./running-process.js";

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
  /** Hosts its URL may name although they are neither this machine nor a private network. */
  readonly allowHosts?: readonly string[] | undefined;
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
  /** On top of our own environment. "@encrypt-key" and the like stand for what it would find in a variable of ours. */
  readonly env?: ChildEnvironment;
  /** Where the Open API and the long connection are, for MOCKLARK_DOMAIN. */
  readonly domain?: string | undefined;
  readonly wall?: WallClock;
  /** Told, in a sentence, of what it started and what could not be stopped with it. */
  readonly onLeftRunning?: (text: string) => void;
  /** What that is told in; default: English. */
  readonly language?: Language;
  /** Gives up waiting for a start; after that there is none any more. */
  readonly signal?: AbortSignal;
  /** How a receiver that does not listen shows that it is up; default: its port accepts connections. */
  readonly arrival?: Arrival;
}

const checkOptions = createOptionCheck<ManagedReceiverOptions>(
  receiverTexts("start-the-receiver"),
  {
    command: text,
    app: anyObject,
    url: text,
    allowHosts: listOf(text),
    path: text,
    waitForMs: numberFrom(0),
    settledMs: numberFrom(0),
    graceMs: numberFrom(0),
    cwd: text,
    env: childEnvironment,
    domain: text,
    wall: true,
    onLeftRunning: functionToCall,
    language: oneOf(languages),
    signal: abortSignal,
    arrival: true,
  },
);

/** What a client does instead of listening. */
export interface Arrival {
  /** Called before each start: what happened before it does not count. */
  readonly reset?: () => void;
  readonly hasHappened: () => boolean;
  /** What did not happen: "it did not ask …". */
  readonly missing: Text;
  readonly remedy: Text;
}

/** A receiver we started. Its output is captured across restarts. */
export interface ManagedReceiver {
  readonly url: string;
  readonly command: string;
  readonly output: OutputCapture;
  /** How the process ended, or undefined while it runs. */
  exit(): ExitInfo | undefined;
  /** Resolves when the process that runs now has ended; undefined while none runs. */
  ended(): Promise<ExitInfo> | undefined;
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
  /** SIGTERM to all it has started, SIGKILL after the grace. Never rejects. */
  stop(options?: { readonly keepState?: boolean }): Promise<void>;
}

/**
 * Starts a receiver and waits until it accepts connections.
 * @throws MocklarkError USAGE for a command that is empty; ENVIRONMENT when the port is taken, or it exits or stays silent; its last output is the frame
 */
export async function startManagedReceiver(
  options: ManagedReceiverOptions,
): Promise<ManagedReceiver> {
  checkOptions(options);
  const { command, wall = systemWallClock, graceMs = 2_000, path = "/webhook/event" } = options;
  refuseNoCommand(command);
  const url = options.url ?? `http://127.0.0.1:${await freePort()}${path}`;
  const address = addressOf(url, options);
  const output = createOutputCapture();
  const stateFolder = await mkdtemp(join(tmpdir(), "mocklark-receiver-"));
  // Whoever is stopped at once, by a second Ctrl-C, has time for nothing else.
  const forgetAtExit = (): void => rmSync(stateFolder, { recursive: true, force: true });
  process.on("exit", forgetAtExit);
  const stateFile = join(stateFolder, "state");
  let running: RunningProcess | undefined;

  let app = options.app;
  let addition: EnvironmentAddition | undefined;
  let stoppedBefore = false;
  let restartsMs = 0;
  let restartingSince: number | undefined;

  async function start(changed: App = app): Promise<void> {
    app = changed;
    options.signal?.throwIfAborted();
    const patienceMs = stoppedBefore ? 1_000 : 0;
    if (!options.arrival && (await isTaken(address, wall, patienceMs))) {
      throw portTaken(command, address);
    }
    const env = environmentOf({ ...options, app }, url, stateFile);
    options.signal?.throwIfAborted();
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
    const left = (await stopping?.end({ graceMs: kill ? 0 : graceMs, wall })) ?? [];
    for (const one of left) options.onLeftRunning?.(one.in(options.language ?? "en"));
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
    process.off("exit", forgetAtExit);
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
    ended: () => running?.ended,
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

function environmentOf(
  { app, env = {}, domain }: ManagedReceiverOptions,
  url: string,
  stateFile: string,
): NodeJS.ProcessEnv {
  const settings = { ...settingsOf(app, url), ...definedOnly({ MOCKLARK_DOMAIN: domain }) };
  return {
    // A file that lasts as long as we do: what a receiver remembers in it outlives its restarts.
    RECEIVER_STATE: stateFile,
    ...process.env,
    ...settings,
    ...expandReferences(env, settings),
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
      const remedy =
        exit.code === 0 ? receiverTexts("ended-well-remedy") : receiverTexts("ended-remedy");
      const reason = receiverTexts("ended", { exit: exitText(exit) });
      throw didNotStart(options, { reason, remedy }, output);
    }
    if (arrival ? arrival.hasHappened() : await staysOpen(address, wall)) return;
    const isLate = wall.elapsed() > deadline;
    const misplaced = isLate ? await place?.look() : await settledPlace(place, options);
    if (misplaced) throw didNotStart(options, misplaced, output);
    if (isLate) throw didNotStart(options, silence(options, address, waitForMs), output);
    await within(running.ended, pollEveryMs, wall);
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
  return { ...misplaced, remedy: receiverTexts("or-wait", { remedy: misplaced.remedy }) };
}

/** A process counts as ended when its first thread has; the others may hold its port a moment longer. */
async function untilFree(address: Address, wall: WallClock): Promise<void> {
  const deadline = wall.elapsed() + 1_000;
  while (wall.elapsed() < deadline && (await accepts(address, wall))) await sleep(wall, 5);
}

interface Address {
  readonly hostname: string;
  readonly port: number;
  readonly allowHosts?: readonly string[] | undefined;
}

function addressOf(
  given: string,
  { allowHosts }: Pick<ManagedReceiverOptions, "allowHosts">,
): Address {
  const url = parseTarget(given, { allowHosts });
  return { hostname: hostOf(url), port: portOf(url), allowHosts };
}

/** Some frameworks listen for a moment to see that the port is free, and then again for good. */
async function staysOpen(address: Address, wall: WallClock): Promise<boolean> {
  if (!(await accepts(address, wall))) return false;
  await sleep(wall, pollEveryMs);
  return accepts(address, wall);
}

/**
 * Whether something accepts a TCP connection there, within a second.
 * @throws MocklarkError FORBIDDEN_TARGET where its name leads where nothing may be sent
 */
function accepts({ hostname, port, allowHosts }: Address, wall: WallClock): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const { tcp } = createDialer({ allowHosts }).dial({ host: hostname, port });
    const end = (result: boolean): void => {
      timer.cancel();
      tcp.destroy();
      resolve(result);
    };
    const timer = wall.setTimer(() => end(false), 1_000);
    tcp.once("connect", () => end(true));
    tcp.once("error", (error) => {
      if (error instanceof MocklarkError) reject(error);
      end(false);
    });
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

/** Nothing came of it, and nobody knows why. */
function silence(
  { arrival, url }: ManagedReceiverOptions,
  { port }: Address,
  waitedMs: number,
): Failure {
  const missing = arrival?.missing ?? receiverTexts("accepts-nothing", { port });
  const reason = receiverTexts("waited-in-vain", { missing, waited: durationText(waitedMs) });
  if (arrival) return { reason, remedy: arrival.remedy };
  const remedy =
    url === undefined
      ? receiverTexts("accepts-nothing-remedy")
      : receiverTexts("accepts-nothing-at-url-remedy", { url });
  return { reason, remedy };
}

function refuseNoCommand(command: string): void {
  if (command.trim() !== "" && !command.includes("\0")) return;
  const problem = command.trim() === "" ? "no-command" : "command-with-nul";
  throw new MocklarkError("USAGE", receiverTexts(problem), {
    remedy: receiverTexts("no-command-remedy"),
  });
}

interface Failure {
  readonly reason: Text;
  readonly remedy: Text;
}

function didNotStart(
  { command, app, arrival }: ManagedReceiverOptions,
  { reason, remedy }: Failure,
  output: OutputCapture,
): MocklarkError {
  return new MocklarkError("ENVIRONMENT", receiverTexts("not-started", { command, reason }), {
    remedy: arrival?.remedy ?? remedy,
    frame: lastPrinted(output, app),
    details: { command },
  });
}

function portTaken(command: string, { hostname, port }: Address): MocklarkError {
  const reason = receiverTexts("port-taken", { place: `${hostname}:${port}` });
  return new MocklarkError("ENVIRONMENT", receiverTexts("not-started", { command, reason }), {
    remedy: receiverTexts("port-taken-remedy"),
    details: { port },
  });
}
