import { isRecord } from "../base/json-path.js";
import type { EventHeader } from "./feishu-event.js";
import { showValue, type Violation, whileReading } from "./violation.js";

/** The members of a header that every event has, all of them texts, in wire order. */
export const headerTexts: readonly (keyof EventHeader)[] = [
  "event_id",
  "token",
  "create_time",
  "event_type",
  "tenant_key",
  "app_id",
];

/** What is wrong with a value as an event of this type, as far as the envelope that all events share tells. */
export function checkEnvelope(value: unknown, eventType: string): Violation[] {
  return whileReading(() => {
    if (!isRecord(value)) return [violation("", "an object", value)];
    const { schema, header, event } = value;
    const wrong: Violation[] = [];
    if (schema !== "2.0" && schema !== "1.0") wrong.push(violation("schema", '"2.0"', schema));
    if (isRecord(event)) wrong.push(...checkHeader(header, eventType));
    else wrong.push(...checkHeader(header, eventType), violation("event", "an object", event));
    return wrong;
  });
}

function checkHeader(header: unknown, eventType: string): Violation[] {
  if (!isRecord(header)) return [violation("header", "an object", header)];
  const wrong = headerTexts
    .filter((name) => typeof header[name] !== "string")
    .map((name) => violation(`header.${name}`, "a string", header[name]));
  const type = header["event_type"];
  if (typeof type !== "string" || type === eventType) return wrong;
  return [...wrong, violation("header.event_type", JSON.stringify(eventType), type)];
}

function violation(path: string, expected: string, value: unknown): Violation {
  const where = path === "" ? "The event" : path;
  if (value === undefined)
    return { rule: "envelope/required", path, message: `${where} is missing.` };
  const message = `${where} must be ${expected}, but is ${showValue(value)}.`;
  return { rule: "envelope/type", path, message, value };
}
