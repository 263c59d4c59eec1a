import { closeSync, openSync, readSync } from "node:fs";

/** More than any config file, key or certificate takes; /dev/zero and a forgotten log end here. */
const mostBytes = 16 * 1024 * 1024;

const pieceBytes = 64 * 1024;

/**
 * The bytes of a file that people write by hand.
 * @throws what `node:fs` throws, or an Error for one that is longer than 16 MB; `fileProblem` puts both in words
 */
export function readBoundedFile(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const read = readSync(file, piece, 0, pieceBytes, null);
      if (read === 0) return Buffer.concat(pieces);
      bytes += read;
      if (bytes > mostBytes) throw new Error("it is longer than 16 MB");
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
