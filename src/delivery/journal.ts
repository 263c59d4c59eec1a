import { readFile, rm, truncate } from "node:fs/promises";
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
  oneOf,
  wholeNumberFrom,
} from "../base/option-check.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { type CommitLog, type Flushing, openCommitLog, syncDirectory } from "./commit-log.js";
import type { AttemptRecord, AttemptStart, Delivery } from "./delivery.js";
import { lockDirectory } from "./directory-lock.js";
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
 * whenever it has outgrown `maxBytes`.
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
}

const checkOptions = createOptionCheck<JournalOptions>("open the journal", {
  clock: aClock,
  flushing: either(oneOf(["commit"]), anyObject),
  maxBytes: wholeNumberFrom(1),
});

/**
 * Opens the journal in a directory, which is made if need be, and locks it against other processes.
 * @throws MocklarkError FILE when it is locked, damaged, of another version, or cannot be written
 */
export async function openJournal(directory: string, options: JournalOptions): Promise<Journal> {
  checkOptions(options);
  const { clock, flushing = "commit", maxBytes = 33_554_432 } = options;
  const path = join(directory, "journal.ndjson");
  await makeDataFolder(directory);
  const lock = await lockDirectory(directory);
  try {
    await rm(`${path}.new`, { force: true });
    const bytes = await readOrEmpty(path);
    const { owed, lastRun, completeLength } = readJournal(bytes, path);
    if (completeLength < bytes.length) await truncate(path, completeLength);
    const log = await openCommitLog(path, {
      wall: clock.wall,
      flushing,
      maxBytes,
      compact: (whole) => withoutClosed(whole, path),
    });
    const run = lastRun + 1;
    const at = timeText(clock.now());
    await log.append(encodeRecord({ type: "opened", version: journalVersion, run, at }));
    await log.flush();
    await syncDirectory(directory);
    const tornBytes = bytes.length - completeLength;
    return createJournal({ log, owed, run, tornBytes, unlock: () => lock.release() });
  } catch (error) {
    await lock.release();
    throw error;
  }
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

/** The lines of deliveries that are still open, under one header that keeps the highest run. */
function withoutClosed(bytes: Buffer, path: string): string {
  const texts: { readonly line: string; readonly type: string; readonly id: string | undefined }[] =
    [];
  const closed = new Set<string>();
  let header = "";
  let number = 0;
  for (const line of linesOf(bytes)) {
    number++;
    const text = verifyLine(line);
    if (text === undefined) throw damaged(path, number, "its checksum does not match");
    const { type, id } = headOf(text);
    if (type === "opened") header = line;
    if (type === "closed" && id !== undefined) closed.add(id);
    texts.push({ line, type, id });
  }
  const open = texts.filter(
    ({ type, id }) => type !== "duplicate" && id !== undefined && !closed.has(id),
  );
  return [header, ...open.map(({ line }) => line), ""].join("\n");
}

const timeText = (timeMs: number): string => new Date(timeMs).toISOString();

async function makeDataFolder(directory: string): Promise<void> {
  try {
    await makeDirectory(directory);
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
    return await readFile(path);
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return Buffer.alloc(0);
    throw new MocklarkError("FILE", `Failed to read the journal ${path}: ${fileProblem(error)}.`, {
      cause: error,
    });
  }
}
