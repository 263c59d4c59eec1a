import { MocklarkError, textOf } from "../base/errors.js";
import { wireTexts } from "./texts/capture-texts.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { firstVersionEnvelope } from "./first-version-envelope.js";

/*
 * Feishu's JSON, as Go's encoder writes it:
 *   top level   schema, header, event, then whatever else there is as given
 *   header      event_id, token, create_time, event_type, tenant_key, app_id, then the rest as given
 *   event       every object, at any depth, with its keys in alphabetical order
 *   form        compact; UTF-8 left raw; < > & U+2028 U+2029 written as \u003c \u003e \u0026 \u2028 \u2029
 * A Go string is UTF-8 and cannot hold half a surrogate pair: decoding one gives U+FFFD, so that is
 * what goes out here too, and the text survives the way to bytes and back unchanged.
 */
const envelopeKeys = ["schema", "header", "event"];
export const headerKeys = [
  "event_id",
  "token",
  "create_time",
  "event_type",
  "tenant_key",
  "app_id",
] as const;

/**
 * An event as the text Feishu would put into a request. Takes any JSON object, so that deliberately
 * broken events serialise as well; members whose value is undefined are left out.
 * @throws MocklarkError INVALID_EVENT for what is no JSON data: a BigInt, an object that holds itself
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function serializeEvent(event: object): string {
  try {
    return isFirstVersion(event) ? writeFirstVersion(event) : write(event);
  } catch (error) {
    throw notJson(error);
  }
}

function notJson(error: unknown): MocklarkError {
  const isEndless = error instanceof RangeError;
  const reason = isEndless ? wireTexts("endless") : textOf(error);
  return new MocklarkError("INVALID_EVENT", wireTexts("not-serialisable", { reason }), {
    remedy: wireTexts("give-json"),
    cause: error,
  });
}

function isFirstVersion(event: object): event is FeishuEvent {
  const { schema, header } = event as Partial<FeishuEvent>;
  return schema === "1.0" && isObject(header) && typeof header.create_time === "string";
}

/** Members besides those of an event stand behind its own, or in their place. */
function writeFirstVersion({ schema: _schema, header, event, ...others }: FeishuEvent): string {
  return serializeInGivenOrder({ ...firstVersionEnvelope({ header, event }), ...others });
}

function write(event: object): string {
  if (isInWireOrder(event)) {
    const text = serializeInGivenOrder(event);
    // Half a surrogate pair is all that JSON.stringify escapes in another way than quote does.
    if (!text.includes("\\ud")) return text;
  }
  return writeObject(event, orderedKeys(event, envelopeKeys), writeEnvelopePart);
}

/** Any JSON value compact and escaped as Feishu escapes it, its keys in the order given. */
export function serializeInGivenOrder(value: unknown): string {
  return escapeForHtml(JSON.stringify(value));
}

/*
 * True of nearly every event: plain objects, all keys where they belong. JSON.stringify then writes the
 * same text as the functions below in three quarters of their time.
 */
function isInWireOrder(event: object): boolean {
  if (!isPlainEnvelope(event)) return false;
  const { schema, header, event: content } = event;
  return (
    isAlphabetical(schema) && isAlphabetical(content) && Object.values(header).every(isAlphabetical)
  );
}

/** Whether envelope and header are plain objects with exactly their own keys, in wire order. */
export function isPlainEnvelope(event: object): event is PlainEnvelope {
  if (!hasExactly(event, envelopeKeys)) return false;
  const { header } = event as Readonly<Record<string, unknown>>;
  return isObject(header) && hasExactly(header, headerKeys);
}

interface PlainEnvelope {
  readonly schema: unknown;
  readonly header: Readonly<Record<(typeof headerKeys)[number], unknown>>;
  readonly event: unknown;
}

function hasExactly(object: object, keys: readonly string[]): boolean {
  let place = 0;
  for (const key in object) if (key !== keys[place++]) return false;
  return place === keys.length && isPlain(object);
}

function isAlphabetical(value: unknown): boolean {
  if (typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol";
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isAlphabetical);
  let previous = "";
  for (const key in value) {
    if (key < previous || !isAlphabetical((value as Record<string, unknown>)[key])) return false;
    previous = key;
  }
  return isPlain(value);
}

/** Anything but a plain object may have a toJSON that writes something else. */
export const isPlain = (object: object): boolean =>
  Object.getPrototypeOf(object) === Object.prototype;

function writeEnvelopePart(value: unknown, key: string): string {
  if (key !== "header" || !isObject(value)) return serializeSorted(value);
  return writeObject(value, orderedKeys(value, headerKeys), serializeSorted);
}

/** A value of an event's content, the keys of every object in it in alphabetical order. */
export function serializeSorted(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return writeArray(value);
  if (isObject(value)) return writeObject(value, Object.keys(value).sort(), serializeSorted);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return JSON.stringify(value) ?? "null";
}

function writeArray(items: readonly unknown[]): string {
  let text = "[";
  for (let index = 0; index < items.length; index++) {
    if (index > 0) text += ",";
    text += serializeSorted(items[index]);
  }
  return `${text}]`;
}

function writeObject(
  object: object,
  keys: readonly string[],
  write: (value: unknown, key: string) => string,
): string {
  let text = "{";
  for (const key of keys) {
    const value = (object as Record<string, unknown>)[key];
    if (value === undefined) continue;
    text += (text === "{" ? "" : ",") + quoteKey(key) + write(value, key);
  }
  return `${text}}`;
}

function orderedKeys(object: object, first: readonly string[]): readonly string[] {
  const keys = Object.keys(object);
  return [
    ...first.filter((key) => Object.hasOwn(object, key)),
    ...keys.filter((key) => !first.includes(key)),
  ];
}

const quotedKeys = new Map<string, string>();

// The same few dozen keys stand in every event. The bound is for generated nonsense.
function quoteKey(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const quoted = `${quote(key)}:`;
  if (quotedKeys.size < 256) quotedKeys.set(key, quoted);
  return quoted;
}

// oxlint-disable-next-line no-control-regex -- control characters are what JSON has to escape
const needsEscape = /["\\\u0000-\u001f<>&\u2028\u2029\ud800-\udfff]/;

function quote(text: string): string {
  if (!needsEscape.test(text)) return `"${text}"`;
  return escapeForHtml(JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")));
}

const htmlCharacters = ["<", ">", "&", "\u2028", "\u2029"];

function escapeForHtml(json: string): string {
  // Looking for one character after the other is far quicker than a pattern is on a long text.
  if (!htmlCharacters.some((character) => json.includes(character))) return json;
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
