import { isRecord } from "../base/json-path.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { knownContentOf } from "../event/known-content.js";
import { compileContentTemplate, type WriteContent } from "./content-template.js";
import { JsonBytes } from "./json-bytes.js";
import { headerKeys, isPlainEnvelope, serializeEvent, serializeSorted } from "./serialize-event.js";

export interface WriteEventOptions {
  /** What goes out as `header.token` in place of the event's own. */
  readonly token?: string;
}

/**
 * The bytes of an event's wire text: those of `serializeEvent`, which an event takes whose form is not exactly
 * that of its type's schema. They are good until the next call.
 * @throws MocklarkError INVALID_EVENT as `serializeEvent`
 */
export function eventBytes(event: FeishuEvent, { token }: WriteEventOptions = {}): Buffer {
  written.length = 0;
  if (writeByTemplate(event, token)) return written.bytes.subarray(0, written.length);
  return Buffer.from(serializeEvent(token === undefined ? event : withToken(event, token)));
}

/**
 * Writes an event's wire text as UTF-8 to `target` from `at` on, and returns where it ends; negative, the
 * number of bytes that are missing, when `target` is too small. The same bytes as `serializeEvent`.
 * @throws MocklarkError INVALID_EVENT as `serializeEvent`
 */
export function writeEvent(
  event: FeishuEvent,
  target: Buffer,
  at: number,
  options?: WriteEventOptions,
): number {
  const bytes = eventBytes(event, options);
  const end = at + bytes.length;
  if (end > target.length) return target.length - end;
  target.set(bytes, at);
  return end;
}

/** A broken event without a header has no token. */
export function withToken(event: FeishuEvent, token: string): FeishuEvent {
  return isRecord(event.header) ? { ...event, header: { ...event.header, token } } : event;
}

const written = new JsonBytes();
const beforeHeader = Buffer.from('{"schema":"2.0","header":');
const beforeContent = Buffer.from(',"event":');

function writeByTemplate(event: FeishuEvent, token: string | undefined): boolean {
  const { schema, header } = event;
  if (schema !== "2.0" || !isPlainEnvelope(event)) return false;
  const writeContent = templateOf(header.event_type);
  if (!writeContent) return false;
  written.piece(beforeHeader);
  if (!writeHeader(header, token ?? header.token)) return false;
  written.piece(beforeContent);
  if (!writeContent(event.event, written)) return false;
  written.raw("}");
  return true;
}

interface HeaderSlot {
  readonly key: keyof FeishuEvent["header"];
  readonly before: Buffer;
  /** Of all but the event's own id and time: the value that was written last, which the next event has as well. */
  last?: { readonly value: string; readonly bytes: Buffer };
}

const headerSlots = headerKeys.map((key, index): HeaderSlot => ({
  key,
  before: Buffer.from(`${index === 0 ? "{" : ","}"${key}":`),
}));

function writeHeader(header: FeishuEvent["header"], token: string): boolean {
  for (const slot of headerSlots) {
    const value: unknown = slot.key === "token" ? token : header[slot.key];
    if (slot.last !== undefined && slot.last.value === value) written.piece(slot.last.bytes);
    else if (typeof value !== "string" || !writeSlot(slot, value)) return false;
  }
  written.raw("}");
  return true;
}

function writeSlot(slot: HeaderSlot, value: string): boolean {
  const start = written.length;
  written.piece(slot.before);
  if (!written.string(value)) return false;
  if (slot.key !== "event_id" && slot.key !== "create_time") {
    slot.last = { value, bytes: Buffer.from(written.bytes.subarray(start, written.length)) };
  }
  return true;
}

const templates = new Map<string, WriteContent>();

function templateOf(eventType: string): WriteContent | undefined {
  const known = templates.get(eventType);
  if (known) return known;
  const node = knownContentOf(eventType);
  if (!node) return undefined;
  const compiled = compileContentTemplate(node, serializeSorted);
  templates.set(eventType, compiled);
  return compiled;
}
