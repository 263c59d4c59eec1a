import { valueAt } from "../../base/json-path.js";
import type { App } from "../app.js";
import { createEventHeader } from "../event-header.js";
import type { FeishuEvent } from "../feishu-event.js";
import { leavesOf, rewriteLeaves } from "./content-leaves.js";
import { freshIds } from "./fresh-id.js";
import { hexId, marked, markerBehind, markerInPlace } from "./marker.js";
import type { SamplePlaces } from "./sample-places.js";
import { shifted } from "./sample-times.js";
import { textInJson, withTextInJson } from "./text-in-json.js";

export interface FreshFacts {
  readonly app: App;
  readonly eventId: string;
  /** 32 lower hex digits: what tells this event's own ids and its text from every other's. */
  readonly hex: string;
  /** Unix milliseconds. */
  readonly createTimeMs: number;
}

/** The sample as an event of its own: new ids, the app's token and keys, times moved along, a marker in its text. */
export function freshEvent(
  sample: FeishuEvent,
  places: SamplePlaces,
  { app, eventId, hex, createTimeMs }: FreshFacts,
): FeishuEvent {
  const { event_type: eventType, app_id: appId, tenant_key: tenantKey } = sample.header;
  const own = new Map<unknown, string>([
    [appId, app.appId],
    [tenantKey, app.tenantKey],
  ]);
  // What the sample does not say is not to be found in its content either.
  own.delete("");
  const shiftMs = createTimeMs - places.timeMs;
  const event = aboutSubject(sample.event, places, hex, (value, key) =>
    places.times.has(key) ? shifted(value, shiftMs) : (own.get(value) ?? value),
  );
  const header = createEventHeader(app, { eventId, createTimeMs, eventType });
  return { schema: sample.schema, header: { ...sample.header, ...header }, event };
}

/** A copy about another subject: its own ids and its marker are made from these 32 hex digits. */
export function withSubject(event: FeishuEvent, places: SamplePlaces, hex: string): FeishuEvent {
  return { ...event, event: aboutSubject(event.event, places, hex) };
}

/** `first`: what becomes of each value before its ids and its marker are looked for. */
function aboutSubject(
  content: object,
  places: SamplePlaces,
  hex: string,
  first: (value: unknown, key: string) => unknown = (value) => value,
): object {
  const { ownIds, mentions, templates, text } = places;
  const old = leavesOf(content).filter(({ key }) => ownIds.has(key));
  const fresh = freshIds(new Set(old.map(({ value, key }) => String(first(value, key)))), hex);
  return rewriteLeaves(content, (written, key) => {
    const value = first(written, key);
    if (ownIds.has(key)) return sameType(value, fresh.get(String(value)));
    const named = mentions.has(key) ? withIdsReplaced(value, fresh) : value;
    const old = markerIn(named, templates.get(key));
    if (old !== undefined) return String(named).replaceAll(old, hex);
    const isMarked = templates.size === 0 || templates.has(key);
    return isMarked && key === text?.key
      ? changeText(named, places, (said) => marked(said, hex))
      : named;
  }) as object;
}

/** A copy with another text, the marker behind it; undefined when the sample has none. */
export function withText(
  event: FeishuEvent,
  places: SamplePlaces,
  text: string,
): FeishuEvent | undefined {
  if (!places.text) return undefined;
  const { key: textKey } = places.text;
  const template = places.templates.get(textKey);
  const content = rewriteLeaves(event.event, (value, key) => {
    if (key !== textKey) return value;
    const hex = markerIn(value, template);
    return changeText(value, places, (old) => {
      const own = hex ?? markerBehind(old);
      return own === undefined ? text : `${text} ${own}`;
    });
  });
  return { ...event, event: content as object };
}

/** Only what leads to the subject. */
export function minimalEvent(event: FeishuEvent, { subject }: SamplePlaces): FeishuEvent {
  if (!subject) return event;
  const id = valueAt(event.event, subject);
  return { ...event, event: subject.reduceRight<unknown>(nested, id) as object };
}

const nested = (inner: unknown, step: string | number): unknown =>
  typeof step === "number" ? [inner] : { [step]: inner };

/** The id by which an effect of the event is known: of its subject, its marker, or itself where it has neither. */
export function subjectIdOf({ header, event }: FeishuEvent, places: SamplePlaces): string {
  const id = places.subject && valueAt(event, places.subject);
  if (typeof id === "string" && hexId.test(id)) return id;
  return markerOf(event, places) ?? header.event_id;
}

function markerOf(content: object, { templates, text }: SamplePlaces): string | undefined {
  for (const { key, value } of leavesOf(content)) {
    const hex = markerIn(value, templates.get(key));
    if (hex !== undefined && hexId.test(hex)) return hex;
    if (key !== text?.key) continue;
    const behind = markerBehind((text.inJson ? textInJson(value) : undefined) ?? String(value));
    if (behind !== undefined) return behind;
  }
  return undefined;
}

const markerIn = (value: unknown, template: string | undefined): string | undefined =>
  template === undefined || typeof value !== "string" ? undefined : markerInPlace(template, value);

/** An id that was a number stays one. */
const sameType = (old: unknown, fresh = String(old)): string | number =>
  typeof old === "number" ? Number(fresh) : fresh;

function withIdsReplaced(value: unknown, fresh: ReadonlyMap<string, string>): unknown {
  if (typeof value !== "string") return value;
  return [...fresh].reduce((text, [old, id]) => text.replaceAll(old, id), value);
}

/** An event that a check has changed may hold anything where the sample has its text. */
function changeText(
  value: unknown,
  { text }: SamplePlaces,
  change: (text: string) => string,
): unknown {
  if (text?.inJson === true) return withTextInJson(value, change);
  return typeof value === "string" ? change(value) : value;
}
