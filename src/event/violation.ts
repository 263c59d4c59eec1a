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
  const text = textOf(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

function textOf(value: unknown): string {
  // JSON knows neither NaN nor Infinity and would call both null.
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return `a ${typeof value} that is no JSON`;
  }
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
