/**
 * The reference receiver with a queue on disk: it answers first, works later, and loses no work when it is
 * killed in between. Run it with `node queued.mjs`; RECEIVER_STATE names the file of the queue.
 */
import { appendFile } from "node:fs/promises";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createEventEndpoint } from "./event-endpoint.mjs";
import { serveEndpoint } from "./node-http.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @typedef {import("./event-endpoint.mjs").FeishuEvent} FeishuEvent */

/** @param {import("./event-endpoint.mjs").ReceiverSettings & { workAfterMs?: number }} settings */
export function createReceiver({ statePath, onEvent, workAfterMs = 1_500, ...settings }) {
  const queue = openQueue({ path: statePath, work: onEvent, workAfterMs });
  return serveEndpoint(createEventEndpoint(settings, { claim: queue.add }).handle);
}

/**
 * Work that is noted together with its event_id, and done a while later. In your own service this is a table
 * with a unique index on event_id and a column that says what is done.
 * @param {{ path: string | undefined, work: ((event: FeishuEvent) => unknown) | undefined, workAfterMs: number }} options
 *   `path`: an append-only file with an event or `done <event_id>` per line; without it memory only.
 */
export function openQueue({ path, work, workAfterMs }) {
  /** @type {Map<string, Promise<void>>} */
  const noted = new Map();

  const note = async (/** @type {string} */ line) => {
    if (path) await appendFile(path, `${line}\n`, { flush: true });
  };

  async function workOn(/** @type {FeishuEvent} */ event) {
    try {
      await work?.(event);
      await note(`done ${event.header.event_id}`);
    } catch (error) {
      console.error("Failed to act on an event:", error);
    }
  }

  const workLater = (/** @type {FeishuEvent} */ event) =>
    setTimeout(() => void workOn(event), workAfterMs);

  /** True for the one caller whose event was not in the queue yet. */
  async function add(/** @type {FeishuEvent} */ event) {
    const id = String(event.header.event_id);
    const first = noted.get(id);
    if (first) {
      // A duplicate may be answered 200 only when the first is safely written.
      await first;
      return false;
    }
    const stored = note(JSON.stringify(event));
    noted.set(id, stored);
    try {
      await stored;
    } catch (error) {
      noted.delete(id);
      throw error;
    }
    workLater(event);
    return true;
  }

  for (const { event, isDone } of readQueue(path)) {
    noted.set(String(event.header.event_id), Promise.resolve());
    if (!isDone) workLater(event);
  }
  return { add };
}

/** @returns {{ event: FeishuEvent, isDone: boolean }[]} */
function readQueue(/** @type {string | undefined} */ path) {
  if (!path || !existsSync(path)) return [];
  const content = readFileSync(path, "utf8");
  // A crash may have torn the last line. It was not answered yet, so it comes again: end it, and leave it out.
  if (content !== "" && !content.endsWith("\n")) appendFileSync(path, "\n");
  const lines = content.split("\n").slice(0, -1);
  const done = new Set(
    lines.filter((line) => line.startsWith("done ")).map((line) => line.slice(5)),
  );
  const events = lines.flatMap((line) => parsed(line) ?? []);
  return events.map((event) => ({ event, isDone: done.has(event.header.event_id) }));
}

/** @returns {any} */
function parsed(/** @type {string} */ line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

startReceiver(import.meta.url, createReceiver);
