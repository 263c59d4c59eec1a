import { ReasonError } from "../../base/errors.js";
import type { AttemptRecord, Delivery, DeliveryStatus } from "../../delivery/delivery.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { encodeLine } from "../../storage/checked-line.js";
import type { ForgeryName } from "../../wire/forgery.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { EffectView } from "../console-state.js";
import { consoleTexts } from "../console-texts.js";
import { type HistoryEntry, nextDueOf } from "./history-entry.js";

/** The layout of the records below; a history of another version is refused. */
export const historyVersion = 1;

/** One line of the console's history. Times are simulated Unix milliseconds. */
export type HistoryRecord =
  /** The first line, and one for each process that opened it since; counts go on from these. */
  | {
      readonly type: "opened";
      readonly version: number;
      readonly taken: number;
      readonly forged: number;
    }
  | StoredEntry
  | {
      readonly type: "attempt";
      readonly id: string;
      readonly record: AttemptRecord;
      readonly request?: StoredRequest;
    }
  | { readonly type: "ended"; readonly id: string; readonly status: DeliveryStatus }
  | { readonly type: "effects"; readonly id: string; readonly effects: EffectView };

/** All that is known of a delivery by now; takes the place of what was written about it before. */
export interface StoredEntry {
  /** Bare: its event, requests and answers were given up. */
  readonly type: "entry" | "bare";
  readonly id: string;
  readonly status: DeliveryStatus;
  readonly sequence: number;
  readonly appId: string;
  readonly scopeId: string;
  readonly delivery: Omit<Delivery, "id" | "status">;
  readonly event?: FeishuEvent;
  readonly requests: readonly (readonly [attempt: number, request: StoredRequest])[];
  readonly effects: EffectView;
  readonly forgery?: ForgeryName;
}

type StoredRequest = Omit<WebhookRequest, "body" | "plaintext"> & {
  readonly bodyBase64: string;
  /** Absent where the body is in clear. */
  readonly plaintext?: string;
};

/** A record as its line, newline included. */
export const encodeRecord = (record: HistoryRecord): string => encodeLine(record);

export function storedEntry(entry: HistoryEntry): StoredEntry {
  const { id, sequence, appId, scopeId, event, effects, forgery } = entry;
  const { status, eventId, eventType, target, channel, acceptedAtMs, attempts } = entry.delivery;
  return {
    type: event === undefined ? "bare" : "entry",
    id,
    status,
    sequence,
    appId,
    scopeId,
    delivery: { eventId, eventType, target, channel, acceptedAtMs, attempts },
    ...(event !== undefined && { event }),
    requests: [...entry.requests].map(([attempt, request]) => [attempt, storedRequest(request)]),
    effects,
    ...(forgery && { forgery }),
  };
}

export function storedRequest({ body, plaintext, ...rest }: WebhookRequest): StoredRequest {
  const isClear = body.toString("utf8") === plaintext;
  return { ...rest, bodyBase64: body.toString("base64"), ...(!isClear && { plaintext }) };
}

function requestOf({ bodyBase64, plaintext, ...rest }: StoredRequest): WebhookRequest {
  const body = Buffer.from(bodyBase64, "base64");
  return { ...rest, body, plaintext: plaintext ?? body.toString("utf8") };
}

/** An entry as its lines left it. @throws ReasonError when they do not fit together */
export function restoreEntry(records: readonly HistoryRecord[]): HistoryEntry {
  const [first, ...later] = records;
  if (first?.type !== "entry" && first?.type !== "bare") {
    throw new ReasonError(consoleTexts("no-delivery"));
  }
  const { id, status, delivery, requests } = first;
  const attempts = [...delivery.attempts];
  const restored: HistoryEntry & { delivery: { status: DeliveryStatus } } = {
    id,
    sequence: first.sequence,
    delivery: { id, ...delivery, status, attempts },
    event: first.event,
    appId: first.appId,
    scopeId: first.scopeId,
    requests: new Map(requests.map(([attempt, request]) => [attempt, requestOf(request)])),
    effects: first.effects,
    underWay: undefined,
    nextDueAtMs: undefined,
    forgery: first.forgery,
  };
  for (const record of later) {
    if (record.type === "ended") restored.delivery.status = record.status;
    else if (record.type === "effects") restored.effects = record.effects;
    else if (record.type === "attempt") {
      attempts.push(record.record);
      if (record.request) restored.requests.set(record.record.attempt, requestOf(record.request));
    }
  }
  restored.nextDueAtMs = nextDueOf(restored.delivery);
  return restored;
}
