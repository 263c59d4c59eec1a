import { printable } from "../base/printable.js";
import { createByteTail, type ByteTail } from "./byte-tail.js";

export type OutputStream = "stdout" | "stderr";

/** A place in both streams, to ask later what has come since. */
export interface OutputMark {
  readonly stdout: number;
  readonly stderr: number;
}

/** Printable lines without their ends, the last ones of each stream. */
export interface OutputLines {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** What a process printed: the last part of it as text, and every byte to whoever listens. */
export interface OutputCapture {
  /** Takes the next bytes from stdout (the default) or stderr. */
  write(chunk: Buffer, stream?: OutputStream): void;
  /** The process has ended: what it wrote last is a line, with or without its end. */
  endLines(): void;
  /**
   * The last `maxBytes` printed, both streams mixed as they came, undecodable bytes replaced and control
   * characters made visible; an ellipsis is in front when there was more.
   */
  tail(): string;
  mark(): OutputMark;
  /**
   * The lines that ended since the mark, each stream for itself: the last `mostLines` in its last `maxBytes`.
   * With `partial`, also a line that has not ended yet.
   */
  since(mark: OutputMark, options?: { readonly partial?: boolean }): OutputLines;
  /** Calls back with every chunk as it arrives; the result stops that. */
  onChunk(listener: (chunk: Buffer) => void): () => void;
}

/**
 * Keeps at most `maxBytes` (default 16 KiB) of both streams together and of each, so that a receiver that
 * floods its output costs no memory. `mostLines` (default 40) is what anybody reads.
 */
export function createOutputCapture({ maxBytes = 16_384, mostLines = 40 } = {}): OutputCapture {
  const listeners = new Set<(chunk: Buffer) => void>();
  const mixed = createByteTail(maxBytes);
  const streams = { stdout: createByteTail(maxBytes), stderr: createByteTail(maxBytes) };

  return {
    write(chunk, stream = "stdout") {
      mixed.write(chunk);
      streams[stream].write(chunk);
      for (const listener of listeners) listener(chunk);
    },
    endLines() {
      for (const stream of Object.values(streams)) {
        const last = stream.bytes().at(-1);
        if (last !== undefined && last !== lineEnd) stream.write(Buffer.of(lineEnd));
      }
    },
    tail() {
      const bytes = mixed.bytes();
      return printable(decode(bytes, mixed.position() > bytes.length));
    },
    mark: () => ({ stdout: streams.stdout.position(), stderr: streams.stderr.position() }),
    since(mark, { partial = false } = {}) {
      const linesOf = (stream: OutputStream): string[] =>
        linesAfter(mark[stream], streams[stream], partial).slice(-mostLines);
      return { stdout: linesOf("stdout"), stderr: linesOf("stderr") };
    },
    onChunk(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const lineEnd = 0x0a;

/** A line belongs to where it ends: one that was half there at the mark has been written since. */
function linesAfter(mark: number, stream: ByteTail, partial: boolean): string[] {
  const bytes = stream.bytes();
  const offset = stream.position() - bytes.length;
  const lines: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
    if (offset + end >= mark)
      lines.push(lineOf(bytes.subarray(start, end), start === 0 && offset > 0));
    start = end + 1;
  }
  const isNew = stream.position() > mark && start < bytes.length;
  if (partial && isNew) lines.push(lineOf(bytes.subarray(start), start === 0 && offset > 0));
  return lines;
}

const lineOf = (bytes: Buffer, isCut: boolean): string =>
  printable(decode(bytes, isCut).replace(/\r$/, ""));

/** A cut may fall inside a character: the rest of it says nothing. The ellipsis takes the place of a byte. */
function decode(bytes: Buffer, isCut: boolean): string {
  if (!isCut) return bytes.toString("utf8");
  let start = 1;
  while (start < 4 && isContinuation(bytes[start])) start++;
  return `…${bytes.toString("utf8", start)}`;
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;
