import { join } from "node:path";
import type { WallClock } from "../../base/clock.js";
import { textOf } from "../../base/errors.js";
import { sleep } from "../../base/sleep.js";
import { isUndamaged } from "../../storage/checked-line.js";
import { storageTexts } from "../../storage/storage-texts.js";
import { logErrors } from "../../storage/unreadable-log.js";
import { makeDataFolder } from "../../storage/data-folder.js";
import { openLockedLog } from "../../storage/locked-log.js";
import type { HistoryStore } from "./delivery-history.js";
import type { HistoryEntry } from "./history-entry.js";
import {
  groupLines,
  type HistoryGroup,
  type HistoryGroups,
  type HistoryLimits,
  type HistoryLine,
  splitLines,
} from "./history-lines.js";
import {
  encodeRecord,
  type HistoryRecord,
  historyVersion,
  restoreEntry,
} from "./history-record.js";
import { consoleTexts } from "../console-texts.js";

export interface HistoryLogOptions extends HistoryLimits {
  /** For the lock of the folder. */
  readonly wall: WallClock;
  /** Default 32 MiB: the file is rewritten when it is larger, and twice what was kept the last time. */
  readonly maxBytes?: number | undefined;
  /** As {@link JournalOptions.onWaiting} of the journal of deliveries. */
  readonly onWaiting?: ((longestMs: number) => void) | undefined;
}

/**
 * The console's history in `console/` of a data folder, with a lock of its own: one record a line in
 * `history.ndjson`. It holds whole events and requests, Verification Token included, as the journal does, so
 * it is for its owner alone.
 * @throws MocklarkError FILE when it is locked, damaged, of another version, or cannot be written
 */
export async function openHistoryLog(
  dataFolder: string,
  { keep, detailBytes, wall, maxBytes = 33_554_432, onWaiting }: HistoryLogOptions,
): Promise<HistoryStore> {
  // Above it the usual modes would do, and these are the parent of the console's folder.
  await makeDataFolder(dataFolder);
  const limits = { keep, detailBytes };
  const counts = { taken: 0, forged: 0 };
  const opened = (): string => encodeRecord({ type: "opened", version: historyVersion, ...counts });
  const { contents, log, close } = await openLockedLog({
    directory: join(dataFolder, "console"),
    file: "history.ndjson",
    what: consoleTexts("history"),
    wall,
    flushing: "commit",
    maxBytes,
    onWaiting,
    read: (bytes, path) => readHistory(bytes, path, limits),
    begin(found) {
      Object.assign(counts, found.counts);
      return opened();
    },
    // In pieces: what happens meanwhile is to be seen at once, and waits here to be written.
    async compact(whole) {
      const groups = await inPieces(groupLines(splitLines(whole), limits), wall);
      return [opened(), Buffer.concat([...linesOfGroups(groups)])];
    },
  });
  const { entries, endedIds } = contents;
  return { entries, endedIds, counts, append: (record) => log.append(encodeRecord(record)), close };
}

const newline = Buffer.from("\n");

/** Steps between which others may work: a few milliseconds. */
const stepsAtOnce = 250;

async function inPieces<Result>(work: Generator<void, Result>, wall: WallClock): Promise<Result> {
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (steps % stepsAtOnce === 0) await sleep(wall, 0);
  }
}

function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function* linesOfGroups({ ended, pending }: HistoryGroups): IterableIterator<Buffer> {
  for (const { lines } of [...ended.values(), ...pending.values()]) {
    for (const { bytes } of lines) {
      yield bytes;
      yield newline;
    }
  }
}

interface HistoryContents extends Pick<HistoryStore, "entries" | "endedIds" | "counts"> {
  readonly keptBytes: number;
}

function readHistory(bytes: Buffer, file: string, limits: HistoryLimits): HistoryContents {
  const lines = [...splitLines(bytes)];
  for (const line of lines) {
    if (!isUndamaged(line.bytes)) {
      throw damaged(file, line.number, storageTexts("wrong-checksum"));
    }
  }
  const groups = atOnce(groupLines(lines, limits));
  const openings = groups.opened.map((line) => openedRecord(line, file));
  if (lines.length > 0 && groups.opened[0]?.number !== 1) {
    throw damaged(file, 1, consoleTexts("no-beginning"));
  }
  const entries = [...groups.ended.values(), ...groups.pending.values()]
    .map((group) => entryOf(group, file))
    .sort((one, other) => one.sequence - other.sequence);
  return {
    entries,
    endedIds: [...groups.ended.keys()],
    counts: {
      taken: mostOf([...entries.map(({ sequence }) => sequence), ...openings.map(takenOf)]),
      forged: mostOf([groups.lastForged, ...openings.map(forgedOf)]),
    },
    keptBytes: [...linesOfGroups(groups)].reduce((sum, line) => sum + line.length, 0),
  };
}

type Opened = Extract<HistoryRecord, { type: "opened" }>;

function openedRecord({ bytes, number }: HistoryLine, file: string): Opened {
  const record = JSON.parse(bytes.toString("utf8")) as Opened;
  if (record.version !== historyVersion) throw otherVersion(file, record.version);
  if (Number.isSafeInteger(record.taken) && Number.isSafeInteger(record.forged)) return record;
  throw damaged(file, number, consoleTexts("no-count"));
}

function entryOf({ lines }: HistoryGroup, file: string): HistoryEntry {
  try {
    return restoreEntry(
      lines.map(({ bytes }) => JSON.parse(bytes.toString("utf8")) as HistoryRecord),
    );
  } catch (error) {
    // A checksum says only that the line is as somebody wrote it.
    throw damaged(file, lines[0]?.number ?? 1, textOf(error));
  }
}

const takenOf = ({ taken }: Opened): number => taken;
const forgedOf = ({ forged }: Opened): number => forged;

const mostOf = (numbers: readonly number[]): number =>
  numbers.reduce((most, number) => Math.max(most, number), 0);

const { damaged, otherVersion } = logErrors({
  name: consoleTexts("history"),
  version: historyVersion,
  remedy: consoleTexts("restore-history"),
});
