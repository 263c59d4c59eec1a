import { readFileSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WallClock } from "../../base/clock.js";
import type { ManagedReceiver } from "../managed-receiver.js";
import { findFaketime } from "./find-faketime.js";
import { interruptGroup } from "./interrupt-group.js";
import type { Advance, ClockTrouble, OpenedClock } from "./receiver-clock.js";
import { watchSharedMemory } from "./faketime-memory.js";
import { knowsWaitsOf } from "./faketime-waits.js";
import { restartWith } from "./restart-with.js";
import { servingProcesses } from "./serving-processes.js";

export interface FaketimeClockOptions {
  readonly managed: ManagedReceiver;
  readonly wall: WallClock;
  /** Default: where systems put it. */
  readonly find?: () => Promise<string | undefined>;
}

/** Found with libfaketime 0.9.10, Python 3.11 and Java 17 (2026-11-28); a test for each holds it. */
const limits = {
  allClocks:
    "A thread that already sleeps or waits with a time limit (ScheduledExecutorService and Thread.sleep in Java) " +
    "wakes by the machine's clock: what a receiver forgets by such a timer it still remembers after a move.",
  wallClockOnly:
    "Only the wall clock moves (time.time and datetime in Python): what a receiver forgets by the monotonic " +
    "clock (time.monotonic, asyncio's timers, threading.Timer) it still remembers after a move.",
} as const;

/**
 * Restarts a receiver under libfaketime. Its wall clock moves, for every thread and child, and its monotonic
 * clock too where that is safe: libfaketime 0.9.10 does not know sem_clockwait, which Python 3.9 and newer wait
 * by. Such a wait would get a moved deadline for a clock that has not moved, and never end. `limits` says what
 * stays behind.
 * @see https://github.com/wolfcw/libfaketime
 */
export async function openFaketimeClock(options: FaketimeClockOptions): Promise<OpenedClock> {
  const { managed, find = findFaketime } = options;
  const library = process.platform === "linux" ? await find() : undefined;
  if (library === undefined) return notInstalled;
  const folder = await mkdtemp(join(tmpdir(), "mocklark-clock-"));
  const file = join(folder, "offset");
  await setOffset(file, 0);
  const shared = await watchSharedMemory(managed);
  const movesAll = knowsWaitsOf(servingProcesses(managed) ?? [], library);
  const close = async (): Promise<void> => {
    managed.addEnvironment(undefined);
    await shared.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const trouble =
    (await restartWith(managed, (before) => environment(before, { library, file, movesAll }))) ??
    notLoaded(managed);
  if (trouble) {
    await close();
    return trouble;
  }
  return { kind: "movable", clock: clockOf(options, file, movesAll, close) };
}

function clockOf(
  { managed, wall }: FaketimeClockOptions,
  file: string,
  movesAll: boolean,
  close: () => Promise<void>,
) {
  let movedMs = 0;
  return {
    kind: "faketime",
    limits: movesAll ? limits.allClocks : limits.wallClockOnly,
    movedMs: () => movedMs,
    async advance(ms: number): Promise<Advance> {
      const trouble = managed.pid() === undefined ? undefined : notLoaded(managed);
      if (trouble) return trouble;
      await setOffset(file, movedMs + ms);
      movedMs += ms;
      const leaderPid = managed.pid();
      if (leaderPid !== undefined) await interruptGroup(leaderPid, wall);
      return { kind: "moved" };
    },
    close,
  } as const;
}

function environment(
  before: Readonly<NodeJS.ProcessEnv>,
  how: { readonly library: string; readonly file: string; readonly movesAll: boolean },
): Record<string, string> {
  const preloaded = before["LD_PRELOAD"] ?? "";
  return {
    LD_PRELOAD: preloaded === "" ? how.library : `${preloaded}:${how.library}`,
    FAKETIME_TIMESTAMP_FILE: how.file,
    FAKETIME_NO_CACHE: "1",
    ...(how.movesAll ? {} : { FAKETIME_DONT_FAKE_MONOTONIC: "1" }),
  };
}

/** Renamed into place, for a reader must never see half of it. */
async function setOffset(file: string, ms: number): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, `+${ms / 1_000}\n`);
  await rename(next, file);
}

/** The processes that serve must have the library in their memory. */
function notLoaded(managed: ManagedReceiver): ClockTrouble | undefined {
  const serving = servingProcesses(managed) ?? [];
  if (serving.length > 0 && serving.every(hasLoaded)) return undefined;
  return {
    kind: "not-moved",
    reason: "The receiver's process did not load libfaketime.",
    remedy:
      'If its command sets LD_PRELOAD or empties the environment, leave that out; else add --receiver-clock "command:… {seconds}".',
  };
}

function hasLoaded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/maps`, "latin1").includes("/libfaketime");
  } catch {
    return false;
  }
}

const notInstalled: ClockTrouble = {
  kind: "not-moved",
  reason:
    process.platform === "linux"
      ? "libfaketime, which moves the clock of a program like the receiver, is not installed."
      : "libfaketime can move the clock of a program like the receiver on Linux only.",
  remedy:
    process.platform === "linux"
      ? "Install libfaketime (Debian, Ubuntu: apt-get install faketime; Fedora: dnf install libfaketime; Arch: pacman -S libfaketime)."
      : 'Run the check on Linux, or add --receiver-clock "command:… {seconds}".',
};
