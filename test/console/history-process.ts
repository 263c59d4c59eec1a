import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createVirtualClock, systemWallClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import {
  createDeliveryHistory,
  type DeliveryHistory,
} from "../../src/console/history/delivery-history.js";
import { openHistoryLog } from "../../src/console/history/open-history-log.js";
import { settleWithJournal } from "../../src/console/history/settle-with-journal.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";
import { openJournal } from "../../src/delivery/journal.js";

export const startMs = 1_700_000_000_000;

/** A folder of its own, gone when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-history-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface ProcessOptions {
  readonly folder?: string;
  readonly keep?: number;
  readonly detailBytes?: number;
  readonly maxBytes?: number;
}

/** What `serve --data` does with journal and history, as far as that can be had without starting one. */
export async function begin({
  folder = emptyFolder(),
  keep = 10_000,
  detailBytes = 1_000_000,
  maxBytes,
}: ProcessOptions = {}) {
  const clock = createVirtualClock({ startMs, autoAdvance: false });
  const journal = await openJournal(folder, { clock });
  const limits = { wall: systemWallClock, keep, detailBytes, maxBytes };
  const log = await openHistoryLog(folder, limits).catch(async (error: unknown) => {
    await journal.close();
    throw error;
  });
  const left = { owed: journal.owed(), closed: journal.takeClosed() };
  const changed: string[] = [];
  const history = createDeliveryHistory({
    keep,
    detailBytes,
    store: await settleWithJournal(log, left),
    nameOf: () => undefined,
    changed: (id) => changed.push(id),
  });
  const dispatcher = createDispatcher({
    clock,
    random: createRandom(1),
    journal,
    observers: [history.observer],
  });
  const end = async (): Promise<void> => {
    await dispatcher.close();
    await journal.close();
    await history.close();
  };
  return { folder, clock, journal, history, dispatcher, changed, end };
}

/** The folder as kill -9 would leave it at this moment: what was written, and nobody's lock. */
export function asKilled(folder: string): string {
  const copy = emptyFolder();
  for (const part of ["journal.ndjson", "console/history.ndjson"]) {
    mkdirSync(join(copy, "console"), { recursive: true });
    cpSync(join(folder, part), join(copy, part));
  }
  return copy;
}

/** All that a page could be shown. */
export function shown(history: DeliveryHistory) {
  return [...history.entries()].map((entry) => ({
    summary: history.summaryOf(entry),
    event: entry.event,
    requests: [...entry.requests],
    attempts: entry.delivery.attempts,
  }));
}

export const lockFiles = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith("lock"));
