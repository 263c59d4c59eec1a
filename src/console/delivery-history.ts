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
  readonly event: ReserveConfigEvent;
  /** By attempt, from 1. */
  readonly requests: Map<number, WebhookRequest>;
  effects: EffectView;
  underWay: { readonly attempt: number; readonly startedAtMs: number } | undefined;
  nextDueAtMs: number | undefined;
  readonly forgery?: ForgeryName;
}

export interface DeliveryHistoryOptions {
  /** Ended deliveries kept. */
  readonly keep: number;
  readonly nameOf: (scopeId: string) => string | undefined;
  readonly changed: (entry: HistoryEntry) => void;
  readonly forgotten: (id: string) => void;
}

/** The deliveries as the console shows them, the oldest ended ones forgotten. */
export interface DeliveryHistory {
  readonly observer: DeliveryObserver;
  /** In the order they were taken on. */
  entries(): IterableIterator<HistoryEntry>;
  find(id: string): HistoryEntry | undefined;
  summaryOf(entry: HistoryEntry): DeliverySummary;
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
    summaryOf(entry) {
      const { delivery, event, effects, underWay, nextDueAtMs, forgery } = entry;
      const last = delivery.attempts.at(-1);
      const scopeId = event.event.scope_id;
      const name = nameOf(scopeId);
      return {
        id: entry.id,
        sequence: entry.sequence,
        eventId: delivery.eventId,
        eventType: delivery.eventType,
        appId: event.header.app_id,
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
