import { packageRoot } from "../../base/package-root.js";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { WallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { sleep } from "../../base/sleep.js";
import type { ManagedReceiver } from "../managed-receiver.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
import { openClockServer, type ClockServer, type Member } from "./clock-server.js";
import type { Advance, ClockTrouble, OpenedClock } from "./receiver-clock.js";
import { restartWith } from "./restart-with.js";
import { isPackageManager, servingProcesses } from "./serving-processes.js";

export interface NodeClockOptions {
  readonly managed: ManagedReceiver;
  readonly wall: WallClock;
  /** Milliseconds a process may take to run what fell due; default 30,000. */
  readonly patienceMs?: number;
}

/**
 * Restarts a Node receiver so that all its Node processes and worker threads load our preload, which lets its
 * time be moved. Timers and dates of each move; file times, time limits inside node:http and
 * AbortSignal.timeout stay.
 */
export async function openNodeClock(options: NodeClockOptions): Promise<OpenedClock> {
  const { managed, wall } = options;
  const socket = await makeSocketPath();
  const server = await openClockServer(socket.path, wall);
  const close = async (): Promise<void> => {
    managed.addEnvironment(undefined);
    await server.close();
    await socket.remove();
  };
  const trouble =
    (await restartWith(managed, (before) => ({
      NODE_OPTIONS: withPreload(before["NODE_OPTIONS"], socket.path),
    }))) ?? (await nobodyJoins(options, server));
  if (trouble) {
    await close();
    return trouble;
  }
  return { kind: "movable", clock: clockOf(options, server, close) };
}

function clockOf(
  { managed, patienceMs = 30_000 }: NodeClockOptions,
  server: ClockServer,
  close: () => Promise<void>,
) {
  let movedMs = 0;
  return {
    kind: "node",
    limits: undefined,
    contacts: () => server.contacts(),
    movedMs: () => movedMs,
    async advance(ms: number): Promise<Advance> {
      movedMs += ms;
      const [silent] = await server.moveTo(movedMs, patienceMs);
      if (silent) return staysSilent(silent, patienceMs);
      return { kind: "moved", ...definedOnly({ saysMs: servingMember(managed, server)?.saysMs }) };
    },
    close,
  } as const;
}

function staysSilent({ pid, thread }: Member, patienceMs: number): ClockTrouble {
  const seconds = patienceMs / 1_000;
  return {
    kind: "not-moved",
    reason:
      thread === 0
        ? texts("process-silent", { pid, seconds })
        : texts("thread-silent", { pid, thread, seconds }),
    remedy: texts("silent-remedy"),
  };
}

/** The main thread of what serves; where the system does not tell, of whatever is not npm. */
function servingMember(managed: ManagedReceiver, server: ClockServer): Member | undefined {
  const members = mainMembers(server);
  // What serves has joined: where nothing else has, there is no need to look through all processes.
  const serving = members.length > 1 ? servingProcesses(managed) : undefined;
  return members.find(({ pid }) => serving?.includes(pid) ?? true);
}

const mainMembers = (server: ClockServer): readonly Member[] =>
  server.members().filter(({ thread, script }) => thread === 0 && !isPackageManager(script));

/** A process joins before its program runs, but what it wrote may still be on its way to us. */
async function nobodyJoins(
  { managed, wall }: NodeClockOptions,
  server: ClockServer,
): Promise<ClockTrouble | undefined> {
  const deadline = wall.elapsed() + 2_000;
  while (!hasAllJoined(managed, server)) {
    if (wall.elapsed() > deadline) return didNotJoin;
    await sleep(wall, 10);
  }
  return undefined;
}

function hasAllJoined(managed: ManagedReceiver, server: ClockServer): boolean {
  const joined = new Set(mainMembers(server).map(({ pid }) => pid));
  const serving = servingProcesses(managed);
  return serving ? serving.length > 0 && serving.every((pid) => joined.has(pid)) : joined.size > 0;
}

const didNotJoin: ClockTrouble = {
  kind: "not-moved",
  reason: texts("preload-not-loaded"),
  remedy: texts("preload-remedy"),
};

/** What NODE_OPTIONS holds stays. A file's URL has neither spaces nor quotes, so it needs no quoting. */
export function withPreload(before: string | undefined, socketPath: string): string {
  const url = preloadUrl();
  url.searchParams.set("socket", socketPath);
  const option = `--import=${url.href.replaceAll("+", "%20")}`;
  return before === undefined || before.trim() === "" ? option : `${before} ${option}`;
}

/** A receiver cannot read our TypeScript: run from source, as in our tests, we take what was compiled. */
function preloadUrl(): URL {
  return new URL("dist/receiver/clock/preload/join-clock.js", packageRoot);
}

interface SocketPath {
  readonly path: string;
  remove(): Promise<void>;
}

/** What the kernel takes as a unix socket's path: 104 bytes on macOS, with the zero at its end. */
const longestPath = 103;

/** In a folder only we can enter. */
async function makeSocketPath(): Promise<SocketPath> {
  const name = "mocklark-clock-";
  const isLong = Buffer.byteLength(join(tmpdir(), `${name}XXXXXX`, "s")) > longestPath;
  const folder = await mkdtemp(join(isLong ? "/tmp" : tmpdir(), name));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const isWindows = process.platform === "win32";
  return { path: isWindows ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, "s"), remove };
}
