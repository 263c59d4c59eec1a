import { isRecord } from "../base/json-path.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { serializeEvent } from "./serialize-event.js";

export interface WriteEventOptions {
  /** What goes out as `header.token` in place of the event's own. */
  readonly token?: string;
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
  { token }: WriteEventOptions = {},
): number {
  const text = serializeEvent(token === undefined ? event : withToken(event, token));
  const end = at + Buffer.byteLength(text);
  if (end > target.length) return target.length - end;
  target.write(text, at);
  return end;
}

/** A broken event without a header has no token. */
export function withToken(event: FeishuEvent, token: string): FeishuEvent {
  return isRecord(event.header) ? { ...event, header: { ...event.header, token } } : event;
}
