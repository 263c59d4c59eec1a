import type { Delivery, DeliveryStatus } from "../../delivery/delivery.js";
import type { ClosedDelivery, OwedDelivery } from "../../delivery/journal-recovery.js";
import type { EffectView } from "../console-state.js";
import type { HistoryStore } from "./delivery-history.js";
import { createEntry, type HistoryEntry, nextDueOf } from "./history-entry.js";
import { storedEntry } from "./history-record.js";

/** What the journal says of earlier processes. */
export interface JournalLeft {
  readonly owed: readonly OwedDelivery[];
  readonly closed: readonly ClosedDelivery[];
}

/**
 * Makes a history agree with the journal, which is ahead of it by what a kill cut off: the dispatcher writes
 * there before anything is shown. What is owed is pending, at the attempt the journal knows of; what was
 * closed has ended so. A pending one that the journal does not know was stopped in a way nobody wrote down.
 */
export async function settleWithJournal(
  store: HistoryStore,
  { owed, closed }: JournalLeft,
): Promise<HistoryStore> {
  const entries = new Map(store.entries.map((entry) => [entry.id, entry]));
  const endedIds = [...store.endedIds];
  const changed = new Set<HistoryEntry>();
  const last = lastOf(entries.keys());

  function take(left: OwedDelivery, status: DeliveryStatus): void {
    const known = entries.get(left.id);
    if (known && known.delivery.status !== "pending") return;
    // One that is not known and not new has been forgotten.
    if (!known && status !== "pending" && !isLater(left.id, last)) return;
    const isNews =
      status !== "pending" || left.attempts.length > (known?.delivery.attempts.length ?? -1);
    const delivery = deliveryOf(left, status, known);
    const entry =
      known ??
      createEntry(delivery, left.event, { sequence: ++store.counts.taken, effects: unseen });
    entry.delivery = delivery;
    entry.nextDueAtMs = nextDueOf(delivery);
    entries.set(entry.id, entry);
    if (isNews) changed.add(entry);
    if (status !== "pending") endedIds.push(entry.id);
  }

  for (const left of closed) take(left, left.status);
  for (const left of owed) take(left, "pending");
  const owedIds = new Set(owed.map(({ id }) => id));
  for (const entry of entries.values()) {
    if (entry.delivery.status === "pending" && !owedIds.has(entry.id)) {
      entry.delivery = { ...entry.delivery, status: "cancelled" };
      entry.nextDueAtMs = undefined;
      endedIds.push(entry.id);
      changed.add(entry);
    }
    if (entry.delivery.status !== "pending" && isAwaited(entry.effects)) entry.effects = unseen;
  }
  await Promise.all([...changed].map((entry) => store.append(storedEntry(entry))));
  return { ...store, entries: [...entries.values()], endedIds };
}

/** Nobody looked long enough, and nobody will. */
const unseen: EffectView = { kind: "unknown", reason: "failed" };

const isAwaited = (effects: EffectView): boolean =>
  effects.kind === "unknown" && effects.reason === "waiting";

/** The journal knows fewer attempts where a duplicate was sent, and never fewer of others. */
function deliveryOf(
  { id, event, channel, target, acceptedAtMs, attempts }: OwedDelivery,
  status: DeliveryStatus,
  known: HistoryEntry | undefined,
): Delivery {
  const before = known?.delivery.attempts ?? [];
  const { event_id: eventId, event_type: eventType } = event.header;
  return {
    id,
    eventId,
    eventType,
    channel,
    target,
    acceptedAtMs,
    status,
    attempts: attempts.length > before.length ? attempts : before,
  };
}

type JournalId = readonly [run: number, number: number];

/** "3-17": the seventeenth of the third process. */
function parseId(id: string): JournalId | undefined {
  const match = /^(\d+)-(\d+)$/.exec(id);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function lastOf(ids: Iterable<string>): JournalId {
  let last: JournalId = [0, 0];
  for (const id of ids) if (isLater(id, last)) last = parseId(id) ?? last;
  return last;
}

function isLater(id: string, [run, number]: JournalId): boolean {
  const parsed = parseId(id);
  return parsed !== undefined && (parsed[0] > run || (parsed[0] === run && parsed[1] > number));
}
