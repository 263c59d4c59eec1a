import type { FeishuEvent } from "../feishu-event.js";
import { type Leaf, leavesOf, type Steps } from "./content-leaves.js";
import { hexId, marker } from "./marker.js";
import { isTimeNear, timeOf } from "./sample-times.js";
import { textInJson } from "./text-in-json.js";

/**
 * Where a sample says what has to be new in each event made from it. Sets and maps hold the places by the keys of
 * their leaves.
 */
export interface SamplePlaces {
  /** The ids of what the event is about, wherever they stand alone. */
  readonly ownIds: ReadonlySet<string>;
  /** Texts with such an id in them: a link, JSON in a string. */
  readonly mentions: ReadonlySet<string>;
  /** The first id that ends in 32 hex digits, by which an effect can be known. */
  readonly subject: Steps | undefined;
  /** Times near that of the event itself. */
  readonly times: ReadonlySet<string>;
  /** The time of the event, Unix milliseconds; NaN when nothing in it tells. */
  readonly timeMs: number;
  /** Texts with a place for the marker, as they stand in the sample. */
  readonly templates: ReadonlyMap<string, string>;
  /** A text that people wrote; `inJson`: the member "text" of JSON in a string, as messages have it. */
  readonly text: { readonly key: string; readonly inJson: boolean } | undefined;
}

/** Whose ids they are does not change with the event: people, groups, apps, and what it answers to. */
const othersIds =
  /^(open_id|union_id|user_id|user_open_id|employee_id|app_id|chat_id|open_chat_id|tenant_key|root_id|parent_id|thread_id|upper_message_id|department_id|open_department_id|group_id|operator_id|owner_id|creator_id|sender_id)(s|_list)?$/;

/** The same by what the id looks like, whatever it is called. */
const othersValue = /^(ou|on|oc|cli)_|^od-/;

const idName = /(^|_)(id|uuid|guid|code|token)(s|_list)?$/;

/** Shorter values name a kind rather than one thing. */
const shortestId = 8;

/** So many ids are looked for within other texts: an event with more is a list, and no text repeats it. */
const mostMentioned = 50;

const textNames = ["text", "title", "topic", "subject", "summary", "description"];

/** Looks through a sample for what a fresh event has to have anew. */
export function findPlaces({ header, event }: FeishuEvent): SamplePlaces {
  const leaves = leavesOf(event);
  const templates = leaves.filter(({ value }) => isText(value) && value.includes(marker));
  const ids = ownIdsOf(header.event_type, leaves);
  const own = new Set(ids.map(({ value }) => String(value)));
  const ownLeaves = leaves.filter(({ value }) => isScalar(value) && own.has(String(value)));
  const timeMs = timeOf(header.create_time, leaves);
  return {
    ownIds: keysOf(ownLeaves),
    mentions: keysOf(leavesMentioning([...own].slice(0, mostMentioned), leaves)),
    subject: [...ownLeaves, ...templates].find(isSubject)?.steps,
    times: keysOf(leaves.filter((leaf) => isTimeNear(leaf, timeMs))),
    timeMs,
    templates: new Map(templates.map(({ key, value }) => [key, String(value)])),
    text: findText(leaves),
  };
}

const keysOf = (leaves: readonly Leaf[]): Set<string> => new Set(leaves.map(({ key }) => key));

const isText = (value: unknown): value is string => typeof value === "string";

const isScalar = (value: unknown): value is string | number =>
  isText(value) || typeof value === "number";

/**
 * Where it has the name of an id, and of a list only the first: elsewhere, in a path of levels for instance, its
 * place may be another next time.
 */
const isSubject = ({ steps, name, value }: Leaf): boolean =>
  idName.test(name) &&
  isText(value) &&
  (hexId.test(value) || value.endsWith(marker)) &&
  steps.every((step) => typeof step === "string" || step === 0);

/**
 * Ids named after the type's object, as `message_id` in `im.message.receive_v1`; where there are none, every
 * id at the least depth that is not of a person, a group or an app.
 */
function ownIdsOf(eventType: string, leaves: readonly Leaf[]): readonly Leaf[] {
  const ids = leaves.filter(isOwnId);
  const object = eventType.split(".").at(-2) ?? eventType;
  const named = ids.filter(({ name }) => isNamedAfter(object, name.replace(idName, "")));
  if (named.length > 0) return named;
  const depth = ids.reduce((least, { steps }) => Math.min(least, steps.length), Infinity);
  return ids.filter(({ steps }) => steps.length === depth);
}

/** Types of schema 1.0 have the object at the end of their only word: `instance_code` in `approval_instance`. */
const isNamedAfter = (object: string, owner: string): boolean =>
  owner.endsWith(object) || (owner !== "" && object.endsWith(`_${owner}`));

function isOwnId({ name, value }: Leaf): boolean {
  if (!idName.test(name) || othersIds.test(name) || !isScalar(value)) return false;
  const id = String(value);
  if (id.length < shortestId || id.includes(marker) || othersValue.test(id)) return false;
  return isText(value) ? /[0-9a-zA-Z]{4}/.test(id) : Number.isInteger(value) && value > 0;
}

function leavesMentioning(ids: readonly string[], leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.filter(
    ({ value }) =>
      isText(value) && ids.some((id) => value.length > id.length && value.includes(id)),
  );
}

function findText(leaves: readonly Leaf[]): SamplePlaces["text"] {
  const message = leaves.find(
    ({ name, value }) => name === "content" && textInJson(value) !== undefined,
  );
  if (message) return { key: message.key, inJson: true };
  const plain = leaves.find(({ name, value }) => textNames.includes(name) && isText(value));
  return plain && { key: plain.key, inJson: false };
}
