import { Text } from "../src/base/text.js";

/** Every text with English words in its place, for comparing what holds texts. */
export type InEnglish<T> = T extends Text
  ? string
  : T extends readonly unknown[] | object
    ? { readonly [Name in keyof T]: InEnglish<T[Name]> }
    : T;

export function inEnglish<T>(value: T): InEnglish<T> {
  return worded(value) as InEnglish<T>;
}

function worded(value: unknown): unknown {
  if (value instanceof Text) return value.in("en");
  if (Array.isArray(value)) return value.map(worded);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, worded(inner)]));
}
