import { statSync } from "node:fs";
import {
  link,
  lstat,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { type ErrorDetails, MocklarkError, systemCodeOf } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { sleep } from "../base/sleep.js";
import type { Text } from "../base/text.js";
import type { Timer } from "../base/timer-queue.js";
import type { WallClock } from "../base/wall-clock.js";
import { isAlive, isSameRealm, type LockHolder, parseHolder, thisProcess } from "./lock-holder.js";
import { storageTexts } from "./storage-texts.js";

/** The right to be the only one that uses a directory. */
export interface DirectoryLock {
  /** It was taken from a holder elsewhere that stopped touching it: that one may wake up and go on writing. */
  readonly takenFromSilent: boolean;
  /**
   * To be asked after each write and before each rename: only then does what was written count.
   * @throws MocklarkError FILE when somebody else has taken the directory over meanwhile
   */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

export interface DirectoryLockOptions {
  readonly wall: WallClock;
  /** Default: this process. */
  readonly holder?: LockHolder;
  /** Called once when only time can tell whether the holder still lives; real milliseconds. */
  readonly onWaiting?: ((longestMs: number) => void) | undefined;
}

const beatMs = 2_000;
const lookMs = 1_000;
/** Eight beats: a holder that was silent for so long is gone, or finds at its next write that it lost the lock. */
const silenceMs = 16_000;

/**
 * Makes this process the only one that uses the directory. A lock whose process is gone is taken over,
 * so nothing needs cleaning up after a kill: at once if it ran where process numbers mean the same as
 * here, otherwise – in another container, on another machine – when it has not touched its lock for
 * `silenceMs`. Those are counted on this machine: clocks need not agree.
 *
 * Locks are numbered files, and the highest counts. To take over means to create the next number, which
 * only one process can do; the file stays behind when it is released, so that a process which judged an
 * older one stale long ago still comes too late.
 * @throws MocklarkError FILE when another process, or another part of this one, holds it
 */
export async function lockDirectory(
  directory: string,
  options: DirectoryLockOptions,
): Promise<DirectoryLock> {
  try {
    return await lock(directory, options);
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw cannotLock(directory, fileProblemText(error), { cause: error });
  }
}

let drafts = 0;

async function lock(
  directory: string,
  { wall, holder, onWaiting }: DirectoryLockOptions,
): Promise<DirectoryLock> {
  const own = holder ?? (await thisProcess());
  const draft = join(directory, `draft.${own.pid}.${own.since ?? ""}.${++drafts}`);
  try {
    // Linking a finished file is atomic: nobody ever reads a lock that is half written.
    await writeFile(draft, lockText(own), { mode: 0o600, flag: "wx" });
    const { number, takenFromSilent } = await claim({ directory, draft, own, wall, onWaiting });
    await removeLeftDrafts(directory, own);
    const path = pathOf(directory, number);
    const stopBeating = keepBeating(path, wall);
    return {
      takenFromSilent,
      async assertHeld() {
        if (exists(pathOf(directory, number + 1)) || !exists(path)) throw lostTo(directory);
      },
      async release() {
        stopBeating();
        // Where that is not possible any more the lock ends with this process.
        await truncate(path).catch(() => {});
      },
    };
  } finally {
    await rm(draft, { force: true });
  }
}

interface Claim {
  readonly directory: string;
  readonly draft: string;
  readonly own: LockHolder;
  readonly wall: WallClock;
  readonly onWaiting: ((longestMs: number) => void) | undefined;
}

async function claim(
  wanted: Claim,
): Promise<{ readonly number: number; readonly takenFromSilent: boolean }> {
  const { directory, draft, own } = wanted;
  for (;;) {
    const latest = (await lockNumbers(directory)).at(-1) ?? 0;
    const state = await stateOf(pathOf(directory, latest), wanted);
    if (state === "changed") continue;
    if (state === "silent") await writeFile(draft, lockText({ ...own, afterSilence: true }));
    const number = latest + 1;
    if (!(await linked(draft, pathOf(directory, number)))) continue;
    // A listing made while files came and went may have missed a higher one.
    const numbers = await lockNumbers(directory);
    if (numbers.at(-1) === number) {
      for (const old of numbers.slice(0, -1)) await removeIfPossible(pathOf(directory, old));
      return { number, takenFromSilent: state === "silent" };
    }
    await rm(pathOf(directory, number), { force: true });
  }
}

/** @throws MocklarkError FILE when it is held */
async function stateOf(
  path: string,
  { directory, own, wall, onWaiting }: Claim,
): Promise<"free" | "silent" | "changed"> {
  const text = await readLock(path, directory);
  const holder = parseHolder(text);
  if (holder === undefined) return "free";
  if (isSameRealm(holder, own)) {
    if (isAlive(holder)) throw heldBy(directory, holder, "held");
    return holder.afterSilence === true ? "silent" : "free";
  }
  onWaiting?.(silenceMs);
  if (await isSilent(path, wall)) return "silent";
  if ((await readLock(path, directory)) === text) {
    throw heldBy(directory, holder, "held-elsewhere");
  }
  return "changed";
}

/** A holder elsewhere is judged by its beats alone; looks are counted, so that a pause of ours is no silence. */
async function isSilent(path: string, wall: WallClock): Promise<boolean> {
  const first = await beatOf(path);
  if (first === "") return false;
  for (let waitedMs = 0; waitedMs < silenceMs; waitedMs += lookMs) {
    await sleep(wall, lookMs);
    if ((await beatOf(path)) !== first) return false;
  }
  return true;
}

/** Opened for it, because a network file system asks its server only then. */
async function beatOf(path: string): Promise<string> {
  const file = await open(path, "r").catch(ignoreMissing);
  if (file === undefined) return "";
  try {
    const { ino, mtimeMs } = await file.stat();
    return `${ino} ${mtimeMs}`;
  } finally {
    await file.close();
  }
}

/** Each beat is two seconds later than the last, whatever the clock says meanwhile. */
function keepBeating(path: string, wall: WallClock): () => void {
  let atS = Math.floor(wall.now() / 1000);
  let stopped = false;
  let timer: Timer | undefined;
  function plan(): void {
    if (!stopped) timer = wall.setTimer(() => void beat(), beatMs, { unref: true });
  }
  async function beat(): Promise<void> {
    atS += beatMs / 1000;
    // Whether the lock is still ours is asked with each write.
    await utimes(path, atS, atS).catch(() => {});
    plan();
  }
  plan();
  return () => {
    stopped = true;
    timer?.cancel();
  };
}

const lockText = (holder: LockHolder): string => `${JSON.stringify(holder)}\n`;

/** A lower lock or a draft that stays does no harm. */
const removeIfPossible = (path: string): Promise<void> => rm(path).catch(() => {});

const pathOf = (directory: string, number: number): string => join(directory, `lock.${number}`);

async function lockNumbers(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  const numbers = names.flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((left, right) => left - right);
}

/** "" when it is gone. What cannot be read may be held. */
async function readLock(path: string, directory: string): Promise<string> {
  const found = await lstat(path).catch(ignoreMissing);
  if (found === undefined) return "";
  if (!found.isFile()) {
    throw cannotLock(directory, storageTexts("lock-not-a-file", { path }), {
      remedy: storageTexts("remove-it", { path }),
    });
  }
  return (await readFile(path, "utf8").catch(ignoreMissing)) ?? "";
}

function ignoreMissing(error: unknown): undefined {
  if (systemCodeOf(error) !== "ENOENT") throw error;
}

/** The drafts of processes that were killed while they asked for the lock. */
async function removeLeftDrafts(directory: string, own: LockHolder): Promise<void> {
  const drafts = (await readdir(directory)).filter((name) => name.startsWith("draft."));
  for (const path of drafts.map((name) => join(directory, name))) {
    const author = parseHolder(await readLock(path, directory).catch(() => ""));
    if (author === undefined || !isSameRealm(author, own) || isAlive(author)) continue;
    await removeIfPossible(path);
  }
}

/** On this thread: this runs after every group that is written, and the way to another takes ten times as long. */
const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function cannotLock(
  directory: string,
  why: Text,
  { remedy = storageTexts("choose-a-usable-folder"), ...details }: ErrorDetails,
): MocklarkError {
  const message = storageTexts("not-locked", { directory, why });
  return new MocklarkError("FILE", message, { remedy, ...details });
}

function heldBy(
  directory: string,
  { pid }: LockHolder,
  how: "held" | "held-elsewhere",
): MocklarkError {
  return new MocklarkError("FILE", storageTexts(how, { directory, pid }), {
    remedy: storageTexts("stop-the-holder"),
    details: { directory, pid },
  });
}

function lostTo(directory: string): MocklarkError {
  return new MocklarkError("FILE", storageTexts("lost", { directory }), {
    remedy: storageTexts("the-other-goes-on"),
    details: { directory },
  });
}
