import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJournal } from "../../src/delivery/journal-recovery.js";
import { decodeRecord } from "../../src/delivery/journal-record.js";
import { linesOf } from "../../src/storage/checked-line.js";

/** What the outside world has seen of the events of one data folder, over all the processes that used it. */
export interface Witnessed {
  /** The journal said so, in a whole line, after some kill. */
  readonly accepted: Set<string>;
  /** How often each event was sent, were it only its beginning. */
  readonly sent: Map<string, number>;
  /** Events that a process, or the journal, called ended. */
  readonly ended: Map<string, string>;
  readonly sentAfterTheEnd: string[];
}

export const nothingWitnessed = (): Witnessed => ({
  accepted: new Set(),
  sent: new Map(),
  ended: new Map(),
  sentAfterTheEnd: [],
});

export function witnessSent({ sent, ended, sentAfterTheEnd }: Witnessed, eventId: string): void {
  sent.set(eventId, (sent.get(eventId) ?? 0) + 1);
  if (ended.has(eventId)) sentAfterTheEnd.push(eventId);
}

/** A line of `--json`; a retry is no end. */
export function witnessLine({ ended }: Witnessed, line: string): void {
  const { event_id: eventId, next } = JSON.parse(line) as {
    event_id?: string;
    next?: { kind: string };
  };
  if (eventId !== undefined && next !== undefined && next.kind !== "retry") {
    ended.set(eventId, next.kind);
  }
}

/**
 * Reads the journal a process left behind, as the next one will. How many deliveries are owed.
 * @throws MocklarkError when it cannot be read
 */
export function witnessJournal({ accepted, ended }: Witnessed, folder: string): number {
  const file = join(folder, "journal.ndjson");
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  const { owed, completeLength } = readJournal(bytes, file);
  const eventOf = new Map<string, string>();
  for (const line of linesOf(bytes.subarray(0, completeLength))) {
    const record = decodeRecord(line);
    if (record?.type === "accepted") {
      eventOf.set(record.id, record.event.header.event_id);
      accepted.add(record.event.header.event_id);
    }
    const eventId = record?.type === "closed" ? eventOf.get(record.id) : undefined;
    if (record?.type === "closed" && eventId !== undefined) ended.set(eventId, record.status);
  }
  return owed.length;
}
