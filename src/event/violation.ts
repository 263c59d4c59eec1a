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
  const text = jsonOf(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

function jsonOf(value: unknown): string {
  // JSON knows neither NaN nor Infinity and would call both null.
  if (typeof value === "number") return String(value);
  // Escaped, it would be longer than a string can be.
  if (typeof value === "string") return JSON.stringify(value.slice(0, longestShown + 1));
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Array.isArray(value) ? "a long list" : "a large object";
  }
}
