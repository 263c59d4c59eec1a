import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { suggestion } from "../base/suggestions.js";
import { eventTexts } from "./event-texts.js";
import type { EventType } from "./event-type.js";
import { eventTypeFromSample } from "./sample/event-type-from-sample.js";

export interface EventTypeSource {
  /** The name the type must have; without one a sample names itself. */
  readonly name?: string;
  /** What messages call the document. */
  readonly file: string;
}

/**
 * The event type that a document describes: a captured event, or a JSON Schema.
 * @throws MocklarkError INVALID_EVENT for a sample that is none, or of another type; INVALID_DOCUMENT for a broken
 *   schema
 */
export async function eventTypeFrom(
  document: unknown,
  { name, file }: EventTypeSource,
): Promise<EventType> {
  if (isSchema(document)) {
    const { createSchemaType } = await import("./json-schema/schema-type.js");
    return createSchemaType({ schema: document, file, ...(name !== undefined && { name }) });
  }
  const type = eventTypeFromSample(document, file);
  if (name === undefined || name === type.name) return type;
  throw ofAnotherType(type.name, name, file);
}

const schemaWords = ["$schema", "$ref", "$defs", "type", "properties", "allOf", "anyOf", "oneOf"];

/** An event has a content, or is encrypted; a member "type" is also one of schema 1.0. */
function isSchema(document: unknown): document is object {
  if (!isRecord(document) || isRecord(document["event"]) || "encrypt" in document) return false;
  return schemaWords.some((word) => word in document) && document["type"] !== "event_callback";
}

function ofAnotherType(seen: string, wanted: string, file: string): MocklarkError {
  return new MocklarkError("INVALID_EVENT", eventTexts("other-type", { file, wanted, seen }), {
    remedy: suggestion(wanted, [seen]) ?? eventTexts("name-it", { wanted, seen }),
  });
}
