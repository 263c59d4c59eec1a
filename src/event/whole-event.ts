import { isRecord } from "../base/json-path.js";
import type { EventType } from "./event-type.js";
import type { EventTypes } from "./event-types.js";
import type { FeishuEvent } from "./feishu-event.js";
import { readSample } from "./sample/read-sample.js";
import { findUnknownFields, type UnknownField } from "./unknown-fields.js";

/**
 * A whole event as somebody wrote it: of schema 2.0 as it stands there, of 1.0 in the one form events have here.
 * @param name what messages call it: the file
 * @throws MocklarkError INVALID_EVENT for a broken one of schema 1.0
 */
export function wholeEvent(value: object, name: string): FeishuEvent {
  const isFirstVersion = !("header" in value) && "type" in value && "event" in value;
  return isFirstVersion ? readSample(value, name) : (value as FeishuEvent);
}

/** The event's own word for its type; undefined in a broken one. */
export function typeNameOf({ header }: Partial<FeishuEvent>): string | undefined {
  const name: unknown = isRecord(header) ? header.event_type : undefined;
  return typeof name === "string" ? name : undefined;
}

/**
 * Whether nothing is known of what an event says it is: neither its type nor one that it is probably a slip for.
 */
export function isOfUnknownType(event: Partial<FeishuEvent>, types: EventTypes): boolean {
  const name = typeNameOf(event);
  return name !== undefined && !types.find(name) && types.nearest(name) === undefined;
}

/** The type that an event is held against; one of a type that is nearly a known one is held against the first. */
export function knownTypeOf(event: FeishuEvent, types: EventTypes): EventType {
  const name = typeNameOf(event);
  if (isOfUnknownType(event, types)) return types.of(event);
  return (name === undefined ? undefined : types.find(name)) ?? types.main;
}

/** Fields that the type's schema does not list; a sample lists only what one event happened to have. */
export const unknownFieldsOf = (
  event: object,
  { knownBy, schemaNode }: EventType,
): UnknownField[] => (knownBy === "sample" ? [] : findUnknownFields(event, schemaNode));
