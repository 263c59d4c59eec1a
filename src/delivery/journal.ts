import type { Clock } from "../base/clock.js";
import {
  aClock,
  anyObject,
  createOptionCheck,
  either,
  functionToCall,
  oneOf,
  wholeNumberFrom,
} from "../base/option-check.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { CommitLog, Flushing } from "../storage/commit-log.js";
import { openLockedLog } from "../storage/locked-log.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { deliveryTexts } from "./delivery-texts.js";
import type { AttemptRecord, AttemptStart, Delivery } from "./delivery.js";
import { withoutClosed } from "./journal-compaction.js";
import { encodeRecord, type JournalRecord, journalVersion, writeRecord } from "./journal-record.js";
import { type ClosedDelivery, type OwedDelivery, readJournal } from "./journal-recovery.js";

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
  /** The deliveries that earlier processes owed and that nobody has taken yet. */
  owed(): readonly OwedDelivery[];
  /** Hands out, once, the deliveries that earlier processes owed. */
  takeOwed(): readonly OwedDelivery[];
  /** Hands out, once, the last deliveries that earlier processes ended: for what follows the journal. */
  takeClosed(): readonly ClosedDelivery[];
  accepted(delivery: Delivery, event: FeishuEvent): Promise<void>;
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

const checkOptions = createOptionCheck<JournalOptions>(deliveryTexts("open-journal"), {
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
  const { clock, flushing = "commit", maxBytes = 33_554_432, onWaiting } = options;
  const { contents, log, tornBytes, close } = await openLockedLog({
    directory,
    file: "journal.ndjson",
    what: deliveryTexts("journal"),
    wall: clock.wall,
    flushing,
    maxBytes,
    onWaiting,
    read: readContents,
    begin: ({ run }) =>
      encodeRecord({ type: "opened", version: journalVersion, run, at: timeText(clock.now()) }),
    compact: withoutClosed,
  });
  const { owed, closed, run } = contents;
  return createJournal({ log, owed, closed, run, tornBytes, close });
}

function readContents(bytes: Buffer, path: string) {
  const { owed, closed, lastRun, owedBytes } = readJournal(bytes, path);
  return { owed, closed, run: lastRun + 1, keptBytes: owedBytes };
}

function createJournal({
  log,
  owed,
  closed,
  run,
  tornBytes,
  close,
}: {
  readonly log: Pick<CommitLog, "append" | "flush">;
  readonly owed: OwedDelivery[];
  readonly closed: ClosedDelivery[];
  readonly run: number;
  readonly tornBytes: number;
  readonly close: () => Promise<void>;
}): Journal {
  const write = (record: JournalRecord): Promise<void> =>
    log.append((target, at) => writeRecord(record, target, at));
  return {
    run,
    tornBytes,
    takeOwed: () => owed.splice(0),
    owed: () => [...owed],
    takeClosed: () => closed.splice(0),
    accepted: ({ id, acceptedAtMs, channel, target }, event) =>
      write({ type: "accepted", id, at: timeText(acceptedAtMs), channel, target, event }),
    started: ({ id }, { attempt, startedAtMs, duplicate }) =>
      write({ type: duplicate ? "duplicate" : "started", id, attempt, at: timeText(startedAtMs) }),
    withdrawn: ({ id }, { attempt, duplicate }) =>
      duplicate ? Promise.resolve() : write({ type: "withdrawn", id, attempt }),
    ended: ({ id }, record, request) => write(endOf(id, record, request)),
    cancelled: ({ id }) => write({ type: "closed", id, status: "cancelled" }),
    flush: () => log.flush(),
    close,
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

let lastTimeMs = Number.NaN;
let lastTimeText = "";

/** Many records have the same one, and making it takes as long as writing the record. */
function timeText(timeMs: number): string {
  if (timeMs !== lastTimeMs) {
    lastTimeText = new Date(timeMs).toISOString();
    lastTimeMs = timeMs;
  }
  return lastTimeText;
}
