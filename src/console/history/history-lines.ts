import { decodeLine, encodeLine } from "../../storage/checked-line.js";
import type { HistoryRecord, StoredEntry } from "./history-record.js";
import { withoutAnswer } from "./without-answer.js";

/** One line, not decoded yet. */
export interface HistoryLine {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
}

/** What is known of one delivery: its entry first. */
export interface HistoryGroup {
  readonly id: string;
  readonly lines: HistoryLine[];
  hasDetails: boolean;
}

export interface HistoryGroups {
  /** One for each process. */
  readonly opened: readonly HistoryLine[];
  /** In the order they ended. */
  readonly ended: Map<string, HistoryGroup>;
  /** In the order they were taken on. */
  readonly pending: Map<string, HistoryGroup>;
  /** The highest number of a forged request, kept or not. */
  readonly lastForged: number;
}

export function* splitLines(bytes: Buffer): IterableIterator<HistoryLine> {
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    yield { bytes: bytes.subarray(start, end), number: ++number };
    start = end + 1;
  }
}

interface Head {
  readonly type: string;
  readonly id: string;
  readonly status: string | undefined;
}

const headPattern =
  /^\{"crc":"[0-9a-f]{8}","type":"([a-z]+)"(?:,"id":"([^"]*)")?(?:,"status":"([a-z-]+)")?/;

/** A line's kind, delivery and status without decoding the rest; these always come first. */
function headOf({ bytes }: HistoryLine): Head {
  const [, type = "", id = "", status] = headPattern.exec(bytes.toString("latin1", 0, 160)) ?? [];
  return { type, id, status };
}

/**
 * Puts the lines of each delivery together, and drops what is not kept; lines of a delivery that is not there
 * any more are left out. Yields between small pieces of the work, because a file may have a hundred thousand.
 */
export function* groupLines(
  lines: Iterable<HistoryLine>,
  limits: HistoryLimits,
): Generator<void, HistoryGroups> {
  const groups = { opened: [], ended: new Map(), pending: new Map(), lastForged: 0 };
  for (const line of lines) {
    addLine(groups, line);
    yield;
  }
  yield* limitGroups(groups, limits);
  return groups;
}

interface GrowingGroups extends HistoryGroups {
  readonly opened: HistoryLine[];
  lastForged: number;
}

function addLine(groups: GrowingGroups, line: HistoryLine): void {
  const { opened, ended, pending } = groups;
  const { type, id, status } = headOf(line);
  if (type === "opened") {
    opened.push(line);
    return;
  }
  const known = pending.get(id) ?? ended.get(id);
  const isEntry = type === "entry" || type === "bare";
  if (!known && !isEntry) return;
  const group = isEntry || !known ? { id, lines: [], hasDetails: type === "entry" } : known;
  group.lines.push(line);
  if (type === "ended" && pending.delete(id)) ended.set(id, group);
  if (!isEntry) return;
  pending.delete(id);
  ended.delete(id);
  (status === "pending" ? pending : ended).set(id, group);
  const forged = /^forged-(\d+)$/.exec(id);
  groups.lastForged = Math.max(groups.lastForged, Number(forged?.[1] ?? 0));
}

export interface HistoryLimits {
  readonly keep: number;
  readonly detailBytes: number;
}

/** Drops the deliveries that ended first, and the details of others that did not end last. */
function* limitGroups(
  { ended }: HistoryGroups,
  { keep, detailBytes }: HistoryLimits,
): Generator<void> {
  for (const id of ended.keys()) {
    if (ended.size <= keep) break;
    ended.delete(id);
  }
  let bytes = 0;
  for (const group of [...ended.values()].toReversed()) {
    if (!group.hasDetails) continue;
    bytes += group.lines.reduce((sum, line) => sum + line.bytes.length, 0);
    if (bytes <= detailBytes) continue;
    ended.set(group.id, withoutDetails(group));
    yield;
  }
}

function withoutDetails({ id, lines }: HistoryGroup): HistoryGroup {
  const bare = lines.map(({ bytes, number }) => {
    const record = decodeLine(bytes.toString("utf8")) as HistoryRecord | undefined;
    // A damaged one stays as it is, for whoever reads the file next to find.
    if (record === undefined) return { bytes, number };
    const text = encodeLine(bareRecord(record));
    return { bytes: Buffer.from(text.slice(0, -1)), number };
  });
  return { id, lines: bare, hasDetails: false };
}

function bareRecord(record: HistoryRecord): HistoryRecord {
  if (record.type === "entry" || record.type === "bare") return bareEntry(record);
  if (record.type !== "attempt") return record;
  const { type, id } = record;
  return { type, id, record: withoutAnswer(record.record) };
}

function bareEntry({ event: _event, ...entry }: StoredEntry): StoredEntry {
  const { delivery } = entry;
  const attempts = delivery.attempts.map(withoutAnswer);
  // Type, id and status stay in front.
  return { ...entry, type: "bare", delivery: { ...delivery, attempts }, requests: [] };
}
