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

/** The header that was written last: the next one often differs in id and time alone. */
interface WrittenHeader {
  readonly header: FeishuEvent["header"];
  readonly token: string;
  readonly bytes: Buffer;
  readonly timeStart: number;
}

let last: WrittenHeader | undefined;

function writeHeader(header: FeishuEvent["header"], token: string): boolean {
  const start = written.length;
  if (last && differsInPlace(last, header, token)) {
    written.piece(last.bytes);
    return (
      written.stringAt(start + idStart, header.event_id) &&
      written.stringAt(start + last.timeStart, header.create_time)
    );
  }
  let timeStart = 0;
  for (const [index, key] of headerKeys.entries()) {
    const value: unknown = key === "token" ? token : header[key];
    written.raw(`${index === 0 ? "{" : ","}"${key}":`);
    if (key === "create_time") timeStart = written.length - start;
    if (typeof value !== "string" || !written.string(value)) return false;
  }
  written.raw("}");
  const bytes = Buffer.from(written.bytes.subarray(start, written.length));
  last = { header: { ...header }, token, bytes, timeStart };
  return true;
}

/** Whether all else is equal, and id and time have room where those of the header before are. */
function differsInPlace(
  { header: before, token: tokenBefore }: WrittenHeader,
  header: FeishuEvent["header"],
  token: string,
): boolean {
  return (
    token === tokenBefore &&
    header.event_type === before.event_type &&
    header.tenant_key === before.tenant_key &&
    header.app_id === before.app_id &&
    isAsLong(header.event_id, before.event_id) &&
    isAsLong(header.create_time, before.create_time)
  );
}

/** A broken event's may be anything. */
const isAsLong = (value: unknown, text: string): boolean =>
  typeof value === "string" && value.length === text.length;

const idStart = '{"event_id":'.length;

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
