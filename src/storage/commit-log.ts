import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Timer, WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import type { Text } from "../base/text.js";
import { storageTexts } from "./storage-texts.js";

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
  /** What people call the file. */
  readonly what: Text;
  readonly wall: WallClock;
  readonly flushing: Flushing;
  /** The file is rewritten when it is larger than this and than twice what was worth keeping last time. */
  readonly maxBytes: number;
  /** What is worth keeping of the file as it is found. */
  readonly keptBytes: number;
  /** The lines worth keeping when the file is rewritten; gets the whole file. */
  readonly compact: (bytes: Buffer) => string | Promise<Buffer>;
  /** Begins with another file, of this content: another process may still be writing to the one there is. */
  readonly replaceWith?: Buffer | undefined;
  /** Rejects when the file is somebody else's by now: what was written last then does not count. */
  readonly assertOwn?: () => Promise<void>;
}

interface Batch {
  lines: string;
  readonly written: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** In background flushing, the amount from which appends wait for the disk all the same. */
const backlogLimit = 4_194_304;

/**
 * Opens the file, or makes it, for its owner alone.
 * @throws the system's error when it cannot be opened or rewritten
 */
export async function openCommitLog(
  path: string,
  {
    what,
    wall,
    flushing,
    maxBytes,
    keptBytes,
    compact,
    replaceWith,
    assertOwn = () => Promise.resolve(),
  }: CommitLogOptions,
): Promise<CommitLog> {
  let handle = await openPrivately(path);
  let size = (await handle.stat()).size;
  // In proportion to what is kept: rewriting costs no more than was written since the last time.
  const limitFor = (kept: number): number => Math.max(maxBytes, 2 * kept);
  let compactAt = limitFor(keptBytes);
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
        failure ??= error instanceof MocklarkError ? error : cannotWrite(what, path, error);
        current.reject(failure);
      }
    }
    writing = undefined;
  }

  async function write(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    await handle.appendFile(bytes);
    await handle.datasync();
    await assertOwn();
    size += bytes.length;
    if (size > compactAt) await rewrite(await readFile(path));
  }

  /** The new file is whole and on disk before it takes the old one's place. */
  async function rewrite(whole: Buffer): Promise<void> {
    const compacted = await compact(whole);
    const kept = typeof compacted === "string" ? Buffer.from(compacted) : compacted;
    await rm(`${path}.new`, { force: true });
    const draft = await open(`${path}.new`, "wx", privately);
    try {
      await draft.writeFile(kept);
      await draft.datasync();
    } finally {
      await draft.close();
    }
    await assertOwn();
    await rename(`${path}.new`, path);
    await syncDirectory(dirname(path));
    await handle.close();
    handle = await openPrivately(path);
    size = kept.length;
    compactAt = limitFor(size);
  }

  /** Of a rewriting that failed. In a folder that was lost it belongs to another process. */
  async function removeDraft(): Promise<void> {
    try {
      await assertOwn();
    } catch {
      return;
    }
    await rm(`${path}.new`, { force: true });
  }

  try {
    if (replaceWith) await rewrite(replaceWith);
    else if (size > compactAt) await rewrite(await readFile(path));
  } catch (error) {
    await handle.close();
    throw error;
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
        await removeDraft();
      }
    },
  };
}

/** What is in it is for nobody but its owner. */
const privately = 0o600;

async function openPrivately(path: string): Promise<FileHandle> {
  const handle = await open(path, "a", privately);
  const { mode, uid } = await handle.stat();
  // One that others may read comes from an older version; one of another user is that user's matter.
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) await handle.chmod(privately);
  return handle;
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

function cannotWrite(what: Text, path: string, error: unknown): MocklarkError {
  const why = fileProblemText(error);
  return new MocklarkError("FILE", storageTexts("not-written", { what, path, why }), {
    remedy: storageTexts("free-space-and-restart"),
    cause: error,
  });
}
