import type { AttemptRecord, Delivery, DeliveryObserver } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ForgeryName } from "../../wire/forgery.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { DeliverySummary, EffectView } from "../console-state.js";
import type { EffectWatch } from "../effects/effect-watch.js";
import { createHistoryBounds } from "./history-bounds.js";
import { createEntry, type HistoryEntry, nextDueOf, summaryOf } from "./history-entry.js";
import { createSameEvents } from "./same-events.js";
import { type HistoryRecord, storedEntry, storedRequest } from "./history-record.js";

export type { HistoryEntry } from "./history-entry.js";

/** What an earlier process left, and where everything is written down. */
export interface HistoryStore {
  /** In the order they were taken on. */
  readonly entries: readonly HistoryEntry[];
  /** Ids of `entries`, in the order these ended. */
  readonly endedIds: readonly string[];
  /** How many deliveries and forged requests there have ever been; grows here. */
  readonly counts: { taken: number; forged: number };
  append(record: HistoryRecord): Promise<void>;
  /** Flushes, closes and unlocks. */
  close(): Promise<void>;
}

export interface DeliveryHistoryOptions {
  /** Ended deliveries kept. */
  readonly keep: number;
  /** Bytes that events, requests and answers of the ended ones may take; default 64 MiB. */
  readonly detailBytes?: number;
  readonly nameOf: (scopeId: string) => string | undefined;
  /** It is new, it changed, or it was forgotten. */
  readonly changed: (id: string) => void;
  /** Default: everything is gone with the process. */
  readonly store?: HistoryStore | undefined;
  /** Takes out of an answer what must not be on disk; default: nothing. */
  readonly conceal?: (outcome: Outcome) => Outcome;
  /** Looks what the receiver does; default: nobody does. */
  readonly watch?: Pick<EffectWatch, "firstEffects" | "attemptStarted" | "attemptEnded">;
  /** Told once when nothing more can be written down; everything goes on without. */
  readonly onTrouble?: (error: unknown) => void;
}

/** A request that Feishu would never send, and what came of it. */
export interface ForgedRequest {
  readonly forgery: ForgeryName;
  /** The event it was made of. */
  readonly event: FeishuEvent;
  readonly request: WebhookRequest;
  readonly outcome: Outcome;
  /** Simulated Unix milliseconds. */
  readonly startedAtMs: number;
  readonly target: string;
}

/** The deliveries as the console shows them, those that ended first forgotten first. */
export interface DeliveryHistory {
  readonly observer: DeliveryObserver;
  /** In the order they were taken on. */
  entries(): IterableIterator<HistoryEntry>;
  find(id: string): HistoryEntry | undefined;
  /** Other deliveries of the same event, in the order they were taken on. */
  othersOf(entry: HistoryEntry): readonly HistoryEntry[];
  summaryOf(entry: HistoryEntry): DeliverySummary;
  /** Takes note of a forged request, as a delivery that has ended; resolves when it is written down. */
  forged(made: ForgedRequest): Promise<HistoryEntry>;
  /** What the receiver did about it is known, or known better. */
  setEffects(entry: HistoryEntry, effects: EffectView): void;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

const noWitness: EffectView = { kind: "unknown", reason: "no-witness" };
const defaultDetailBytes = 67_108_864;

export function createDeliveryHistory(options: DeliveryHistoryOptions): DeliveryHistory {
  const { keep, detailBytes = defaultDetailBytes, nameOf, changed, store } = options;
  const { conceal = (outcome) => outcome, watch } = options;
  const firstEffects = (): EffectView => watch?.firstEffects() ?? noWitness;
  const counts = store?.counts ?? { taken: 0, forged: 0 };
  const entries = new Map((store?.entries ?? []).map((entry) => [entry.id, entry]));
  const sameEvents = createSameEvents(entries.values());
  let isInTrouble = false;
  const bounds = createHistoryBounds({
    keep,
    detailBytes,
    forget(entry) {
      entries.delete(entry.id);
      sameEvents.remove(entry);
      changed(entry.id);
    },
  });
  for (const id of store?.endedIds ?? []) {
    const entry = entries.get(id);
    if (entry) bounds.ended(entry);
  }

  /** @param record is not even made where nothing is written down */
  async function write(record: () => HistoryRecord): Promise<void> {
    if (!store || isInTrouble) return;
    try {
      await store.append(record());
    } catch (error) {
      if (!isInTrouble) options.onTrouble?.(error);
      isInTrouble = true;
    }
  }

  function add(entry: HistoryEntry): Promise<void> {
    entries.set(entry.id, entry);
    sameEvents.add(entry);
    changed(entry.id);
    return write(() => storedEntry(withConcealed(entry)));
  }

  const wasActedOn = (entry: HistoryEntry): boolean =>
    sameEvents
      .others(entry)
      .some(
        ({ sequence, effects }) =>
          sequence < entry.sequence && effects.kind === "counted" && effects.count > 0,
      );

  const withConcealed = (entry: HistoryEntry): HistoryEntry => ({
    ...entry,
    delivery: { ...entry.delivery, attempts: entry.delivery.attempts.map(concealed) },
  });
  const concealed = (record: AttemptRecord): AttemptRecord => ({
    ...record,
    outcome: conceal(record.outcome),
  });

  function accept(delivery: Delivery, event: FeishuEvent): void {
    const known = entries.get(delivery.id);
    if (known?.delivery.status === "pending") return goOn(known, delivery);
    if (known) {
      bounds.remove(known);
      sameEvents.remove(known);
      entries.delete(known.id);
    }
    const sequence = ++counts.taken;
    void add(createEntry(delivery, event, { sequence, effects: firstEffects() }));
  }

  /** An earlier process took it on: what it wrote down has more than the journal, or as much. */
  function goOn(entry: HistoryEntry, delivery: Delivery): void {
    const isMore = delivery.attempts.length > entry.delivery.attempts.length;
    entry.delivery = delivery;
    entry.nextDueAtMs = nextDueOf(delivery);
    if (isMore) void write(() => storedEntry(withConcealed(entry)));
    changed(entry.id);
  }

  function change({ id }: Delivery, how: (entry: HistoryEntry) => void): void {
    const entry = entries.get(id);
    if (!entry) return;
    how(entry);
    changed(id);
  }

  function noteAttempt(
    entry: HistoryEntry,
    { attempt }: AttemptRecord,
    request: WebhookRequest | undefined,
  ): void {
    entry.underWay = undefined;
    if (request && entry.event !== undefined) entry.requests.set(attempt, request);
    // What the delivery keeps, which is shorter than what came.
    const record = entry.delivery.attempts.find((each) => each.attempt === attempt);
    if (!record) return;
    void write(() => ({
      type: "attempt",
      id: entry.id,
      record: concealed(record),
      ...(request && { request: storedRequest(request) }),
    }));
    if (entry.delivery.status !== "pending") bounds.ended(entry);
    watch?.attemptEnded(entry);
  }

  return {
    observer: {
      deliveryAccepted: accept,
      attemptStarted: (delivery, started) =>
        change(delivery, (entry) => {
          entry.underWay = started;
          entry.nextDueAtMs = undefined;
          watch?.attemptStarted(entry);
        }),
      attemptEnded: (delivery, record, request) =>
        change(delivery, (entry) => noteAttempt(entry, record, request)),
      retryPlanned: (delivery, { dueAtMs }) =>
        change(delivery, (entry) => {
          entry.nextDueAtMs = dueAtMs;
        }),
      deliveryEnded: (delivery) =>
        change(delivery, (entry) => {
          // An attempt that could not be made has begun, and its end is told of by nobody.
          entry.underWay = undefined;
          entry.nextDueAtMs = undefined;
          void write(() => ({ type: "ended", id: entry.id, status: delivery.status }));
          bounds.ended(entry);
        }),
    },
    entries: () => entries.values(),
    find: (id) => entries.get(id),
    othersOf: (entry) => sameEvents.others(entry),
    summaryOf: (entry) =>
      summaryOf(entry, { name: nameOf(entry.scopeId), wasActedOn: wasActedOn(entry) }),
    async forged(made) {
      const entry = createEntry(forgedDelivery(`forged-${++counts.forged}`, made), made.event, {
        sequence: ++counts.taken,
        effects: firstEffects(),
        forgery: made.forgery,
      });
      entry.requests.set(1, made.request);
      const written = add(entry);
      bounds.ended(entry);
      watch?.attemptEnded(entry);
      await written;
      return entry;
    },
    setEffects(entry, effects) {
      if (entries.get(entry.id) !== entry) return;
      entry.effects = effects;
      changed(entry.id);
      for (const { id, sequence } of sameEvents.others(entry)) {
        if (sequence > entry.sequence) changed(id);
      }
      void write(() => ({ type: "effects", id: entry.id, effects }));
    },
    async close() {
      try {
        await store?.close();
      } catch (error) {
        // It says the same once more.
        if (!isInTrouble) throw error;
      }
    },
  };
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
