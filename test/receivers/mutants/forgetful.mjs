/**
 * A memory of event ids that ends, by each of the clocks a program may use: `node forgetful.mjs` is a receiver
 * that is good in all else. Environment: FORGETS_AFTER_S, FORGETS_BY (a name in `memories`).
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { listen, isMain, settingsFromEnvironment } from "../start-receiver.mjs";
import { withRules } from "./mutant.mjs";

/** @typedef {() => number} Clock Milliseconds since whenever. */

/** Remembers ids by a time of its own, and forgets them when they are looked for too late. */
const byClock =
  (/** @type {Clock} */ ownClock) =>
  (/** @type {number} */ keepMs, nowMs = ownClock) => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    return (/** @type {string} */ id) => {
      const atMs = seen.get(id);
      if (atMs !== undefined && nowMs() - atMs < keepMs) return false;
      seen.set(id, nowMs());
      return true;
    };
  };

/** Remembers ids until `forgetLater` calls back. */
const byTimer =
  (/** @type {(forget: () => void, keepMs: number) => void} */ forgetLater) =>
  (/** @type {number} */ keepMs) => {
    /** @type {Set<string>} */
    const seen = new Set();
    return (/** @type {string} */ id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      forgetLater(() => seen.delete(id), keepMs);
      return true;
    };
  };

/** Looks once a minute for what is too old, as caches with a sweeper do. */
const bySweeper = (/** @type {number} */ keepMs) => {
  /** @type {Map<string, number>} */
  const seen = new Map();
  setInterval(() => {
    for (const [id, atMs] of seen) if (Date.now() - atMs >= keepMs) seen.delete(id);
  }, 60_000).unref();
  return (/** @type {string} */ id) => !seen.has(id) && Boolean(seen.set(id, Date.now()));
};

/** Touches a file for each id, and asks it how old it is. */
const byFileTime = (/** @type {number} */ keepMs) => {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-seen-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.once("SIGTERM", () => process.exit());
  return (/** @type {string} */ id) => {
    const file = join(folder, id);
    const seen = statSync(file, { throwIfNoEntry: false });
    if (seen && Date.now() - seen.mtimeMs < keepMs) return false;
    writeFileSync(file, "");
    return true;
  };
};

/** @type {Record<string, (keepMs: number, now?: Clock) => (id: string) => boolean>} */
export const memories = {
  date: byClock(() => Date.now()),
  "new-date": byClock(() => new Date().getTime()),
  performance: byClock(() => performance.now()),
  hrtime: byClock(() => Number(process.hrtime.bigint() / 1_000_000n)),
  timer: byTimer((forget, keepMs) => void setTimeout(forget, keepMs).unref()),
  promise: byTimer((forget, keepMs) => void wait(keepMs, undefined, { ref: false }).then(forget)),
  sweeper: bySweeper,
  "file-time": byFileTime,
};

/** A good receiver but for its memory. */
export const forgetting = (/** @type {string} */ by, /** @type {number} */ keepMs) =>
  withRules(({ now }) => {
    const create = memories[by];
    if (!create) throw new Error(`FORGETS_BY is one of ${Object.keys(memories).join(", ")}.`);
    const isNew = create(keepMs, now);
    return { claim: async ({ header }) => isNew(String(header.event_id)) };
  });

if (isMain(import.meta.url)) {
  const { FORGETS_BY = "", FORGETS_AFTER_S } = process.env;
  listen(forgetting(FORGETS_BY, Number(FORGETS_AFTER_S) * 1000)(settingsFromEnvironment()));
}
