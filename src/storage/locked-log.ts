import { readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { WallClock } from "../base/clock.js";
import { MocklarkError, systemCodeOf } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import type { Text } from "../base/text.js";
import {
  type CommitLog,
  type Compacted,
  type Flushing,
  openCommitLog,
  syncDirectory,
} from "./commit-log.js";
import { makeDataFolder } from "./data-folder.js";
import { type DirectoryLock, lockDirectory } from "./directory-lock.js";
import { storageTexts } from "./storage-texts.js";

/** What the file held, as far as its lines are whole. */
interface LogContents {
  /** Bytes that the next rewriting will keep. */
  readonly keptBytes: number;
}

export interface LockedLogOptions<Contents extends LogContents> {
  readonly directory: string;
  /** "journal.ndjson" */
  readonly file: string;
  /** What people call it: "journal". */
  readonly what: Text;
  readonly wall: WallClock;
  readonly flushing: Flushing;
  readonly maxBytes: number;
  /** Reads the whole lines of the file. */
  readonly read: (complete: Buffer, path: string) => Contents;
  /** The line that this process begins with. */
  readonly begin: (contents: Contents) => string;
  /** The lines worth keeping when the file is rewritten; may change the bytes it gets. */
  readonly compact: (whole: Buffer, path: string) => Compacted | Promise<Compacted>;
  /** Called when only time can tell whether the folder's last user is gone; real milliseconds. */
  readonly onWaiting?: ((longestMs: number) => void) | undefined;
}

export interface LockedLog<Contents> {
  readonly contents: Contents;
  /** Bytes of a write that an earlier process did not live to finish. */
  readonly tornBytes: number;
  readonly log: Pick<CommitLog, "append" | "flush">;
  /** Flushes, closes and unlocks. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the log of one process in a folder of its own, which is made if need be and locked. A last line
 * without an end is a write that never ended: nothing was done on the strength of it, and it is cut off.
 * @throws MocklarkError FILE when the folder is locked, or the file is damaged or cannot be written
 */
export async function openLockedLog<Contents extends LogContents>(
  options: LockedLogOptions<Contents>,
): Promise<LockedLog<Contents>> {
  const { directory, file, what, wall, onWaiting } = options;
  await makeDataFolder(directory);
  const lock = await lockDirectory(directory, { wall, onWaiting });
  const path = join(directory, file);
  try {
    return await openLocked(path, lock, options);
  } catch (error) {
    await lock.release();
    if (error instanceof MocklarkError) throw error;
    const why = fileProblemText(error);
    throw new MocklarkError("FILE", storageTexts("not-opened", { what, path, why }), {
      remedy: storageTexts("free-space"),
      cause: error,
    });
  }
}

async function openLocked<Contents extends LogContents>(
  path: string,
  lock: DirectoryLock,
  options: LockedLogOptions<Contents>,
): Promise<LockedLog<Contents>> {
  const { directory, what, wall, flushing, maxBytes, read, begin, compact } = options;
  await rm(`${path}.new`, { force: true });
  const bytes = await readOrEmpty(path, what);
  const complete = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const contents = read(complete, path);
  if (complete.length < bytes.length && !lock.takenFromSilent) {
    await truncate(path, complete.length);
  }
  const log = await openCommitLog(path, {
    what,
    wall,
    flushing,
    maxBytes,
    keptBytes: contents.keptBytes,
    compact: (whole) => compact(whole, path),
    // What its last user may write from now on was never read, so it must not count.
    replaceWith: lock.takenFromSilent ? complete : undefined,
    assertOwn: () => lock.assertHeld(),
  });
  try {
    await log.append(begin(contents));
    await log.flush();
    await syncDirectory(directory);
  } catch (error) {
    // The error that led here is the one to report.
    await log.close().catch(() => {});
    throw error;
  }
  return {
    contents,
    tornBytes: bytes.length - complete.length,
    log,
    async close() {
      try {
        await log.close();
      } finally {
        await lock.release();
      }
    },
  };
}

async function readOrEmpty(path: string, what: Text): Promise<Buffer> {
  try {
    const found = await stat(path);
    // Reading a pipe or a device need not end.
    if (!found.isFile() && !found.isDirectory()) throw notAFile(path, what);
    return await readFile(path);
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    if (systemCodeOf(error) === "ENOENT") return Buffer.alloc(0);
    const why = fileProblemText(error);
    throw new MocklarkError("FILE", storageTexts("not-read", { what, path, why }), {
      remedy: storageTexts("correct-permissions"),
      cause: error,
    });
  }
}

function notAFile(path: string, what: Text): MocklarkError {
  const why = storageTexts("not-a-file");
  return new MocklarkError("FILE", storageTexts("not-read", { what, path, why }), {
    remedy: storageTexts("move-it-away"),
  });
}
