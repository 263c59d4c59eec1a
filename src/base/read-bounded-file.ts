import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { ReasonError, systemCodeOf } from "./errors.js";
import { createTexts } from "./text.js";

const texts = createTexts("bounded-file", {
  "too-long": { en: "it is longer than 16 MB", zh: "超过 16 MB" },
  "pipe-not-ended": {
    en: ({ ms }: { ms: number }) => `nobody finished writing to this pipe within ${ms} ms`,
    zh: ({ ms }) => `这个管道在 ${ms} 毫秒内未写完`,
  },
});

/** More than any config file, key or certificate takes; /dev/zero and a forgotten log end here. */
const mostBytes = 16 * 1024 * 1024;

const pieceBytes = 64 * 1024;

/** Milliseconds between two looks into a pipe. */
const betweenMs = 20;

/**
 * The bytes of a file that people write by hand, or of a pipe, whose writer is waited for as long as
 * `pipeWithinMs` says (default 5,000 ms).
 * @throws what `node:fs` throws, or a ReasonError for one that is longer than 16 MB; `fileProblemText` puts both in words
 */
export function readBoundedFile(path: string, { pipeWithinMs = 5_000 } = {}): Buffer {
  // Without O_NONBLOCK a pipe that nobody opens for writing would hold this process, Ctrl-C included.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const isPipe = fstatSync(file).isFIFO();
    const pieces: Buffer[] = [];
    let bytes = 0;
    for (let waitedMs = 0; waitedMs < pipeWithinMs;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const read = readNow(file, piece);
      // At its end, unless it is a pipe whose writer is still to come.
      if (read === 0 && (!isPipe || bytes > 0)) return Buffer.concat(pieces);
      if (read === undefined || read === 0) {
        waitedMs += betweenMs;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, betweenMs);
        continue;
      }
      bytes += read;
      if (bytes > mostBytes) throw new ReasonError(texts("too-long"));
      pieces.push(piece.subarray(0, read));
    }
    throw new ReasonError(texts("pipe-not-ended", { ms: pipeWithinMs }));
  } finally {
    closeSync(file);
  }
}

/** Undefined when a pipe holds nothing yet. */
function readNow(file: number, piece: Buffer): number | undefined {
  try {
    return readSync(file, piece, 0, piece.length, null);
  } catch (error) {
    if (systemCodeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}
