/**
 * Writes a line, newline included, to `target` from `at` on, and returns where it ends; negative, the number
 * of bytes that are missing, when `target` is too small.
 */
export type LineWriter = (target: Buffer, at: number) => number;

/** Lines on their way to a file, as bytes in one place that is used again and again. */
export interface LineBuffer {
  readonly length: number;
  /** What one line throws takes nothing away from those before it. */
  add(line: string | LineWriter): void;
  /** All lines since it was last emptied; valid until the next `add`. */
  bytes(): Buffer;
  empty(): void;
}

const firstSize = 65_536;

/** One very long line is no reason to keep so much for good. */
const largestKept = 4_194_304;

export function createLineBuffer(): LineBuffer {
  let space = Buffer.allocUnsafeSlow(firstSize);
  let length = 0;

  function grow(missing: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * space.length, space.length + missing));
    space.copy(larger, 0, 0, length);
    space = larger;
  }

  return {
    get length() {
      return length;
    },
    add(line) {
      const write = typeof line === "string" ? textWriter(line) : line;
      let end = write(space, length);
      while (end < 0) {
        grow(-end);
        end = write(space, length);
      }
      length = end;
    },
    bytes: () => space.subarray(0, length),
    empty() {
      length = 0;
      if (space.length > largestKept) space = Buffer.allocUnsafeSlow(firstSize);
    },
  };
}

/** Writes a text as UTF-8, whatever is in it. */
export function textWriter(text: string): LineWriter {
  return (target, at) => writeText(text, target, at);
}

/** As a {@link LineWriter} does. */
export function writeText(text: string, target: Buffer, at: number): number {
  // Counting the bytes takes as long as writing them: only where they might not fit.
  if (target.length - at < 3 * text.length) {
    const end = at + Buffer.byteLength(text);
    if (end > target.length) return target.length - end;
  }
  return at + target.write(text, at);
}
