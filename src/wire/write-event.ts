import type { FeishuEvent } from "../event/feishu-event.js";
import { serializeEvent } from "./serialize-event.js";

/**
 * Writes an event's wire text as UTF-8 to `target` from `at` on, and returns where it ends; negative, the
 * number of bytes that are missing, when `target` is too small. The same bytes as `serializeEvent`.
 * @throws MocklarkError INVALID_EVENT as `serializeEvent`
 */
export function writeEvent(event: FeishuEvent, target: Buffer, at: number): number {
  const text = serializeEvent(event);
  const end = at + Buffer.byteLength(text);
  if (end > target.length) return target.length - end;
  target.write(text, at);
  return end;
}
