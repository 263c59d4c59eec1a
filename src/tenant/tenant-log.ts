import { join } from "node:path";
import type { WallClock } from "../base/clock.js";
import { ReasonError, textOf } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { decodeLine, encodeLine, linesOf } from "../storage/checked-line.js";
import { storageTexts } from "../storage/storage-texts.js";
import { logErrors } from "../storage/unreadable-log.js";
import { makeDataFolder } from "../storage/data-folder.js";
import { openLockedLog } from "../storage/locked-log.js";
import type { TenantRecord } from "./tenant-record.js";
import { createTenantState, type TenantState } from "./tenant-state.js";
import type { TenantStore } from "./tenant-store.js";
import { tenantTexts } from "./tenant-texts.js";
import type { TenantSnapshot } from "./tenant.js";

/** The layout of the lines; a log of another version is refused. */
const logVersion = 1;

/**
 * One line of the log. The first is a snapshot; it has no apps, whose secrets are kept elsewhere.
 */
type LogLine =
  | {
      readonly type: "snapshot";
      readonly version: number;
      readonly run: number;
      readonly tenant: TenantSnapshot;
    }
  /** One for each process that opened the log since. */
  | { readonly type: "opened"; readonly run: number }
  | TenantRecord;

/**
 * A tenant on disk. A change that was answered is in it, however often the process is killed: each record
 * is a line of `tenant.ndjson`, flushed before the change is answered. The file is rewritten as a snapshot
 * whenever it has outgrown `maxBytes` and twice the last one. It is for its owner alone, as its folder is.
 */
export interface TenantLog {
  /** How often this log has been opened; makes the ids of one process differ from another's. */
  readonly run: number;
  /** The tenant as it was left, without its apps; at first what `begin` gave. */
  readonly snapshot: TenantSnapshot;
  /** Whether an earlier process left it. */
  readonly isRestored: boolean;
  /** Bytes of a write that an earlier process did not live to finish. */
  readonly tornBytes: number;
  readonly store: TenantStore;
}

export interface TenantLogOptions {
  /** For the lock of the folder. */
  readonly wall: WallClock;
  /** The tenant of a folder that has none yet. */
  readonly begin: () => TenantSnapshot;
  /** Default 32 MiB. */
  readonly maxBytes?: number | undefined;
  /** As {@link JournalOptions.onWaiting} of the journal of deliveries. */
  readonly onWaiting?: ((longestMs: number) => void) | undefined;
}

/**
 * Opens the log in `tenant/` of a data folder, where it has a lock of its own beside that of the journal.
 * @throws MocklarkError FILE when it is locked, damaged, of another version, or cannot be written
 */
export async function openTenantLog(
  dataFolder: string,
  { wall, begin, maxBytes = 33_554_432, onWaiting }: TenantLogOptions,
): Promise<TenantLog> {
  // Above it the usual modes would do, and these are the tenant's parent and the journal's folder.
  await makeDataFolder(dataFolder);
  let first: TenantSnapshot | undefined;
  const { contents, tornBytes, log, close } = await openLockedLog({
    directory: join(dataFolder, "tenant"),
    file: "tenant.ndjson",
    what: tenantTexts("log"),
    wall,
    flushing: "commit",
    maxBytes,
    onWaiting,
    read: readTenantLog,
    begin({ state, run }) {
      if (state) return encode({ type: "opened", run: run + 1 });
      first = { ...begin(), apps: [] };
      return encodeSnapshot(first, 1);
    },
    compact(whole, path) {
      const { state, run } = readTenantLog(whole, path);
      return state ? [encodeSnapshot(state.snapshot([]), run)] : [];
    },
  });
  return {
    run: contents.run + 1,
    snapshot: first ?? (contents.state as TenantState).snapshot([]),
    isRestored: first === undefined,
    tornBytes,
    store: { append: (record) => log.append(encode(record)), close },
  };
}

const encode = (line: LogLine): string => encodeLine(line);

const encodeSnapshot = (tenant: TenantSnapshot, run: number): string =>
  encode({ type: "snapshot", version: logVersion, run, tenant });

interface TenantLogContents {
  /** Absent in an empty file. */
  readonly state?: TenantState;
  /** The highest run so far; 0 in an empty file. */
  readonly run: number;
  readonly keptBytes: number;
}

/** @throws MocklarkError FILE with the number of the line that cannot be used */
function readTenantLog(bytes: Buffer, file: string): TenantLogContents {
  let contents: TenantLogContents = { run: 0, keptBytes: 0 };
  let number = 0;
  for (const text of linesOf(bytes)) {
    number++;
    const line = decodeLine(text);
    if (!isRecord(line)) throw damaged(file, number, storageTexts("wrong-checksum"));
    if (line["type"] === "snapshot" && line["version"] !== logVersion) {
      throw otherVersion(file, line["version"]);
    }
    try {
      contents = followLine(contents, line as unknown as LogLine, text);
    } catch (error) {
      // A checksum says only that the line is as somebody wrote it.
      throw damaged(file, number, textOf(error));
    }
  }
  return contents;
}

function followLine(before: TenantLogContents, line: LogLine, text: string): TenantLogContents {
  const { state, run } = before;
  if (line.type === "snapshot") {
    if (state) throw new ReasonError(tenantTexts("second-snapshot"));
    const keptBytes = Buffer.byteLength(text) + 1;
    return { state: createTenantState(line.tenant), run: line.run, keptBytes };
  }
  if (!state) throw new ReasonError(tenantTexts("no-snapshot"));
  if (line.type === "opened") return { ...before, run: Math.max(run, line.run) };
  state.apply(line);
  return before;
}

const { damaged, otherVersion } = logErrors({
  name: tenantTexts("log"),
  version: logVersion,
  remedy: tenantTexts("log-remedy"),
});
