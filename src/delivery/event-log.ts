import { jsonText } from "../base/json-text.js";
import type { AttemptRecord, Delivery, DeliveryObserver, DeliveryStatus } from "./delivery.js";
import type { Outcome } from "./outcome.js";
import { createRoster } from "./roster.js";

/** One row of the event log in the developer console, in the platform's own words. */
export interface EventLogEntry {
  readonly event_id: string;
  readonly event_type: string;
  readonly status: "SUCCESS" | "FAIL";
  /** 0 for the first attempt. */
  readonly "retry cnt": number;
  /** 0 when no HTTP answer came; on the long connection the code of the acknowledgement. */
  readonly httpCode: number;
  /** 4 long connection. What the platform writes for webhooks is not known; here 0. */
  readonly hookType: 0 | 4;
  /** How long the attempt took in real milliseconds; spelt as the platform spells it. */
  readonly costMills: number;
  /** Unix milliseconds in simulated time. */
  readonly time: number;
  /** Why it failed; absent after a success. */
  readonly msg?: string;
  readonly target: string;
}

/** One row per attempt, duplicates among them. */
export function eventLogEntries(delivery: Delivery): EventLogEntry[] {
  return delivery.attempts.map((record) => entryOf(delivery, record));
}

/** The rows of many deliveries as NDJSON, each line ended by a newline. */
export function formatEventLog(deliveries: Iterable<Delivery>): string {
  let text = "";
  for (const delivery of deliveries) {
    for (const entry of eventLogEntries(delivery)) text += `${jsonText(entry)}\n`;
  }
  return text;
}

function entryOf(delivery: Delivery, record: AttemptRecord): EventLogEntry {
  const { outcome } = record;
  const succeeded = record.next.kind === "succeeded";
  const msg = succeeded ? undefined : describeFailure(outcome);
  return {
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    status: succeeded ? "SUCCESS" : "FAIL",
    "retry cnt": record.attempt - 1,
    httpCode: codeOf(outcome),
    hookType: delivery.channel === "long-connection" ? 4 : 0,
    costMills: Math.round(outcome.durationMs),
    time: record.startedAtMs,
    ...(msg === undefined ? {} : { msg }),
    target: delivery.target,
  };
}

function codeOf(outcome: Outcome): number {
  if (outcome.kind === "answered") return outcome.status;
  return outcome.kind === "acknowledged" ? outcome.code : 0;
}

/** "context deadline exceeded" and "app not online" are the platform's; the others follow Go's net errors. */
function describeFailure(outcome: Outcome): string {
  switch (outcome.kind) {
    case "timed-out":
      return "context deadline exceeded";
    case "offline":
      return "app not online";
    case "answered":
      return `http status ${outcome.status}`;
    case "acknowledged":
      return `ack code ${outcome.code}`;
    case "refused":
      return `dial tcp ${outcome.address}: connect: connection refused`;
    case "unreachable":
      return `dial tcp: ${outcome.reason}`;
    case "dns-failed":
      return `lookup ${outcome.host}: no such host`;
    case "tls-failed":
      return `tls: ${outcome.reason}`;
    case "reset":
      return "connection reset by peer";
    case "not-http":
      return `malformed HTTP response: ${outcome.reason}`;
    case "broken-off":
      return outcome.fault;
    default:
      return outcome satisfies never;
  }
}

/** What the dispatcher remembers: every pending delivery and the last of the ended ones. */
export interface EventLog extends Iterable<Delivery> {
  /** Ended deliveries in the order they ended, then the pending ones. */
  [Symbol.iterator](): Iterator<Delivery>;
  get(id: string): Delivery | undefined;
  /** Every delivery ever taken on by status, whether still remembered or not. */
  readonly counts: Readonly<Record<DeliveryStatus, number>>;
  readonly attemptCount: number;
  entries(): EventLogEntry[];
  toNdjson(): string;
}

/** An observer of every delivery. */
export interface EventLogWriter
  extends EventLog, Required<Pick<DeliveryObserver, "attemptEnded" | "deliveryEnded">> {
  deliveryAccepted(delivery: Delivery): void;
}

/** @param keep how many ended deliveries are remembered; 0 for streams of millions */
export function createEventLog({ keep = 1_000 }: { readonly keep?: number } = {}): EventLogWriter {
  const pending = createRoster<Delivery>();
  /** The oldest first; those beyond `keep` go many at a time. */
  let ended: Delivery[] = [];
  const endedCounts = { succeeded: 0, "given-up": 0, cancelled: 0 };
  let attemptCount = 0;

  const remembered = (): Delivery[] => ended.slice(Math.max(0, ended.length - keep));

  function* all(): IterableIterator<Delivery> {
    yield* remembered();
    yield* pending.values();
  }

  return {
    [Symbol.iterator]: all,
    get: (id) => pending.get(id) ?? remembered().find((delivery) => delivery.id === id),
    get counts() {
      return { ...endedCounts, pending: pending.size };
    },
    get attemptCount() {
      return attemptCount;
    },
    entries: () => [...all()].flatMap(eventLogEntries),
    toNdjson: () => formatEventLog(all()),
    deliveryAccepted: (delivery) => pending.add(delivery),
    attemptEnded: () => {
      attemptCount++;
    },
    deliveryEnded(delivery) {
      if (delivery.status === "pending") return;
      pending.remove(delivery);
      endedCounts[delivery.status]++;
      if (keep === 0) return;
      ended.push(delivery);
      if (ended.length >= 2 * keep + 64) ended = remembered();
    },
  };
}
