import { ellipsize } from "../base/ellipsize.js";
import { textOf } from "../base/errors.js";
import { createTexts, type Text } from "../base/text.js";
import { zh } from "../base/zh.js";

/** One thing that is wrong with an event. */
export interface Violation {
  /** "schema/pattern", "time/end-after-start": what was broken, the same name in every report. */
  readonly rule: string;
  /** "event.time_config.max_duration"; the empty string for the event as a whole. */
  readonly path: string;
  /** One sentence in English with the path, what was expected and what is there. */
  readonly message: string;
  /** The same in every language. */
  readonly text: Text;
  /** What stands at the path; absent when nothing does. */
  readonly value?: unknown;
}

type Found = Omit<Violation, "message">;

/** A violation whose message is that of its text. */
export const violation = ({ rule, path, text, ...rest }: Found): Violation => ({
  rule,
  path,
  message: text.in("en"),
  text,
  ...rest,
});

const longestShown = 60;

/** A value as a message shows it: JSON, cut where it gets long. */
export function showValue(value: unknown): string | Text {
  try {
    return ellipsize(write(value, longestShown) ?? String(value), longestShown);
  } catch {
    return violationTexts("no-json", { type: typeof value });
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
    const text = violationTexts("unreadable", { reason: textOf(error) });
    return [violation({ rule: "schema/readable", path: "", text })];
  }
}

export const violationTexts = createTexts("event-violation", {
  must: {
    en: ({ path, demand, seen }: Unmet) => `${path || "The event"} must ${demand}, but is ${seen}.`,
    zh: ({ path, demand, seen }) =>
      zh`${path === "" ? "事件体" : `${path} `}${demand}，实际为${seen}。`,
  },
  missing: {
    en: ({ path }: { path: string }) => `${path || "The event"} is missing.`,
    zh: ({ path }) => (path === "" ? "缺少事件体。" : `缺少 ${path}。`),
  },
  "called-otherwise": {
    en: ({ name }: { name: string }) => `Is it what is called "${name}"?`,
    zh: ({ name }) => `是否写成了 "${name}"？`,
  },
  "mean-value": {
    en: ({ value }: { value: string }) => `Did you mean ${value}?`,
    zh: ({ value }) => `是否想写 ${value}？`,
  },
  "no-json": {
    en: ({ type }: { type: string }) => `a ${type} that is no JSON`,
    zh: ({ type }) => `无法写成 JSON 的 ${type}`,
  },
  unreadable: {
    en: ({ reason }: { reason: string }) =>
      `The event must be JSON data, but reading it failed: ${reason}.`,
    zh: ({ reason }) => `事件体须为 JSON 数据，读取时出错：${reason}。`,
  },
});

interface Unmet {
  /** The empty string for the event as a whole. */
  path: string;
  /** What follows "must". */
  demand: string;
  seen: string;
}
