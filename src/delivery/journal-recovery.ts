import { isRecord } from "../base/json-path.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { linesOf } from "../storage/checked-line.js";
import { storageTexts } from "../storage/storage-texts.js";
import { logErrors } from "../storage/unreadable-log.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { Channel } from "./channel.js";
import { deliveryTexts } from "./delivery-texts.js";
import type { AttemptRecord, AttemptStart, DeliveryStatus } from "./delivery.js";
import { decodeRecord, type JournalRecord, journalVersion } from "./journal-record.js";

/** A delivery an earlier process accepted and still owes. */
export interface OwedDelivery {
  readonly id: string;
  readonly event: FeishuEvent;
  readonly channel: Channel["kind"];
  /** A URL or an app id, as the channel's own `target`. */
  readonly target: string;
  readonly acceptedAtMs: number;
  /** The attempts whose outcome is known. */
  readonly attempts: readonly AttemptRecord[];
  /** The attempt that was on the wire, or about to be, when the process ended. */
  readonly interrupted?: AttemptStart;
  readonly firstRequest?: WebhookRequest;
}

/** A delivery that is not owed any more, with all its attempts but duplicates. */
export interface ClosedDelivery extends Omit<OwedDelivery, "interrupted" | "firstRequest"> {
  readonly status: Exclude<DeliveryStatus, "pending">;
}

/** What a journal says of the processes before. */
export interface JournalContents {
  /** In the order they were accepted. */
  readonly owed: OwedDelivery[];
  /** The last that were closed, as far as the file still has them, in the order they were closed. */
  readonly closed: ClosedDelivery[];
  /** The highest run so far; 0 for an empty journal. */
  readonly lastRun: number;
  /** Bytes up to and including the last newline; what follows is a write that never ended. */
  readonly completeLength: number;
  /** Bytes of the lines about deliveries that are still owed. */
  readonly owedBytes: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Owed = Mutable<Omit<OwedDelivery, "attempts">> & { attempts: AttemptRecord[] };

/**
 * What a journal says is still owed. An unterminated last line is a write the process did not live to
 * finish: nothing was done on the strength of it, so it is left out. A damaged line anywhere else is an
 * error, because what it said is lost.
 * @throws MocklarkError FILE with the line's number
 */
export function readJournal(bytes: Buffer, file: string): JournalContents {
  const completeLength = bytes.lastIndexOf(0x0a) + 1;
  const owed = new Map<string, Owed>();
  const closed: ClosedDelivery[] = [];
  const owedBytes = createOwedBytes();
  let lastRun = 0;
  let number = 0;
  for (const line of linesOf(bytes.subarray(0, completeLength))) {
    number++;
    const record = decodeRecord(line);
    if (!record) throw damaged(file, number, storageTexts("wrong-checksum"));
    if (number === 1 && record.type !== "opened")
      throw damaged(file, 1, deliveryTexts("no-journal-header"));
    if (record.type === "opened") {
      if (record.version !== journalVersion) throw otherVersion(file, record.version);
      lastRun = Math.max(lastRun, record.run);
    } else if (record.type === "accepted" && !isWhole(record)) {
      throw damaged(file, number, deliveryTexts("no-event-or-target"));
    } else {
      const before = owed.get(record.id);
      if (!apply(owed, record)) {
        throw damaged(file, number, deliveryTexts("not-open", { id: record.id }));
      }
      if (record.type === "closed" && before) noteClosed(closed, before, record);
      owedBytes.add(record, Buffer.byteLength(line) + 1);
    }
  }
  return {
    owed: [...owed.values()],
    closed: closed.slice(-mostClosed),
    lastRun,
    completeLength,
    owedBytes: owedBytes.total(),
  };
}

/** Whoever follows the deliveries is behind the journal by those that were under way at once, at most. */
const mostClosed = 1_024;

function noteClosed(
  closed: ClosedDelivery[],
  { id, event, channel, target, acceptedAtMs, attempts, interrupted }: Owed,
  { status, attempt, outcome }: Extract<JournalRecord, { type: "closed" }>,
): void {
  const last =
    outcome && interrupted && interrupted.attempt === attempt
      ? [{ ...interrupted, outcome, next: { kind: status } }]
      : [];
  closed.push({
    id,
    event,
    channel,
    target,
    acceptedAtMs,
    status,
    attempts: [...attempts, ...last],
  });
  if (closed.length >= 2 * mostClosed) closed.splice(0, mostClosed);
}

/** A checksum says only that the line is as somebody wrote it. */
function isWhole({
  event,
  channel,
  target,
}: Record<"event" | "channel" | "target", unknown>): boolean {
  const isKnown = channel === "webhook" || channel === "long-connection";
  return isRecord(event) && isKnown && typeof target === "string";
}

/** How much of the file the next rewriting will keep. */
function createOwedBytes() {
  const bytesOf = new Map<string, { all: number; lastStart: number }>();
  return {
    add({ type, id }: { readonly type: string; readonly id: string }, bytes: number): void {
      const known = bytesOf.get(id);
      if (type === "accepted") bytesOf.set(id, { all: bytes, lastStart: 0 });
      else if (type === "closed") bytesOf.delete(id);
      else if (known && type === "withdrawn") known.all -= known.lastStart;
      else if (known) {
        known.all += bytes;
        if (type === "started") known.lastStart = bytes;
      }
    },
    total: () => [...bytesOf.values()].reduce((sum, { all }) => sum + all, 0),
  };
}

/** False when the record does not fit what came before it. */
function apply(
  owed: Map<string, Owed>,
  record: Exclude<JournalRecord, { type: "opened" }>,
): boolean {
  if (record.type === "duplicate") return true;
  if (record.type === "accepted") {
    if (owed.has(record.id)) return false;
    const { id, event, channel, target } = record;
    const acceptedAtMs = Date.parse(record.at);
    owed.set(id, { id, event, channel, target, acceptedAtMs, attempts: [] });
    return true;
  }
  if (record.type === "closed") return owed.delete(record.id);
  const delivery = owed.get(record.id);
  if (!delivery) return false;
  if (record.type === "started") {
    delivery.interrupted = { attempt: record.attempt, startedAtMs: Date.parse(record.at) };
    return true;
  }
  if (record.type === "withdrawn") {
    const started = delivery.interrupted?.attempt === record.attempt;
    delete delivery.interrupted;
    return started;
  }
  return applyFailure(delivery, record);
}

function applyFailure(delivery: Owed, record: Extract<JournalRecord, { type: "failed" }>): boolean {
  const start = delivery.interrupted;
  if (start?.attempt !== record.attempt) return false;
  delete delivery.interrupted;
  const { outcome, next, timestamp, request } = record;
  delivery.attempts.push({ ...start, ...(timestamp ? { timestamp } : {}), outcome, next });
  if (request) {
    const { bodyBase64, ...rest } = request;
    delivery.firstRequest = { ...rest, body: Buffer.from(bodyBase64, "base64") };
  }
  return true;
}

const { damaged, otherVersion } = logErrors({
  name: deliveryTexts("journal"),
  version: journalVersion,
  remedy: deliveryTexts("journal-remedy"),
});

export { damaged };
