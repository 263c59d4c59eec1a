import type { AttemptRecord, Delivery } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";
import { valueAt } from "../../base/json-path.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ForgeryName } from "../../wire/forgery.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { DeliverySummary, EffectView, LastAttempt } from "../console-state.js";
import { withoutAnswer } from "./without-answer.js";

/** A delivery with all that the page shows of it. */
export interface HistoryEntry {
  readonly id: string;
  /** Counts up in the order the deliveries were taken on, over restarts, too. */
  readonly sequence: number;
  /** Grows in place while it is pending; without answers' texts once its details were given up. */
  delivery: Delivery;
  /** Undefined where the details were given up to save memory. */
  event: FeishuEvent | undefined;
  readonly appId: string;
  readonly scopeId: string;
  /** By attempt, from 1; none on the long connection, or where the details were given up. */
  readonly requests: Map<number, WebhookRequest>;
  effects: EffectView;
  underWay: { readonly attempt: number; readonly startedAtMs: number } | undefined;
  nextDueAtMs: number | undefined;
  readonly forgery: ForgeryName | undefined;
}

/** An entry for a delivery that was just taken on, or comes from an earlier process. */
export function createEntry(
  delivery: Delivery,
  event: FeishuEvent,
  {
    sequence,
    effects,
    forgery,
  }: Pick<HistoryEntry, "sequence" | "effects"> & { readonly forgery?: ForgeryName },
): HistoryEntry {
  const { appId, scopeId } = namesOf(event);
  return {
    id: delivery.id,
    sequence,
    delivery,
    event,
    appId,
    scopeId,
    requests: new Map(),
    effects,
    underWay: undefined,
    nextDueAtMs: nextDueOf(delivery),
    forgery,
  };
}

/** An event that was sent although it is invalid may lack them. */
function namesOf({ header, event }: Partial<FeishuEvent>) {
  const scopeId = scopePlaces.map((steps) => valueAt(event, steps)).find(isText);
  return { appId: isText(header?.app_id) ? header.app_id : "", scopeId: scopeId ?? "" };
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Where the events of limits, of rooms and of levels have the id of their room or level. */
const scopePlaces = [
  ["scope_id"],
  ["room", "room_id"],
  ["room_level", "room_level_id"],
  ["room_level_id"],
] as const;

/** When the retry is due that a pending delivery waits for. */
export function nextDueOf({ status, attempts }: Delivery): number | undefined {
  const next = attempts.at(-1)?.next;
  return status === "pending" && next?.kind === "retry" ? next.dueAtMs : undefined;
}

interface SummaryFacts {
  /** Of the room or level, where it is known. */
  readonly name: string | undefined;
  /** Whether an earlier delivery of the same event was acted on. */
  readonly wasActedOn: boolean;
}

export function summaryOf(
  entry: HistoryEntry,
  { name, wasActedOn }: SummaryFacts,
): DeliverySummary {
  const { delivery, effects, underWay, nextDueAtMs, forgery } = entry;
  const last = delivery.attempts.at(-1);
  return {
    id: entry.id,
    sequence: entry.sequence,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    appId: entry.appId,
    scope: { id: entry.scopeId, ...(name !== undefined && { name }) },
    channel: delivery.channel,
    target: delivery.target,
    acceptedAtMs: delivery.acceptedAtMs,
    status: delivery.status,
    attempts: delivery.attempts.length,
    ...(last && { last: lastOf(last) }),
    isUnderWay: underWay !== undefined,
    ...(nextDueAtMs !== undefined && { nextDueAtMs }),
    effects,
    ...(wasActedOn && { wasActedOn }),
    ...(forgery && { forgery }),
  };
}

function lastOf({ outcome, startedAtMs }: AttemptRecord): LastAttempt {
  const { kind, durationMs } = outcome;
  const status =
    outcome.kind === "answered"
      ? outcome.status
      : outcome.kind === "acknowledged"
        ? outcome.code
        : undefined;
  return { kind, durationMs, atMs: startedAtMs, ...(status !== undefined && { status }) };
}

/** About how many bytes its request, event and answers take in memory. */
export function detailBytesOf({ delivery, event, requests }: HistoryEntry): number {
  let bytes = 0;
  for (const { outcome } of delivery.attempts) bytes += outcomeBytes(outcome);
  for (const { headers, body, plaintext } of requests.values()) {
    bytes += headerBytes(headers) + body.length + plaintext.length;
  }
  // As an object it takes about twice its text.
  return event === undefined ? bytes : bytes + 2 * JSON.stringify(event).length;
}

const headerBytes = (headers: readonly (readonly [string, string])[]): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + 64, 0);

function outcomeBytes(outcome: Outcome): number {
  if (outcome.kind === "acknowledged") return outcome.body.length;
  return outcome.kind === "answered" ? headerBytes(outcome.headers) + outcome.body.length : 0;
}

/** Gives up what takes memory; the summary stays as it is. */
export function giveUpDetails(entry: HistoryEntry): void {
  entry.event = undefined;
  entry.requests.clear();
  entry.delivery = {
    ...entry.delivery,
    attempts: entry.delivery.attempts.map(withoutAnswer),
  };
}
