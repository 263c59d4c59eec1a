import { isRecord, valueAt } from "../../base/json-path.js";
import type { App } from "../app.js";
import { createEventHeader } from "../event-header.js";
import type { FeishuEvent } from "../feishu-event.js";
import { hexId, type SamplePlaces, type Steps, textInJson } from "./sample-places.js";

export interface FreshIds {
  readonly app: App;
  readonly eventId: string;
  /** 32 lower hex digits: what tells this event's own ids and its text from every other's. */
  readonly hex: string;
  /** Unix milliseconds. */
  readonly createTimeMs: number;
}

/** What a sample may hold in any text: the place of its marker, where it is not to stand at the end of the text. */
const marker = "{{marker}}";

/** The sample as an event of its own: new ids, the app's token and keys, times moved along, a marker in its text. */
export function freshEvent(sample: FeishuEvent, places: SamplePlaces, ids: FreshIds): FeishuEvent {
  const { app, eventId, hex, createTimeMs } = ids;
  const { event_type: eventType, ...old } = sample.header;
  const shiftMs = createTimeMs - Number(old.create_time);
  const own = new Map([
    [old.app_id, app.appId],
    [old.tenant_key, app.tenantKey],
  ]);
  const content = replaceLeaves(sample.event, (value) =>
    typeof value === "string" ? (own.get(value) ?? value) : value,
  );
  const timed = places.times.reduce<unknown>(
    (value, steps) => changeAt(value, steps, (time) => shifted(time, shiftMs)),
    content,
  );
  return withSubject(
    {
      schema: sample.schema,
      header: createEventHeader(app, { eventId, createTimeMs, eventType }),
      event: timed as object,
    },
    places,
    hex,
  );
}

/** A copy about another subject: its own ids and its marker are made from these 32 hex digits. */
export function withSubject(event: FeishuEvent, places: SamplePlaces, hex: string): FeishuEvent {
  const named = places.ownIds.reduce<unknown>(
    (value, steps) => changeAt(value, steps, (id) => idLike(String(id), hex)),
    event.event,
  );
  if (JSON.stringify(named).includes(marker)) {
    const marked = replaceLeaves(named, (value) =>
      typeof value === "string" ? value.replaceAll(marker, hex) : value,
    );
    return { ...event, event: marked as object };
  }
  return { ...event, event: changeText(named, places, (text) => `${withoutMarker(text)} ${hex}`) };
}

/** A copy with another text, the marker behind it; undefined when the sample has none. */
export function withText(
  event: FeishuEvent,
  places: SamplePlaces,
  text: string,
): FeishuEvent | undefined {
  if (!places.text) return undefined;
  const change = (old: string): string => text + (/ [0-9a-f]{32}$/.exec(old)?.[0] ?? "");
  return { ...event, event: changeText(event.event, places, change) };
}

/** Only what leads to its own ids. */
export function minimalEvent(event: FeishuEvent, { subject }: SamplePlaces): FeishuEvent {
  if (!subject) return event;
  const id = valueAt(event.event, subject);
  return { ...event, event: subject.reduceRight<unknown>(nested, id) as object };
}

const nested = (inner: unknown, step: string | number): unknown =>
  typeof step === "number" ? [inner] : { [step]: inner };

/** The id by which an effect of the event is known; its event_id where it has none. */
export function subjectIdOf({ header, event }: FeishuEvent, places: SamplePlaces): string {
  const id = places.subject && valueAt(event, places.subject);
  if (typeof id === "string") return id;
  const text = places.text && textAt(event, places);
  return (text !== undefined && hexId.exec(text)?.[0]) || header.event_id;
}

const withoutMarker = (text: string): string => text.replace(/ [0-9a-f]{32}$/, "");

function textAt(content: object, { text }: SamplePlaces): string | undefined {
  const value = text && valueAt(content, text.steps);
  if (text?.inJson === true) return textInJson(value);
  return typeof value === "string" ? value : undefined;
}

function changeText(
  content: unknown,
  { text }: SamplePlaces,
  change: (text: string) => string,
): object {
  if (!text) return content as object;
  return changeAt(content, text.steps, (value) => {
    if (!text.inJson) return change(String(value));
    const written = JSON.parse(String(value)) as Record<string, unknown>;
    return JSON.stringify({ ...written, text: change(String(written["text"])) });
  }) as object;
}

/** Of the same length and look as the sample's, and as good as never the same twice. */
function idLike(id: string, hex: string): string {
  if (hexId.test(id)) return id.slice(0, -hex.length) + hex;
  // The first digits of the hex are a time, the last are drawn.
  const draws = [...hex].reverse();
  const start = id.search(/[_-]/) + 1;
  return id.replaceAll(/[0-9a-zA-Z]/g, (character, index: number) =>
    index < start ? character : characterLike(character, parseInt(draws[index % 32] ?? "0", 16)),
  );
}

function characterLike(character: string, draw: number): string {
  if (character >= "0" && character <= "9") return String(character === "0" ? 0 : 1 + (draw % 9));
  const first = character >= "a" ? "a" : "A";
  return String.fromCharCode(first.charCodeAt(0) + draw);
}

/** Unix seconds, milliseconds or microseconds stay what they are, as text or number. */
function shifted(time: unknown, shiftMs: number): unknown {
  const unitsPerMs = 10 ** (String(time).length - 13);
  const moved = Math.round(Number(time) + shiftMs * unitsPerMs);
  return typeof time === "string" ? String(moved) : moved;
}

function changeAt(
  value: unknown,
  [step, ...rest]: Steps,
  change: (value: unknown) => unknown,
): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item, index) => (index === step ? changeAt(item, rest, change) : item));
  }
  // An event that a check has changed may lack what the sample has.
  if (!isRecord(value) || !Object.hasOwn(value, step)) return value;
  return { ...value, [step]: changeAt(value[step], rest, change) };
}

function replaceLeaves(value: unknown, replace: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceLeaves(item, replace));
  if (!isRecord(value)) return replace(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceLeaves(inner, replace)]),
  );
}
