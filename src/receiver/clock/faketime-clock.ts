import { readFileSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WallClock } from "../../base/clock.js";
import { sleep } from "../../base/sleep.js";
import type { ManagedReceiver } from "../managed-receiver.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
import { findFaketime } from "./find-faketime.js";
import { interruptGroup } from "./interrupt-group.js";
import type { Advance, ClockTrouble, OpenedClock } from "./receiver-clock.js";
import { buildTimedWaits } from "./timed-waits.js";
import { watchSharedMemory } from "./faketime-memory.js";
import { knowsWaitsOf } from "./faketime-waits.js";
import { restartWith } from "./restart-with.js";
import { servingProcesses } from "./serving-processes.js";

export interface FaketimeClockOptions {
  readonly managed: ManagedReceiver;
  readonly wall: WallClock;
  /** Default: where systems put it. */
  readonly find?: () => Promise<string | undefined>;
  /** Default: compiles it. */
  readonly build?: (folder: string) => Promise<string | undefined>;
}

/** Found with libfaketime 0.9.10, Python 3.11 and Java 17 (2026-11-28); a test for each holds it. */
const limits = {
  withTimedWaits: texts("faketime-limits"),
  alone: texts("faketime-limits-alone"),
} as const;

/**
 * Restarts a receiver under libfaketime, and under `timed-waits` where there is a C compiler. Its wall clock and
 * its monotonic clock move, for every thread and child, and so do an event loop's timers. `limits` says what stays
 * behind.
 * @see https://github.com/wolfcw/libfaketime
 */
export async function openFaketimeClock(options: FaketimeClockOptions): Promise<OpenedClock> {
  const { managed, find = findFaketime, build = buildTimedWaits } = options;
  const library = process.platform === "linux" ? await find() : undefined;
  if (library === undefined) return notInstalled;
  const folder = await mkdtemp(join(tmpdir(), "mocklark-clock-"));
  const file = join(folder, "offset");
  const contacts = join(folder, "contacts");
  await setOffset(file, 0);
  const shared = await watchSharedMemory(managed);
  const timedWaits = await build(folder);
  const close = async (): Promise<void> => {
    managed.addEnvironment(undefined);
    await shared.remove();
    await rm(folder, { recursive: true, force: true });
  };
  if (!timedWaits && !knowsWaitsOf(servingProcesses(managed) ?? [], library)) {
    await close();
    return waitsUnknown;
  }
  const trouble =
    (await restartWith(managed, (before) => ({
      ...environment(before, [timedWaits, library], file),
      MOCKLARK_CONTACTS_FILE: contacts,
    }))) ?? notLoaded(managed);
  if (trouble) {
    await close();
    return trouble;
  }
  const clock = clockOf(options, file, timedWaits !== undefined, close);
  return { kind: "movable", clock: { ...clock, contacts: () => linesOf(contacts) } };
}

/**
 * Milliseconds. A thread that waits looks at the clock every 20 ms (`timed-waits`), and what has fallen due then
 * still has to run; nobody tells when it has. At 0 a memory that ends by a timer was still there at the repeat
 * in 3 of 30 runs (2026-11-28).
 */
const settleMs = 250;

function clockOf(
  { managed, wall }: FaketimeClockOptions,
  file: string,
  hasTimedWaits: boolean,
  close: () => Promise<void>,
) {
  let movedMs = 0;
  return {
    kind: "faketime",
    limits: hasTimedWaits ? limits.withTimedWaits : limits.alone,
    movedMs: () => movedMs,
    async advance(ms: number): Promise<Advance> {
      const trouble = managed.pid() === undefined ? undefined : notLoaded(managed);
      if (trouble) return trouble;
      await setOffset(file, movedMs + ms);
      movedMs += ms;
      const leaderPid = managed.pid();
      if (leaderPid !== undefined) await interruptGroup(leaderPid, wall);
      await sleep(wall, settleMs);
      return { kind: "moved" };
    },
    close,
  } as const;
}

function environment(
  before: Readonly<NodeJS.ProcessEnv>,
  libraries: readonly (string | undefined)[],
  file: string,
): Record<string, string> {
  const preloaded = [before["LD_PRELOAD"], ...libraries].filter((each) => each);
  return {
    LD_PRELOAD: preloaded.join(":"),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").slice(0, -1);
  } catch {
    return [];
  }
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
    reason: texts("faketime-not-loaded"),
    remedy: texts("faketime-not-loaded-remedy"),
  };
}

function hasLoaded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/maps`, "latin1").includes("/libfaketime");
  } catch {
    return false;
  }
}

/** Such a wait would get a moved deadline for a clock that has not moved, and last for hours. */
const waitsUnknown: ClockTrouble = {
  kind: "not-moved",
  reason: texts("waits-unknown"),
  remedy: texts("waits-unknown-remedy"),
};

const notInstalled: ClockTrouble =
  process.platform === "linux"
    ? {
        kind: "not-moved",
        reason: texts("faketime-missing"),
        remedy: texts("faketime-missing-remedy"),
      }
    : {
        kind: "not-moved",
        reason: texts("faketime-linux-only"),
        remedy: texts("faketime-linux-only-remedy"),
      };
