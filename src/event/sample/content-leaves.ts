import { isRecord } from "../../base/json-path.js";

/** The way from an event's content to a value in it. */
export type Steps = readonly (string | number)[];

/** A value that holds no others. */
export interface Leaf {
  readonly steps: Steps;
  /** The steps as a text that no others have, for looking them up. */
  readonly key: string;
  /** The nearest name above it: that of the list for what stands in one. */
  readonly name: string;
  readonly value: unknown;
}

/** Every value in the content that holds no others, in the order in which they stand. */
export function leavesOf(content: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, steps: Steps, key: string, name: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        visit(item, [...steps, index], longerKey(key, index), name);
      }
    } else if (isRecord(value)) {
      for (const [own, inner] of Object.entries(value)) {
        visit(inner, [...steps, own], longerKey(key, own), own);
      }
    } else {
      leaves.push({ steps, key, name, value });
    }
  };
  visit(content, [], "", "");
  return leaves;
}

const longerKey = (key: string, step: string | number): string => `${key}/${JSON.stringify(step)}`;

/** A copy whose leaves are what the function makes of them and their keys. */
export function rewriteLeaves(
  content: unknown,
  rewrite: (value: unknown, key: string) => unknown,
): unknown {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, longerKey(key, index)));
    if (!isRecord(value)) return rewrite(value, key);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, visit(inner, longerKey(key, name))]),
    );
  };
  return visit(content, "");
}
