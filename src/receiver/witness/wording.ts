/** How much of a line is looked at on either side of an id. */
export const contextLength = 96;
/** How much of that counts in the end. */
const kept = 24;

/** What differs between two lines of one meaning: colours, the event's token and type, rooms and levels, long ids, numbers. */
const variable: readonly (readonly [RegExp, string])[] = [
  // oxlint-disable-next-line no-control-regex -- terminals' colours begin with it
  [/\u001B\[[\d;]*m/g, ""],
  // Left out as a whole: an event that comes without one shows in the same words.
  [/,?\s*["']?token["']?\s*[:=]\s*(?:"[^"]*"?|'[^']*'?|[^"',\s}&]*)/gi, ""],
  [/\b[a-z]\w*(?:\.\w+)+_v\d+\b/g, "~"],
  [/om[mb]_/g, "~"],
  [/[\dA-Za-z]{16,}/g, "~"],
  [/\d+/g, "0"],
  [/\s+/g, " "],
];

/**
 * In which words an id is mentioned, as a number: the same for two lines that say the same of two ids, and
 * different for "handled …" and "duplicate … ignored". What is farther away on the line does not count.
 * @param line one line, with the id from `start` to before `end`
 */
export function wordingAt(line: string, start: number, end: number): number {
  const before = withoutVariables(line.slice(Math.max(0, start - contextLength), start)).slice(
    -kept,
  );
  const after = withoutVariables(line.slice(end, end + contextLength)).slice(0, kept);
  return hash(`${before}\n${after}`);
}

function withoutVariables(text: string): string {
  return variable.reduce((result, [pattern, by]) => result.replaceAll(pattern, by), text);
}

/** FNV-1a: a number keeps no text alive, and a receiver may print without end. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return value >>> 0;
}
