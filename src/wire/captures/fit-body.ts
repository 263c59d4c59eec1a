import { isRecord } from "../../base/json-path.js";
import type { Text } from "../../base/text.js";
import { parseJson } from "../body-forms.js";
import { valueOf } from "../captured-request.js";
import type { RawHeader } from "../webhook-request.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { CapturedBody } from "./capture-reader.js";
import { endOfJson } from "../json-end.js";
import { serializeInGivenOrder } from "../serialize-event.js";
import { rawBody } from "./parsed-body.js";

/**
 * The body as it went over the wire, told by Content-Length from what tools put around it: an editor's
 * newline, the answer, a packet's header, or a pretty form.
 */
export function fitBody(captured: Buffer, headers: readonly RawHeader[]): CapturedBody {
  const stated = Number(valueOf({ headers }, "Content-Length") ?? Number.NaN);
  if (captured.length === stated) return rawBody(captured);
  return (
    withoutWhiteSpace(captured, stated) ??
    withoutNoise(captured, stated) ??
    writtenCompactly(captured, stated) ??
    rawBody(captured)
  );
}

// Feishu sends no white space at either end. Without a length to ask, only JSON is trimmed.
function withoutWhiteSpace(captured: Buffer, stated: number): CapturedBody | undefined {
  const end = captured.toString("latin1").trimEnd().length;
  if (end === captured.length) return undefined;
  if (Number.isNaN(stated)) {
    const body = captured.subarray(0, end);
    return isRecord(parseJson(body)) ? noted(body, captureTexts("white-space")) : undefined;
  }
  if (captured.length < stated || end > stated) return undefined;
  return noted(captured.subarray(0, stated), captureTexts("white-space-behind"));
}

const firstMembers = ['{"encrypt"', '{"schema"', '{"challenge"'];

/** The object of the stated length, where lines follow it or a packet's header stands in front. */
function withoutNoise(captured: Buffer, stated: number): CapturedBody | undefined {
  if (!(captured.length > stated)) return undefined;
  const starts = firstMembers.map((start) => captured.indexOf(start)).filter((start) => start >= 0);
  const start = captured[0] === 0x7b ? 0 : Math.min(...starts);
  if (start === Infinity) return undefined;
  const [body, after] = [captured.subarray(start, start + stated), captured[start + stated]];
  const endsThere = after === undefined || after === 0x0a || after === 0x0d;
  if (!endsThere || !isRecord(parseJson(body))) return undefined;
  return noted(body, captureTexts("noise-around"));
}

// Content-Length is the wire's own: where it fits the compact form only, a tool has pretty-printed the body.
function writtenCompactly(captured: Buffer, stated: number): CapturedBody | undefined {
  if (Number.isNaN(stated)) return undefined;
  const text = captured.toString("utf8");
  const end = endOfJson(text);
  const value = end === undefined ? undefined : parseJson(text.slice(0, end));
  if (!isRecord(value) || !/^\s*(?:\n|$)/.test(text.slice(end, (end ?? 0) + 80))) return undefined;
  const body = [serializeInGivenOrder(value), JSON.stringify(value)]
    .map((json) => Buffer.from(json))
    .find(({ length }) => length === stated);
  if (body === undefined) return undefined;
  return {
    body,
    bodyIsRaw: false,
    notes: [captureTexts("other-form", { bytes: stated })],
  };
}

function noted(body: Buffer, note: Text): CapturedBody {
  return { body, bodyIsRaw: true, notes: [note] };
}
