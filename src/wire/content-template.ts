import type { SchemaNode } from "../event/schema-node.js";
import type { JsonBytes } from "./json-bytes.js";
import { isPlain } from "./serialize-event.js";

/** Writes a value; false for one that is not as the template expects it, whatever was written until then. */
export type WriteContent = (value: unknown, to: JsonBytes) => boolean;

/**
 * Compiles the schema of a JSON value into a function that writes such values with the keys of every object in
 * alphabetical order. What the schema knows is ready – keys, commas, brackets –, and only the values are put into
 * their slots; it refuses a value with members beyond the schema, or that takes escapes. A frozen item of a list
 * is written once and its bytes kept for as long as the item lives.
 * @param writeAny the text of any value at all, for frozen items the template refuses
 */
export function compileContentTemplate(
  node: SchemaNode,
  writeAny: (value: unknown) => string,
): WriteContent {
  if (node.properties) return compileObject(node.properties, writeAny);
  if (node.items) return compileList(node.items, writeAny);
  return writeScalar;
}

function writeScalar(value: unknown, to: JsonBytes): boolean {
  if (typeof value === "string") return to.string(value);
  if (typeof value === "number" && Number.isFinite(value)) to.raw(`${value}`);
  else if (typeof value === "boolean" || value === null) to.raw(`${value}`);
  else return false;
  return true;
}

function compileObject(
  properties: Readonly<Record<string, SchemaNode>>,
  writeAny: (value: unknown) => string,
): WriteContent {
  const slots = Object.keys(properties)
    .sort()
    .map((name) => ({
      name,
      first: Buffer.from(`{${JSON.stringify(name)}:`),
      later: Buffer.from(`,${JSON.stringify(name)}:`),
      write: compileContentTemplate(properties[name] ?? {}, writeAny),
    }));
  return (value, to) => {
    if (!isPlainObject(value)) return false;
    let written = 0;
    for (const { name, first, later, write } of slots) {
      const member = value[name];
      if (member === undefined) continue;
      to.piece(written++ === 0 ? first : later);
      if (!write(member, to)) return false;
    }
    to.raw(written === 0 ? "{}" : "}");
    return written === sizeOf(value);
  };
}

function compileList(node: SchemaNode, writeAny: (value: unknown) => string): WriteContent {
  const write = compileContentTemplate(node, writeAny);
  const kept = new WeakMap<object, Buffer>();

  function writeItem(item: unknown, to: JsonBytes): boolean {
    const known = kept.get(item as object);
    if (known) {
      to.piece(known);
      return true;
    }
    if (!isFrozenThroughout(item)) return write(item, to);
    kept.set(item, Buffer.from(writeAny(item)));
    return writeItem(item, to);
  }

  return (value, to) => {
    if (!Array.isArray(value)) return false;
    to.raw("[");
    for (let index = 0; index < value.length; index++) {
      if (index > 0) to.raw(",");
      if (!writeItem(value[index], to)) return false;
    }
    to.raw("]");
    return true;
  };
}

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && isPlain(value);

function sizeOf(object: object): number {
  let size = 0;
  for (const _name in object) size++;
  return size;
}

function isFrozenThroughout(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.isFrozen(value) &&
    Object.values(value).every(
      (member) => typeof member !== "object" || member === null || isFrozenThroughout(member),
    )
  );
}
