import { isRecord } from "../base/json-path.js";
import type { OpenApiRules } from "./open-api-rules.js";
import type { Fields, Schema } from "./operation.js";

type Properties = Readonly<Record<string, Schema>>;

/**
 * A body reduced to what its schema knows: unknown members are ignored, null is as good as absent, and a whole
 * number may stand where the documentation has one as text (Python's client has `int` there).
 */
export function prepareBody(schema: Schema, value: unknown, rules: OpenApiRules): unknown {
  if (schema.type === "string") {
    const isAccepted = rules.numbersForText === "accept" && Number.isSafeInteger(value);
    return isAccepted ? String(value) : value;
  }
  if (schema.type === "array" && Array.isArray(value)) {
    const items = schema.items as Schema;
    return value.map((item) => prepareBody(items, item, rules));
  }
  if (!schema.properties || !isRecord(value)) return value;
  const known: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(schema.properties as Properties)) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member !== undefined && member !== null) known[name] = prepareBody(inner, member, rules);
  }
  return known;
}

/** A query's known parameters as their schemas have them; an empty one is as good as absent. */
export function prepareQuery(properties: Properties, search: string): Fields {
  if (search === "") return {};
  const given = new URLSearchParams(search);
  const query: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const texts = given.getAll(name).filter((text) => text !== "");
    if (texts.length === 0) continue;
    query[name] =
      schema.type === "array"
        ? texts.map((text) => fromText(schema.items as Schema, text))
        : fromText(schema, texts[0] ?? "");
  }
  return query;
}

/** What is no number or truth value stays a text, which the schema refuses. */
function fromText({ type }: Schema, text: string): unknown {
  if (type === "integer" || type === "number") {
    return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (type !== "boolean") return text;
  return text === "true" || (text === "false" ? false : text);
}
