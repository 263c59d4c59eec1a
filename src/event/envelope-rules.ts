import { isRecord } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import { exactly, typesText } from "./expected-text.js";
import type { EventHeader } from "./feishu-event.js";
import { beText } from "./schema-demand.js";
import { showValue, type Violation, violation, violationTexts, whileReading } from "./violation.js";

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
    if (!isRecord(value)) return [wrongAt("", anObject, value)];
    const { schema, header, event } = value;
    const wrong: Violation[] = [];
    if (schema !== "2.0" && schema !== "1.0") wrong.push(wrongAt("schema", exactly("2.0"), schema));
    if (isRecord(event)) wrong.push(...checkHeader(header, eventType));
    else wrong.push(...checkHeader(header, eventType), wrongAt("event", anObject, event));
    return wrong;
  });
}

function checkHeader(header: unknown, eventType: string): Violation[] {
  if (!isRecord(header)) return [wrongAt("header", anObject, header)];
  const wrong = headerTexts
    .filter((name) => typeof header[name] !== "string")
    .map((name) => wrongAt(`header.${name}`, aString, header[name]));
  const type = header["event_type"];
  if (typeof type !== "string" || type === eventType) return wrong;
  return [...wrong, wrongAt("header.event_type", exactly(eventType), type)];
}

function wrongAt(path: string, expected: Text, value: unknown): Violation {
  if (value === undefined) {
    return violation({
      rule: "envelope/required",
      path,
      text: violationTexts("missing", { path }),
    });
  }
  const text = violationTexts("must", { path, demand: beText(expected), seen: showValue(value) });
  return violation({ rule: "envelope/type", path, text, value });
}

const anObject = typesText(["object"]);
const aString = typesText(["string"]);
