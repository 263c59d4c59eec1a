import { isUndamaged, rangesOf } from "../storage/checked-line.js";
import { storageTexts } from "../storage/storage-texts.js";
import { headOf } from "./journal-record.js";
import { damaged } from "./journal-recovery.js";

/** A line as a range of the file's bytes, newline excluded. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly id: string;
}

/**
 * The lines of deliveries that are still open, under one header that keeps the highest run. Moves them
 * together within `bytes`, so that a large file is in memory only once.
 * @throws MocklarkError FILE with the number of a damaged line
 */
export function withoutClosed(bytes: Buffer, path: string): readonly Buffer[] {
  const lines = new Set<Line>();
  const starts = new Map<string, Line>();
  const closed = new Set<string>();
  let header: Buffer | undefined;
  let number = 0;
  for (const { start, end } of rangesOf(bytes)) {
    number++;
    const whole = bytes.subarray(start, end);
    if (!isUndamaged(whole)) throw damaged(path, number, storageTexts("wrong-checksum"));
    const { type, id } = headOf(whole);
    if (type === "opened") header = Buffer.concat([whole, newline]);
    if (id === undefined || type === "duplicate") continue;
    const line = { start, end, id };
    const started = starts.get(id);
    if (type === "closed") closed.add(id);
    // Nothing is kept of a withdrawn attempt, or each try would leave something behind.
    else if (type === "withdrawn" && started) lines.delete(started);
    else lines.add(line);
    if (type === "started") starts.set(id, line);
  }
  // A process may die before its first line is whole.
  if (!header) return [];
  return [
    header,
    movedTogether(
      bytes,
      [...lines].filter(({ id }) => !closed.has(id)),
    ),
  ];
}

/** In place; the header that is left out makes room for a newline behind the last. */
function movedTogether(bytes: Buffer, lines: readonly Line[]): Buffer {
  let length = 0;
  for (const { start, end } of lines) {
    bytes.copyWithin(length, start, end);
    length += end - start;
    bytes[length++] = 0x0a;
  }
  return bytes.subarray(0, length);
}

const newline = Buffer.from("\n");
