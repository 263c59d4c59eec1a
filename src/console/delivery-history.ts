import type { Outcome } from "../delivery/outcome.js";
import type { AttemptRecord, Delivery, DeliveryObserver } from "../delivery/delivery.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { ForgeryName } from "../wire/forgery.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { DeliverySummary, EffectView, LastAttempt } from "./console-state.js";

/** A delivery with all that the page shows of it. */
export interface HistoryEntry {
  readonly id: string;
  readonly sequence: number;
  readonly delivery: Delivery;
  /** Undefined where the details were given up to save memory. */
  readonly event: ReserveConfigEvent | undefined;
  readonly appId: string;
  readonly scopeId: string;
  /** By attempt, from 1. */
  readonly requests: Map<number, WebhookRequest>;
  effects: EffectView;
  underWay: { readonly attempt: number; readonly startedAtMs: number } | undefined;
  nextDueAtMs: number | undefined;
  readonly forgery: ForgeryName | undefined;
}

export interface DeliveryHistoryOptions {
  /** Ended deliveries kept. */
  readonly keep: number;
  readonly nameOf: (scopeId: string) => string | undefined;
  readonly changed: (entry: HistoryEntry) => void;
  readonly forgotten: (id: string) => void;
}

/** A request that Feishu would never send, and what came of it. */
export interface ForgedRequest {
  readonly forgery: ForgeryName;
  /** The event it was made of. */
  readonly event: ReserveConfigEvent;
  readonly request: WebhookRequest;
  readonly outcome: Outcome;
  /** Simulated Unix milliseconds. */
  readonly startedAtMs: number;
  readonly target: string;
}

/** The deliveries as the console shows them, the oldest ended ones forgotten. */
export interface DeliveryHistory {
  readonly observer: DeliveryObserver;
  /** In the order they were taken on. */
  entries(): IterableIterator<HistoryEntry>;
  find(id: string): HistoryEntry | undefined;
  summaryOf(entry: HistoryEntry): DeliverySummary;
  /** Takes note of a forged request, as a delivery that has ended; resolves when it is written down. */
  forged(made: ForgedRequest): Promise<HistoryEntry>;
}

export function createDeliveryHistory(options: DeliveryHistoryOptions): DeliveryHistory {
  const { keep, nameOf, changed, forgotten } = options;
  const entries = new Map<string, HistoryEntry>();
  let taken = 0;
  let ended = 0;

  function change(delivery: Delivery, how: (entry: HistoryEntry) => void): void {
    const entry = entries.get(delivery.id);
    if (!entry) return;
    how(entry);
    changed(entry);
  }

  function forgetOldest(): void {
    for (const [id, { delivery }] of entries) {
      if (ended <= keep) return;
      if (delivery.status === "pending") continue;
      entries.delete(id);
      ended--;
      forgotten(id);
    }
  }

  return {
    observer: {
      deliveryAccepted(delivery, event) {
        const entry: HistoryEntry = {
          id: delivery.id,
          sequence: ++taken,
          delivery,
          event,
          appId: event.header.app_id,
          scopeId: event.event.scope_id,
          forgery: undefined,
          requests: new Map(),
          effects: { kind: "unknown", reason: "no-witness" },
          underWay: undefined,
          nextDueAtMs: undefined,
        };
        entries.set(entry.id, entry);
        changed(entry);
      },
      attemptStarted: (delivery, started) =>
        change(delivery, (entry) => {
          entry.underWay = started;
          entry.nextDueAtMs = undefined;
        }),
      attemptEnded: (delivery, record, request) =>
        change(delivery, (entry) => {
          entry.underWay = undefined;
          if (request) entry.requests.set(record.attempt, request);
        }),
      retryPlanned: (delivery, { dueAtMs }) =>
        change(delivery, (entry) => {
          entry.nextDueAtMs = dueAtMs;
        }),
      deliveryEnded(delivery) {
        ended++;
        change(delivery, () => {});
        forgetOldest();
      },
    },
    entries: () => entries.values(),
    find: (id) => entries.get(id),
    forged(made) {
      const entry: HistoryEntry = {
        id: `forged-${taken + 1}`,
        sequence: ++taken,
        delivery: forgedDelivery(`forged-${taken}`, made),
        event: made.event,
        appId: made.event.header.app_id,
        scopeId: made.event.event.scope_id,
        requests: new Map([[1, made.request]]),
        effects: { kind: "unknown", reason: "no-witness" },
        underWay: undefined,
        nextDueAtMs: undefined,
        forgery: made.forgery,
      };
      entries.set(entry.id, entry);
      ended++;
      changed(entry);
      forgetOldest();
      return Promise.resolve(entry);
    },
    summaryOf(entry) {
      const { delivery, appId, scopeId, effects, underWay, nextDueAtMs, forgery } = entry;
      const last = delivery.attempts.at(-1);
      const name = nameOf(scopeId);
      return {
        id: entry.id,
        sequence: entry.sequence,
        eventId: delivery.eventId,
        eventType: delivery.eventType,
        appId,
        scope: { id: scopeId, ...(name !== undefined && { name }) },
        channel: delivery.channel,
        target: delivery.target,
        acceptedAtMs: delivery.acceptedAtMs,
        status: delivery.status,
        attempts: delivery.attempts.length,
        ...(last && { last: lastOf(last) }),
        isUnderWay: underWay !== undefined,
        ...(nextDueAtMs !== undefined && { nextDueAtMs }),
        effects,
        ...(forgery && { forgery }),
      };
    },
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

function forgedDelivery(id: string, made: ForgedRequest): Delivery {
  const { event, outcome, startedAtMs, target } = made;
  const isAnswered = outcome.kind === "answered" && outcome.status === 200;
  const status = isAnswered ? "succeeded" : "given-up";
  return {
    id,
    eventId: event.header.event_id,
    eventType: event.header.event_type,
    target,
    channel: "webhook",
    acceptedAtMs: startedAtMs,
    status,
    attempts: [{ attempt: 1, startedAtMs, outcome, next: { kind: status } }],
  };
}
