import { isRecord } from "../../base/json-path.js";
import { resolveLocal } from "./node-of-schema.js";
import { refersToItself } from "./self-reference.js";

type Written = Readonly<Record<string, unknown>>;

/**
 * About how many characters and values a content with every field has at least. What refers to itself counts as
 * one: how deep that goes is not the schema's to say.
 */
export function leastSize(root: object): number {
  /** Undefined while it is being counted. */
  const counted = new Map<string, number | undefined>();

  function sizeOf(schema: unknown): number {
    if (!isRecord(schema)) return 1;
    return Math.max(
      1,
      ownLength(schema),
      lengthOfPattern(schema["pattern"]),
      leastOf(schema, "minItems") * sizeOf(schema["items"]),
      leastOf(schema, "minContains") * sizeOf(schema["contains"]),
      sum([...Object.values(asRecord(schema["properties"])), ...asList(schema["prefixItems"])]),
      sum(asList(schema["allOf"])),
      ...[...asList(schema["anyOf"]), ...asList(schema["oneOf"])].map(sizeOf),
      sizeOfReference(schema["$ref"]),
    );
  }

  function sizeOfReference(reference: unknown): number {
    if (typeof reference !== "string") return 1;
    if (counted.has(reference)) return counted.get(reference) ?? 1;
    counted.set(reference, undefined);
    const size = refersToItself(root, reference) ? 1 : sizeOf(resolveLocal(root, reference));
    counted.set(reference, size);
    return size;
  }

  const sum = (schemas: readonly unknown[]): number =>
    schemas.reduce<number>((size, schema) => size + sizeOf(schema), 0);

  return sizeOf(root);
}

const ownLength = (schema: Written): number =>
  Math.max(leastOf(schema, "minLength"), leastOf(schema, "minProperties"));

function leastOf(schema: Written, keyword: string): number {
  const said = schema[keyword];
  return typeof said === "number" ? said : 1;
}

/** The greatest repetition in it: "[a-z]{20}". */
function lengthOfPattern(pattern: unknown): number {
  if (typeof pattern !== "string") return 1;
  return Math.max(1, ...[...pattern.matchAll(/\{(\d+)/g)].map(([, times]) => Number(times)));
}

const asRecord = (value: unknown): Written => (isRecord(value) ? value : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
