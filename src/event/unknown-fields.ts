import { formatPath, isRecord } from "../base/json-path.js";
import { suggest } from "../base/suggestions.js";
import type { Text } from "../base/text.js";
import { eventTexts } from "./event-texts.js";
import { eventNode } from "./reserve-config/event-node.js";
import { nodeAt, type SchemaNode } from "./schema-node.js";

/** A field the schema does not list. The platform adds fields, so that alone is no mistake. */
export interface UnknownField {
  readonly steps: readonly (string | number)[];
  /** One sentence, for whoever wrote it. */
  readonly message: Text;
  /** The field it is probably a slip for: one that is known, near, and not there itself. */
  readonly meant?: string;
}

/** Fields of an event that nothing is known about, in the order in which they stand. */
export function findUnknownFields(event: unknown, root: SchemaNode = eventNode): UnknownField[] {
  return walk(root, event, []);
}

function walk(
  root: SchemaNode,
  value: unknown,
  steps: readonly (string | number)[],
): UnknownField[] {
  const node = nodeAt(root, steps);
  // However deep the rest is, the schema knows nothing of it.
  if (node === undefined) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => walk(root, item, [...steps, index]));
  const known = node.properties;
  if (!isRecord(value) || known === undefined) return [];
  const absent = Object.keys(known).filter((name) => !Object.hasOwn(value, name));
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = [...steps, name];
    if (Object.hasOwn(known, name)) return walk(root, inner, path);
    const message = eventTexts("unknown-field", { path: formatPath(steps), name });
    const meant = suggest(name, absent);
    return [{ steps: path, message, ...(meant !== undefined && { meant }) }];
  });
}
