import { isRecord } from "../../base/json-path.js";
import { nodeOfTypes, type SchemaNode } from "../schema-node.js";

/** What a value tells of the type it is of: its fields, and the JSON type of each. */
export const inferredNode = (value: unknown): SchemaNode => inferredFrom([value]);

/** The items of a list may have what others lack, and null says nothing of what else a field may be. */
function inferredFrom(values: readonly unknown[]): SchemaNode {
  const lists = values.filter((value): value is unknown[] => Array.isArray(value));
  const records = values.filter(isRecord);
  const types = new Set(values.map(typeOf));
  if (types.size === 1 && types.has("null")) return nodeOfTypes(["string", "null"]);
  const items = lists.flat();
  return {
    ...nodeOfTypes([...types]),
    ...(items.length > 0 && { items: inferredFrom(items) }),
    ...(records.length > 0 && { properties: propertiesOf(records) }),
  };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function propertiesOf(records: readonly Record<string, unknown>[]): Record<string, SchemaNode> {
  const valuesByName = new Map<string, unknown[]>();
  for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
    const values = valuesByName.get(name);
    if (values) values.push(value);
    else valuesByName.set(name, [value]);
  }
  return Object.fromEntries(
    [...valuesByName].map(([name, values]) => [name, inferredFrom(values)]),
  );
}
