import { isRecord } from "../base/json-path.js";
import { parseJson } from "../wire/body-forms.js";
import { serializeEvent } from "../wire/serialize-event.js";
import type { Capture } from "./capture.js";
import { tokenMark } from "./secret-places.js";

/**
 * What a line is that lark-cli printed (`lark-cli event consume KEY`, `lark-cli event +subscribe`): an event
 * with its envelope, as most event keys print it and as `raw_payload` holds it in compact lines; one that
 * was flattened, of which too much is gone; or nothing of the kind.
 */
export type LarkCliLine =
  | { readonly kind: "event"; readonly text: string; readonly createTimeMs: number | undefined }
  | { readonly kind: "flattened"; readonly eventType: string }
  | { readonly kind: "other" };

/** @see https://github.com/larksuite/cli */
export function readLarkCliLine(line: string): LarkCliLine {
  const value = parseJson(line);
  if (!isRecord(value)) return { kind: "other" };
  const whole = envelopeIn(value);
  if (whole) return whole;
  const { raw_payload: raw, type } = value;
  const packed = typeof raw === "string" ? parseJson(raw) : raw;
  const unpacked = isRecord(packed) ? envelopeIn(packed) : undefined;
  if (unpacked) return unpacked;
  return typeof type === "string" ? { kind: "flattened", eventType: type } : { kind: "other" };
}

/** The token is empty on the long connection; by webhook it is the app's. */
function envelopeIn(value: Readonly<Record<string, unknown>>): LarkCliLine | undefined {
  const { header, event } = value;
  if (!isRecord(header) || !isRecord(event) || typeof header["event_type"] !== "string") {
    return undefined;
  }
  const { event_id, create_time, event_type, tenant_key, app_id, ...rest } = header;
  const whole = {
    schema: "2.0",
    header: { event_id, token: tokenMark, create_time, event_type, tenant_key, app_id, ...rest },
    event,
  };
  whole.header.token = tokenMark;
  const createTimeMs = Number(create_time);
  return {
    kind: "event",
    text: serializeEvent(whole).replaceAll(escapedMark, tokenMark),
    createTimeMs: createTimeMs > 0 ? createTimeMs : undefined,
  };
}

const escapedMark = tokenMark.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");

/** Makes captures of such events; when each came shows in its `create_time`. */
export function createLarkCliCapture(
  startedAtMs: number,
): (event: Extract<LarkCliLine, { readonly kind: "event" }>) => Capture {
  let number = 0;
  let firstMs: number | undefined;
  return ({ text, createTimeMs = firstMs ?? startedAtMs }) => {
    firstMs ??= createTimeMs;
    return {
      capture: 1,
      number: ++number,
      at: new Date(createTimeMs).toISOString(),
      atMs: Math.max(0, createTimeMs - firstMs),
      request: {
        method: "POST",
        path: "/",
        headers: [],
        signature: "valid",
        form: "clear",
        body: { text },
      },
      result: { kind: "unknown" },
    };
  };
}
