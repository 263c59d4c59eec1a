import { crc32 } from "node:zlib";
import type { LineWriter } from "./line-buffer.js";

/**
 * A record as its line, newline included: JSON whose first member is the CRC-32 of the rest, so that a
 * changed digit in the middle of a file is noticed although the line still parses.
 */
export function encodeLine(record: object): string {
  const text = JSON.stringify(record);
  return `{"crc":"${checksum(text)}",${text.slice(1)}\n`;
}

/**
 * The same line in bytes, as a {@link LineWriter} writes it.
 * @param write writes the record's JSON, braces included
 */
export function writeCheckedLine(write: LineWriter, target: Buffer, at: number): number {
  // The JSON's first brace lies where the prefix ends in a comma.
  const start = at + prefixLength - 1;
  if (start > target.length) return target.length - start;
  const end = write(target, start);
  if (end < 0) return end - 1;
  if (end === target.length) return -1;
  const crc = crc32(target.subarray(start, end));
  for (let place = 0; place < prefixLength; place++) target[at + place] = prefixByte(place, crc);
  target[end] = 0x0a;
  return end + 1;
}

const blankPrefix = Buffer.from('{"crc":"00000000",');
const prefixLength = blankPrefix.length;
const crcStart = blankPrefix.indexOf("0");
const hexDigits = Buffer.from("0123456789abcdef");

/** Of a line with this checksum, what stands so far from its beginning. */
function prefixByte(place: number, crc: number): number {
  const digit = place - crcStart;
  const isDigit = digit >= 0 && digit < 8;
  return (isDigit ? hexDigits[(crc >>> (28 - 4 * digit)) & 15] : blankPrefix[place]) as number;
}

const prefix = /^\{"crc":"([0-9a-f]{8})",/;

/** The JSON of a line without its checksum, or undefined when the line is damaged. */
function verifyLine(line: string): string | undefined {
  const match = prefix.exec(line);
  if (!match) return undefined;
  const text = `{${line.slice(match[0].length)}`;
  return checksum(text) === match[1] ? text : undefined;
}

const openBrace = crc32("{");

/** The same for a line in bytes, of which it makes no text: whether it is undamaged. */
export function isUndamaged(line: Buffer): boolean {
  const crc = crc32(line.subarray(prefixLength), openBrace);
  for (let place = 0; place < prefixLength; place++) {
    if (line[place] !== prefixByte(place, crc)) return false;
  }
  return true;
}

/** The record in a line without its newline, or undefined when the line is damaged. */
export function decodeLine(line: string): unknown {
  const text = verifyLine(line);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** Line by line, because a file may be longer than the longest string. */
export function* linesOf(bytes: Buffer): IterableIterator<string> {
  for (const { start, end } of rangesOf(bytes)) yield bytes.toString("utf8", start, end);
}

/** Where each line begins and ends, newline excluded. */
export function* rangesOf(
  bytes: Buffer,
): IterableIterator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    yield { start, end };
    start = end + 1;
  }
}

const checksum = (text: string): string => hex(crc32(text));

const hex = (checksumValue: number): string => checksumValue.toString(16).padStart(8, "0");
