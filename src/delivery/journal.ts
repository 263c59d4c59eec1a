import { readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import { MocklarkError, systemCodeOf } from "../base/errors.js";
import { fileProblem } from "../base/file-problem.js";
import { makeDirectory } from "../base/make-directory.js";
import {
  aClock,
  anyObject,
  createOptionCheck,
  either,
  functionToCall,
  oneOf,
  wholeNumberFrom,
} from "../base/option-check.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import {
  type CommitLog,
  type Flushing,
  openCommitLog,
  syncDirectory,
} from "../storage/commit-log.js";
import type { AttemptRecord, AttemptStart, Delivery } from "./delivery.js";
import { type DirectoryLock, lockDirectory } from "../storage/directory-lock.js";
import { damaged, linesOf, type OwedDelivery, readJournal } from "./journal-recovery.js";
import {
  encodeRecord,
  headOf,
  type JournalRecord,
  journalVersion,
  verifyLine,
} from "./journal-record.js";

/**
 * Deliveries on disk. What it promises, with `flushing: "commit"`, on a disk that keeps what it has
 * flushed:
 *
 * - An event is accepted once `accepted` resolves; from then on it is delivered or given up as Feishu
 *   would, however often the process is killed and started again.
 * - An attempt is on disk before its first byte is sent. If the process ends before its outcome is on
 *   disk the attempt counts as made and failed, so no event is tried more often than the ladder allows;
 *   the receiver may get it a second time although it had answered 200: delivery is at least once.
 * - A delivery that was reported as ended is never sent again.
 *
 * The file `journal.ndjson` has one JSON record per line and is rewritten without the closed deliveries
 * whenever it has outgrown `maxBytes` and twice what is owed. It holds whole events, their Verification
 * Token included, because a retry must say what the first attempt said: the folder is made for its owner
 * alone (0700; one that is there keeps its mode), and so are the files in it (0600).
 */
export interface Journal {
  /** How often this journal has been opened; makes the ids of one process differ from another's. */
  readonly run: number;
  /** Bytes of a write that an earlier process did not live to finish. */
  readonly tornBytes: number;
  /** Hands out, once, the deliveries that earlier processes owed. */
  takeOwed(): readonly OwedDelivery[];
  accepted(delivery: Delivery, event: ReserveConfigEvent): Promise<void>;
  started(delivery: Delivery, start: AttemptStart): Promise<void>;
  /** A started attempt that we refused to make: nothing was sent, so it does not count. */
  withdrawn(delivery: Delivery, start: AttemptStart): Promise<void>;
  /** An attempt's outcome, with the request when later attempts repeat it. */
  ended(delivery: Delivery, record: AttemptRecord, request?: WebhookRequest): Promise<void>;
  cancelled(delivery: Delivery): Promise<void>;
  flush(): Promise<void>;
  /** Flushes, closes and unlocks. */
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly clock: Clock;
  /** Default "commit". */
  readonly flushing?: Flushing;
  /** Default 32 MiB. */
  readonly maxBytes?: number;
  /**
   * Called when the folder's last user ran in another container or on another machine, and only its
   * silence, for so many real milliseconds, can tell that it is gone.
   */
  readonly onWaiting?: (longestMs: number) => void;
}

const checkOptions = createOptionCheck<JournalOptions>("open the journal", {
  clock: aClock,
  flushing: either(oneOf(["commit"]), anyObject),
  maxBytes: wholeNumberFrom(1),
  onWaiting: functionToCall,
});

/**
 * Opens the journal in a directory, which is made if need be, and locks it against other processes.
 * @throws MocklarkError FILE when it is locked, damaged, of another version, or cannot be written
 */
export async function openJournal(directory: string, options: JournalOptions): Promise<Journal> {
  checkOptions(options);
  await makeDataFolder(directory);
  const { clock, onWaiting } = options;
  const lock = await lockDirectory(directory, { wall: clock.wall, onWaiting });
  const path = join(directory, "journal.ndjson");
  try {
    return await openLocked(directory, path, lock, options);
  } catch (error) {
    await lock.release();
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError("FILE", `Failed to open the journal ${path}: ${fileProblem(error)}.`, {
      remedy: "Free some disk space or correct its permissions, or choose another --data folder.",
      cause: error,
    });
  }
}

async function openLocked(
  directory: string,
  path: string,
  lock: DirectoryLock,
  { clock, flushing = "commit", maxBytes = 33_554_432 }: JournalOptions,
): Promise<Journal> {
  await rm(`${path}.new`, { force: true });
  const bytes = await readOrEmpty(path);
  const { owed, lastRun, completeLength, owedBytes } = readJournal(bytes, path);
  const complete = bytes.subarray(0, completeLength);
  if (completeLength < bytes.length && !lock.takenFromSilent) await truncate(path, completeLength);
  const log = await openCommitLog(path, {
    wall: clock.wall,
    flushing,
    maxBytes,
    keptBytes: owedBytes,
    compact: (whole) => withoutClosed(whole, path),
    // What its last user may write from now on was never read, so it must not count.
    replaceWith: lock.takenFromSilent ? complete : undefined,
    assertOwn: () => lock.assertHeld(),
  });
  const run = lastRun + 1;
  try {
    const at = timeText(clock.now());
    await log.append(encodeRecord({ type: "opened", version: journalVersion, run, at }));
    await log.flush();
    await syncDirectory(directory);
  } catch (error) {
    // The error that led here is the one to report.
    await log.close().catch(() => {});
    throw error;
  }
  const tornBytes = bytes.length - completeLength;
  return createJournal({ log, owed, run, tornBytes, unlock: () => lock.release() });
}

function createJournal({
  log,
  owed,
  run,
  tornBytes,
  unlock,
}: {
  readonly log: CommitLog;
  readonly owed: OwedDelivery[];
  readonly run: number;
  readonly tornBytes: number;
  readonly unlock: () => Promise<void>;
}): Journal {
  const write = (record: JournalRecord): Promise<void> => log.append(encodeRecord(record));
  return {
    run,
    tornBytes,
    takeOwed: () => owed.splice(0),
    accepted: ({ id, acceptedAtMs, channel, target }, event) =>
      write({ type: "accepted", id, at: timeText(acceptedAtMs), channel, target, event }),
    started: ({ id }, { attempt, startedAtMs, duplicate }) =>
      write({ type: duplicate ? "duplicate" : "started", id, attempt, at: timeText(startedAtMs) }),
    withdrawn: ({ id }, { attempt, duplicate }) =>
      duplicate ? Promise.resolve() : write({ type: "withdrawn", id, attempt }),
    ended: ({ id }, record, request) => write(endOf(id, record, request)),
    cancelled: ({ id }) => write({ type: "closed", id, status: "cancelled" }),
    flush: () => log.flush(),
    async close() {
      try {
        await log.close();
      } finally {
        await unlock();
      }
    },
  };
}

function endOf(id: string, record: AttemptRecord, request?: WebhookRequest): JournalRecord {
  const { attempt, outcome, next, timestamp } = record;
  if (record.duplicate) {
    return { type: "duplicate", id, attempt, at: timeText(record.startedAtMs), outcome };
  }
  if (next.kind !== "retry") return { type: "closed", id, status: next.kind, attempt, outcome };
  const failed = { type: "failed", id, attempt, outcome, next } as const;
  if (!request) return timestamp === undefined ? failed : { ...failed, timestamp };
  const { body, ...rest } = request;
  return {
    ...failed,
    ...(timestamp === undefined ? {} : { timestamp }),
    request: { ...rest, bodyBase64: body.toString("base64") },
  };
}

interface Line {
  readonly text: string;
  readonly id: string;
}

/** The lines of deliveries that are still open, under one header that keeps the highest run. */
function withoutClosed(bytes: Buffer, path: string): string {
  const lines = new Set<Line>();
  const starts = new Map<string, Line>();
  const closed = new Set<string>();
  let header = "";
  let number = 0;
  for (const text of linesOf(bytes)) {
    number++;
    const verified = verifyLine(text);
    if (verified === undefined) throw damaged(path, number, "its checksum does not match");
    const { type, id } = headOf(verified);
    if (type === "opened") header = text;
    if (id === undefined || type === "duplicate") continue;
    const line = { text, id };
    const start = starts.get(id);
    if (type === "closed") closed.add(id);
    // Nothing is kept of a withdrawn attempt, or each try would leave something behind.
    else if (type === "withdrawn" && start) lines.delete(start);
    else lines.add(line);
    if (type === "started") starts.set(id, line);
  }
  // A process may die before its first line is whole.
  if (header === "") return "";
  const open = [...lines].flatMap(({ text, id }) => (closed.has(id) ? [] : [text]));
  return [header, ...open, ""].join("\n");
}

const timeText = (timeMs: number): string => new Date(timeMs).toISOString();

async function makeDataFolder(directory: string): Promise<void> {
  if (directory === "") {
    throw new MocklarkError("USAGE", "Failed to open the data folder: its name is empty.", {
      remedy: "Name a folder after --data.",
    });
  }
  try {
    await makeDirectory(directory, { mode: 0o700 });
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      `Failed to make the data folder ${directory}: ${fileProblem(error)}.`,
      { remedy: "Choose a --data folder that can be written.", cause: error },
    );
  }
}

async function readOrEmpty(path: string): Promise<Buffer> {
  try {
    const found = await stat(path);
    // Reading a pipe or a device need not end.
    if (!found.isFile() && !found.isDirectory()) throw notAFile(path);
    return await readFile(path);
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    if (systemCodeOf(error) === "ENOENT") return Buffer.alloc(0);
    throw new MocklarkError("FILE", `Failed to read the journal ${path}: ${fileProblem(error)}.`, {
      remedy: "Correct its permissions, move it away, or choose another --data folder.",
      cause: error,
    });
  }
}

function notAFile(path: string): MocklarkError {
  return new MocklarkError("FILE", `Failed to read the journal ${path}: it is not a file.`, {
    remedy: "Move it away, or choose another --data folder.",
  });
}
