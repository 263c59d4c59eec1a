import { ellipsize } from "../base/ellipsize.js";
import { messageOf } from "../base/errors.js";

/** One thing that is wrong with an event. */
export interface Violation {
  /** "schema/pattern", "time/end-after-start": what was broken, the same name in every report. */
  readonly rule: string;
  /** "event.time_config.max_duration"; the empty string for the event as a whole. */
  readonly path: string;
  /** One sentence with the path, what was expected and what is there. */
  readonly message: string;
  /** What stands at the path; absent when nothing does. */
  readonly value?: unknown;
}

const longestShown = 60;

/** A value as a message shows it: JSON, cut where it gets long. */
export function showValue(value: unknown): string {
  return ellipsize(startOf(value), longestShown);
}

function startOf(value: unknown): string {
  try {
    return write(value, longestShown) ?? String(value);
  } catch {
    return `a ${typeof value} that is no JSON`;
  }
}

/**
 * JSON as far as there is room, and a little more: a document with thousands of mistakes would otherwise be
 * written out as often.
 */
function write(value: unknown, room: number): string | undefined {
  if (typeof value === "string") return JSON.stringify(value.slice(0, room + 1));
  // JSON knows neither NaN nor Infinity and would call both null.
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return writeList(value, room);
  return "toJSON" in value ? JSON.stringify(value) : writeRecord(value, room);
}

function writeList(items: readonly unknown[], room: number): string {
  let text = "[";
  for (let index = 0; index < items.length && text.length <= room; index++) {
    text += `${index > 0 ? "," : ""}${write(items[index], room - text.length) ?? "null"}`;
  }
  return `${text}]`;
}

function writeRecord(record: object, room: number): string {
  let text = "{";
  for (const name in record) {
    if (text.length > room) break;
    if (!Object.hasOwn(record, name)) continue;
    const value = write((record as Record<string, unknown>)[name], room);
    if (value === undefined) continue;
    text += `${text === "{" ? "" : ","}${JSON.stringify(name.slice(0, room + 1))}:${value}`;
  }
  return `${text}}`;
}

/** What a check finds, or that the value could not even be read, as when it has a getter that throws. */
export function whileReading(check: () => Violation[]): Violation[] {
  try {
    return check();
  } catch (error) {
    const message = `The event must be JSON data, but reading it failed: ${messageOf(error)}.`;
    return [{ rule: "schema/readable", path: "", message }];
  }
}
