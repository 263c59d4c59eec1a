import { isRecord } from "../../base/json-path.js";
import type { FeishuEvent } from "../feishu-event.js";

export type Steps = readonly (string | number)[];

/** Where a sample says what has to be new in each event made from it; steps lead from the event's content. */
export interface SamplePlaces {
  /** The ids of what the event is about, all that hold the same first. */
  readonly ownIds: readonly Steps[];
  /** The first of them that ends in 32 hex digits, by which an effect can be known. */
  readonly subject: Steps | undefined;
  /** Times near that of the event itself. */
  readonly times: readonly Steps[];
  /** A text that people wrote; `inJson`: the member "text" of JSON in a string, as messages have it. */
  readonly text: { readonly steps: Steps; readonly inJson: boolean } | undefined;
}

interface Leaf {
  readonly steps: Steps;
  readonly key: string;
  readonly value: string | number;
}

/** Whose ids they are does not change with the event: people, groups, apps, and what it answers to. */
const othersIds =
  /^(open_id|union_id|user_id|app_id|chat_id|tenant_key|root_id|parent_id|thread_id|upper_message_id|department_id|open_department_id|group_id|operator_id|owner_id|creator_id|sender_id)$/;

const idKey = /(^|_)(id|uuid|guid|code|token)$/;

/** Shorter values name a kind rather than one thing. */
const shortestId = 8;

export const hexId = /[0-9a-f]{32}$/;

const textKeys = ["text", "title", "topic", "subject", "summary", "description"];

/** Looks through a sample for what a fresh event has to have anew. */
export function findPlaces({ header, event }: FeishuEvent): SamplePlaces {
  const leaves = leavesOf(event, []);
  const ownIds = ownIdsOf(header.event_type, leaves);
  return {
    ownIds: ownIds.map(({ steps }) => steps),
    // Where it has the name of an id: in a list, a path of levels for instance, its place may be another next time.
    subject: ownIds.find(({ key, value }) => idKey.test(key) && hexId.test(String(value)))?.steps,
    times: leaves
      .filter((leaf) => isTime(leaf, Number(header.create_time)))
      .map(({ steps }) => steps),
    text: findText(leaves),
  };
}

function leavesOf(value: unknown, steps: Steps): Leaf[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => leavesOf(item, [...steps, index]));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...steps, key]));
  }
  if (typeof value !== "string" && typeof value !== "number") return [];
  const key = steps.findLast((step) => typeof step === "string") ?? "";
  return [{ steps, key: String(key), value }];
}

/**
 * Ids named after the type's object, as `message_id` in `im.message.receive_v1`; where there are none, every
 * id at the least depth that is not of a person, a group or an app.
 */
function ownIdsOf(eventType: string, leaves: readonly Leaf[]): readonly Leaf[] {
  const ids = leaves.filter(
    ({ key, value }) =>
      idKey.test(key) &&
      !othersIds.test(key) &&
      typeof value === "string" &&
      value.length >= shortestId,
  );
  const object = eventType.split(".").at(-2) ?? eventType;
  const named = ids.filter(({ key }) => key.replace(idKey, "").endsWith(object));
  const depth = Math.min(...ids.map(({ steps }) => steps.length));
  const chosen = named.length > 0 ? named : ids.filter(({ steps }) => steps.length === depth);
  // The same id in another place is still the same thing.
  return leaves.filter(({ value }) => chosen.some((id) => id.value === value));
}

const tenYearsMs = 10 * 365 * 86_400_000;

/** Unix seconds, milliseconds or microseconds, as text or number. */
function isTime({ key, value }: Leaf, nowMs: number): boolean {
  if (
    !/(time|timestamp|date|_at|^ts)$/.test(key) ||
    !/^\d{10}(\d{3}(\d{3})?)?$/.test(String(value))
  ) {
    return false;
  }
  return Math.abs(inMilliseconds(value) - nowMs) < tenYearsMs;
}

const inMilliseconds = (value: string | number): number =>
  (Number(value) * 1000) / 10 ** (String(value).length - 10);

function findText(leaves: readonly Leaf[]): SamplePlaces["text"] {
  const message = leaves.find(
    ({ key, value }) => key === "content" && textInJson(value) !== undefined,
  );
  if (message) return { steps: message.steps, inJson: true };
  const plain = leaves.find(
    ({ key, value }) => textKeys.includes(key) && typeof value === "string",
  );
  return plain && { steps: plain.steps, inJson: false };
}

/** What `{"text":"…"}` in a string says. */
export function textInJson(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    const content = JSON.parse(value) as Record<string, unknown>;
    return typeof content["text"] === "string" ? content["text"] : undefined;
  } catch {
    return undefined;
  }
}
