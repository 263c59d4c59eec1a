import { appendFileSync } from "node:fs";
import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Timer, WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import type { Text } from "../base/text.js";
import { createLineBuffer, type LineBuffer, type LineWriter } from "./line-buffer.js";
import { storageTexts } from "./storage-texts.js";

/**
 * "commit": an append resolves when its line is on disk. `everyMs`: it resolves at once and lines reach
 * the disk that many real milliseconds later, for load runs that can afford to lose those.
 */
export type Flushing = "commit" | { readonly everyMs: number };

/** The content of a file in pieces, in their order. */
export type Compacted = readonly (string | Buffer)[];

/** An append-only text file whose lines are flushed in groups. */
export interface CommitLog {
  /**
   * Rejects, as every later append does, once the file could not be written.
   * @throws what the writer throws; the file then has nothing of its line
   */
  append(line: string | LineWriter): Promise<void>;
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
  /** The lines worth keeping when the file is rewritten; gets the whole file, as bytes it may change. */
  readonly compact: (bytes: Buffer) => Compacted | Promise<Compacted>;
  /** Begins with another file, of this content: another process may still be writing to the one there is. */
  readonly replaceWith?: Buffer | undefined;
  /** Rejects when the file is somebody else's by now: what was written last then does not count. */
  readonly assertOwn?: () => Promise<void>;
}

interface Batch {
  readonly lines: LineBuffer;
  readonly written: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Bytes below which a group that began to gather while the one before it was flushed waits for more, and
 * how many real milliseconds: a flush takes as much of the processor as sending an event.
 */
const smallGroup = 16_384;
const gatherMs = 1;

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
  // One gathers lines while the other is being written.
  const spare: LineBuffer[] = [];
  let isDue = false;
  let writing: Promise<void> | undefined;
  let timer: Timer | undefined;
  /** Writes a group that waits for more lines at once. */
  let hurry = (): void => {};
  let failure: MocklarkError | undefined;

  function append(line: string | LineWriter): Promise<void> {
    if (failure) return Promise.reject(failure);
    batch ??= createBatch(spare.pop() ?? createLineBuffer());
    batch.lines.add(line);
    if (flushing === "commit") {
      writeSoon();
      return batch.written;
    }
    timer ??= wall.setTimer(() => {
      timer = undefined;
      writeSoon();
    }, flushing.everyMs);
    return batch.lines.length > backlogLimit ? flush() : done;
  }

  function writeSoon(): void {
    isDue = true;
    writing ??= writeWhatIsDue();
  }

  async function flush(): Promise<void> {
    if (failure) throw failure;
    const last = batch?.written ?? writing;
    writeSoon();
    hurry();
    await last;
    if (failure) throw failure;
  }

  /**
   * While one group is being flushed the next one gathers: the busier, the larger the groups. In background
   * flushing that one waits for its own time: else each flush would begin as the one before it ends.
   */
  async function writeWhatIsDue(): Promise<void> {
    // One turn of the microtask queue, so that what is appended together is flushed together.
    await Promise.resolve();
    while (batch && isDue) {
      const current = batch;
      batch = undefined;
      isDue = false;
      try {
        if (failure) throw failure;
        await write(current.lines.bytes());
        current.resolve();
      } catch (error) {
        failure ??= error instanceof MocklarkError ? error : cannotWrite(what, path, error);
        current.reject(failure);
      }
      current.lines.empty();
      spare.push(current.lines);
      if (flushing === "commit" && batch && isSmall(batch)) await moreLines();
    }
    writing = undefined;
  }

  const moreLines = (): Promise<void> =>
    new Promise((resolve) => {
      const gathering = wall.setTimer(resolve, gatherMs);
      hurry = () => {
        gathering.cancel();
        resolve();
      };
    });

  async function write(lines: Buffer): Promise<void> {
    // On this thread, as it only goes to the system's memory: the way to another takes five times as long.
    appendFileSync(handle.fd, lines);
    await handle.datasync();
    await assertOwn();
    size += lines.length;
    if (size > compactAt) await rewrite(await readFile(path));
  }

  /** The new file is whole and on disk before it takes the old one's place. */
  async function rewrite(whole: Buffer): Promise<void> {
    const kept = await compact(whole);
    await rm(`${path}.new`, { force: true });
    const draft = await open(`${path}.new`, "wx", privately);
    try {
      for (const piece of kept) await draft.appendFile(piece);
      await draft.datasync();
    } finally {
      await draft.close();
    }
    await assertOwn();
    await rename(`${path}.new`, path);
    await syncDirectory(dirname(path));
    await handle.close();
    handle = await openPrivately(path);
    size = kept.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
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

const isSmall = ({ lines }: Batch): boolean => lines.length < smallGroup;

const done = Promise.resolve();

function createBatch(lines: LineBuffer): Batch {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const written = new Promise<void>((onWritten, onFailed) => {
    resolve = onWritten;
    reject = onFailed;
  });
  // In background flushing nobody waits for a batch; its failure meets the next append.
  written.catch(() => {});
  return { lines, written, resolve, reject };
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
