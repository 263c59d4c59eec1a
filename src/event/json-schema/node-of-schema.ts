import { isRecord, stepsOfPointer, valueAt } from "../../base/json-path.js";
import { nodeOfTypes, type SchemaNode } from "../schema-node.js";

const everyType = ["string", "number", "boolean", "object", "array", "null"];

type Written = Readonly<Record<string, unknown>>;

/**
 * What a JSON Schema says of the fields there are and of their types, with its references followed. What it
 * says of a field in several places is put together; a field within itself may be anything.
 */
export function nodeOfSchema(root: unknown): SchemaNode {
  /** @param above the references that led here */
  function nodeOf(schema: unknown, above: ReadonlySet<string>): SchemaNode {
    const parts = partsOf(schema, above);
    const types = typesOf(parts.map(({ written }) => written));
    const words = [...new Set(parts.flatMap(({ written }) => wordsOf(written)))];
    const properties = propertiesOf(parts);
    const list = parts.find(({ written: { items } }) => isRecord(items));
    const required = parts.flatMap(({ written, isSure }) => (isSure ? namesOf(written) : []));
    return {
      ...nodeOfTypes(types),
      ...(words.length > 0 && { enum: words }),
      ...(properties && { properties }),
      ...(required.length > 0 && { required }),
      ...(list && { items: nodeOf(list.written["items"], list.above) }),
    };
  }

  /** The schema itself and all that it refers to or is combined of, each once. */
  function partsOf(whole: unknown, wayHere: ReadonlySet<string>): Part[] {
    const parts: Part[] = [];
    const followed = new Set<string>();
    function add(schema: unknown, above: ReadonlySet<string>, isSure: boolean): void {
      if (!isRecord(schema)) return;
      const { $ref } = schema;
      parts.push({ written: schema, above, isSure });
      if (typeof $ref === "string" && !above.has($ref) && !followed.has(`${isSure} ${$ref}`)) {
        followed.add(`${isSure} ${$ref}`);
        add(resolveLocal(root, $ref), new Set([...above, $ref]), isSure);
      }
      for (const keyword of ["allOf", "anyOf", "oneOf", "then", "else"]) {
        const together = isSure && keyword === "allOf";
        for (const other of [schema[keyword] ?? []].flat()) add(other, above, together);
      }
    }
    add(whole, wayHere, true);
    return parts;
  }

  function propertiesOf(parts: readonly Part[]): Record<string, SchemaNode> | undefined {
    const found = new Map<string, () => SchemaNode>();
    for (const { written, above } of parts) {
      if (!isRecord(written["properties"])) continue;
      for (const [name, schema] of Object.entries(written["properties"])) {
        const known = found.get(name);
        const make = (): SchemaNode => nodeOf(schema, above);
        found.set(name, known ? () => joined(known(), make()) : make);
      }
    }
    return found.size === 0 ? undefined : onDemand(found);
  }

  return nodeOf(root, new Set());
}

/**
 * Made when looked at: where the parts of a schema refer to each other, there are more ways through it than anyone
 * could walk.
 */
function onDemand<Value>(makers: ReadonlyMap<string, () => Value>): Record<string, Value> {
  const record: Record<string, Value> = {};
  for (const [name, make] of makers) {
    let made: Value | undefined;
    const get = (): Value => (made ??= make());
    Object.defineProperty(record, name, { enumerable: true, get });
  }
  return record;
}

interface Part {
  readonly written: Written;
  readonly above: ReadonlySet<string>;
  /** Holds of every value, and not of some only. */
  readonly isSure: boolean;
}

/** What "#/$defs/name" leads to; undefined for what leads nowhere in this document. */
export function resolveLocal(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  return valueAt(root, stepsOfPointer(decodeURI(reference.slice(1)), root));
}

function typesOf(schemas: readonly Written[]): readonly string[] {
  const types = new Set(schemas.flatMap(ownTypes));
  return types.size === 0 ? everyType : [...types];
}

function ownTypes(schema: Written): string[] {
  const { type, properties, items } = schema;
  const said = [type ?? []].flat().filter((one) => typeof one === "string");
  if (said.length > 0) return said;
  const words = wordsOf(schema).map((word) => (word === null ? "null" : typeof word));
  return [...words, ...(properties ? ["object"] : []), ...(items ? ["array"] : [])];
}

function wordsOf(schema: Written): readonly unknown[] {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? (schema["enum"] as unknown[]) : [];
}

const namesOf = ({ required }: Written): string[] =>
  Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];

const joined = (one: SchemaNode, other: SchemaNode): SchemaNode => ({
  ...one,
  ...other,
  ...nodeOfTypes([...new Set([one.type ?? [], other.type ?? []].flat())]),
  ...((one.properties ?? other.properties) && {
    properties: { ...one.properties, ...other.properties },
  }),
});
