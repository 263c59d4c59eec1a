import { open, stat } from "node:fs/promises";
import { MocklarkError, systemCodeOf, textOf } from "../../base/errors.js";
import { createIdCounter } from "./id-counter.js";
import type { Witness } from "./witness.js";
import { witnessTexts as texts } from "./witness-texts.js";

const pieceBytes = 1 << 18;

/**
 * Reads a file that grows, from where it ends now. A file that is not there yet counts as empty;
 * one that became shorter was rotated and is read from its start.
 */
export async function createLogWitness(path: string): Promise<Witness> {
  const counter = createIdCounter();
  let position = await sizeOf(path);
  let reading: Promise<void> = Promise.resolve();

  async function catchUp(): Promise<void> {
    const size = await sizeOf(path);
    if (size < position) position = 0;
    if (size === position) return;
    const file = await open(path, "r").catch(failToRead(path));
    try {
      const piece = Buffer.allocUnsafe(pieceBytes);
      while (position < size) {
        const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
        if (bytesRead === 0) return;
        counter.add(piece.subarray(0, bytesRead));
        position += bytesRead;
      }
    } finally {
      await file.close();
    }
  }

  return {
    kind: "log",
    async look(events) {
      // One reader at a time, or two looks would count the same bytes twice.
      reading = reading.catch(() => {}).then(catchUp);
      await reading;
      return events.map((ids) => counter.count(ids));
    },
    close: () => {},
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const info = await stat(path);
    if (info.isFile()) return info.size;
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return 0;
    return failToRead(path)(error);
  }
  throw new MocklarkError("ENVIRONMENT", texts("log-not-a-file", { path }), {
    remedy: texts("log-not-a-file-remedy"),
  });
}

function failToRead(path: string) {
  return (error: unknown): never => {
    throw new MocklarkError(
      "ENVIRONMENT",
      texts("log-unreadable", { path, reason: textOf(error) }),
      {
        remedy: texts("log-unreadable-remedy"),
        cause: error,
      },
    );
  };
}
