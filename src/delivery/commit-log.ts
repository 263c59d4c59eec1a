import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Timer, WallClock } from "../base/clock.js";
import { messageOf, MocklarkError } from "../base/errors.js";

/**
 * "commit": an append resolves when its line is on disk. `everyMs`: it resolves at once and lines reach
 * the disk that many real milliseconds later, for load runs that can afford to lose those.
 */
export type Flushing = "commit" | { readonly everyMs: number };

/** An append-only text file whose lines are flushed in groups. */
export interface CommitLog {
  /** Rejects, as every later append does, once the file could not be written. */
  append(line: string): Promise<void>;
  /** Resolves when everything appended so far is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface CommitLogOptions {
  readonly wall: WallClock;
  readonly flushing: Flushing;
  /** The size from which the file is rewritten, and again each time it has doubled since. */
  readonly maxBytes: number;
  /** The lines worth keeping when the file is rewritten; gets the whole file. */
  readonly compact: (bytes: Buffer) => string;
}

interface Batch {
  lines: string;
  readonly written: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** In background flushing, the amount from which appends wait for the disk all the same. */
const backlogLimit = 4_194_304;

export async function openCommitLog(
  path: string,
  { wall, flushing, maxBytes, compact }: CommitLogOptions,
): Promise<CommitLog> {
  let handle = await open(path, "a");
  let size = (await handle.stat()).size;
  let compactAt = Math.max(maxBytes, size * 2);
  let batch: Batch | undefined;
  let writing: Promise<void> | undefined;
  let timer: Timer | undefined;
  let failure: MocklarkError | undefined;

  function append(line: string): Promise<void> {
    if (failure) return Promise.reject(failure);
    batch ??= createBatch();
    batch.lines += line;
    if (flushing === "commit") {
      writing ??= writeAll();
      return batch.written;
    }
    timer ??= wall.setTimer(() => {
      timer = undefined;
      writing ??= writeAll();
    }, flushing.everyMs);
    return batch.lines.length > backlogLimit ? flush() : Promise.resolve();
  }

  async function flush(): Promise<void> {
    if (failure) throw failure;
    const last = batch?.written ?? writing;
    writing ??= writeAll();
    await last;
    if (failure) throw failure;
  }

  /** While one group is being flushed the next one gathers: the busier, the larger the groups. */
  async function writeAll(): Promise<void> {
    // One turn of the microtask queue, so that what is appended together is flushed together.
    await Promise.resolve();
    while (batch) {
      const current = batch;
      batch = undefined;
      try {
        if (failure) throw failure;
        await write(current.lines);
        current.resolve();
      } catch (error) {
        failure ??= cannotWrite(path, error);
        current.reject(failure);
      }
    }
    writing = undefined;
  }

  async function write(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    await handle.appendFile(bytes);
    await handle.datasync();
    size += bytes.length;
    if (size > compactAt) await rewrite();
  }

  /** The new file is whole and on disk before it takes the old one's place. */
  async function rewrite(): Promise<void> {
    const kept = Buffer.from(compact(await readFile(path)));
    const draft = await open(`${path}.new`, "w");
    try {
      await draft.writeFile(kept);
      await draft.datasync();
    } finally {
      await draft.close();
    }
    await rename(`${path}.new`, path);
    await syncDirectory(dirname(path));
    await handle.close();
    handle = await open(path, "a");
    size = kept.length;
    compactAt = Math.max(maxBytes, size * 2);
  }

  return {
    append,
    flush,
    async close() {
      timer?.cancel();
      timer = undefined;
      try {
        await flush();
      } finally {
        await handle.close();
        await rm(`${path}.new`, { force: true });
      }
    },
  };
}

function createBatch(): Batch {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const written = new Promise<void>((onWritten, onFailed) => {
    resolve = onWritten;
    reject = onFailed;
  });
  // In background flushing nobody waits for a batch; its failure meets the next append.
  written.catch(() => {});
  return { lines: "", written, resolve, reject };
}

/** A new or renamed file survives a power cut only once its directory is on disk, too. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory; there a rename is on disk when it returns.
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function cannotWrite(path: string, error: unknown): MocklarkError {
  return new MocklarkError("FILE", `Failed to write the journal ${path}: ${messageOf(error)}.`, {
    remedy:
      "Make room on the disk or mend its permissions, then start again: nothing promised is lost.",
    cause: error,
  });
}
