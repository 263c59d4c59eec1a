import { crc32 } from "node:zlib";

/**
 * A record as its line, newline included: JSON whose first member is the CRC-32 of the rest, so that a
 * changed digit in the middle of a file is noticed although the line still parses.
 */
export function encodeLine(record: object): string {
  const text = JSON.stringify(record);
  return `{"crc":"${checksum(text)}",${text.slice(1)}\n`;
}

const prefix = /^\{"crc":"([0-9a-f]{8})",/;

/** The JSON of a line without its checksum, or undefined when the line is damaged. */
export function verifyLine(line: string): string | undefined {
  const match = prefix.exec(line);
  if (!match) return undefined;
  const text = `{${line.slice(match[0].length)}`;
  return checksum(text) === match[1] ? text : undefined;
}

const prefixLength = '{"crc":"00000000",'.length;
const openBrace = crc32("{");

/** The same for a line in bytes, of which it makes no text: whether it is undamaged. */
export function isUndamaged(line: Buffer): boolean {
  const match = prefix.exec(line.toString("latin1", 0, prefixLength));
  return match !== null && hex(crc32(line.subarray(prefixLength), openBrace)) === match[1];
}

/** The record in a line without its newline, or undefined when the line is damaged. */
export function decodeLine(line: string): unknown {
  const text = verifyLine(line);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** Line by line, because a file may be longer than the longest string. */
export function* linesOf(bytes: Buffer): IterableIterator<string> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    yield bytes.toString("utf8", start, end === -1 ? bytes.length : end);
    if (end === -1) return;
    start = end + 1;
  }
}

const checksum = (text: string): string => hex(crc32(text));

const hex = (checksumValue: number): string => checksumValue.toString(16).padStart(8, "0");
