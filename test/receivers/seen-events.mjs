/**
 * Remembers which events were handled. Feishu delivers at least once: the same event_id may come
 * again after a success, twice at the same moment, or hours later. In your own service this is a
 * unique index on event_id, written in the transaction that does the work.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";

/** Longer than Feishu's last retry (7 h 5 min 15 s) and than any signature is accepted. */
const keepMs = 24 * 3_600_000;

/**
 * @param {{ path?: string | undefined, now?: () => number }} options
 *   `path`: an append-only file, one `<unix ms> <event_id>` per line; without it memory only.
 */
export function openSeenEvents({ path, now = Date.now } = {}) {
  /** @type {Map<string, { atMs: number, stored: Promise<void> }>} */
  const seen = new Map();
  for (const [id, atMs] of readStored(path)) {
    if (atMs > now() - keepMs) seen.set(id, { atMs, stored: Promise.resolve() });
  }

  /** True for the one caller who is to act on this event; false for everyone after it. */
  async function claim(/** @type {string} */ eventId) {
    forgetOld();
    const first = seen.get(eventId);
    if (first) {
      // A duplicate may be answered 200 only when the first is safely written.
      await first.stored;
      return false;
    }
    const atMs = now();
    // `flush`: on the disk, not only in the system's cache, before we answer.
    const stored = path
      ? appendFile(path, `${atMs} ${eventId}\n`, { flush: true })
      : Promise.resolve();
    // Set before anything is awaited, or five copies at once would all be the first.
    seen.set(eventId, { atMs, stored });
    try {
      await stored;
      return true;
    } catch (error) {
      seen.delete(eventId);
      throw error;
    }
  }

  function forgetOld() {
    for (const [id, { atMs }] of seen) {
      if (atMs > now() - keepMs) return;
      seen.delete(id);
    }
  }

  return { claim };
}

/** @returns {(readonly [string, number])[]} */
function readStored(/** @type {string | undefined} */ path) {
  if (!path || !existsSync(path)) return [];
  const content = readFileSync(path, "utf8");
  // A crash may have torn the last line: end it, so that the next id is not glued to it.
  if (content !== "" && !content.endsWith("\n")) appendFileSync(path, "\n");
  const lines = content.matchAll(/^(\d+) (\S+)$/gm);
  return [...lines].map(([, atMs, id]) => [id ?? "", Number(atMs)]);
}
