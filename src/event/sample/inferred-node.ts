import { isRecord } from "../../base/json-path.js";
import type { SchemaNode } from "../schema-node.js";

const titles: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

/** What a value tells of the type it is of: its fields, and the JSON type of each. */
export function inferredNode(value: unknown): SchemaNode {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return {
      type: "array",
      title: "a list",
      ...(items.length > 0 && { items: inferredNode(items[0]) }),
    };
  }
  if (isRecord(value)) {
    const properties = Object.entries(value).map(([name, inner]) => [name, inferredNode(inner)]);
    return {
      type: "object",
      title: "an object",
      properties: Object.fromEntries(properties) as Record<string, SchemaNode>,
    };
  }
  const type = value === null ? "null" : typeof value;
  return { type, title: titles[type] ?? `a ${type}` };
}
