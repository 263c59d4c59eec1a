import { isRecord } from "../../base/json-path.js";
import type { Text } from "../../base/text.js";
import { parseJson } from "../body-forms.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { CapturedRequest } from "../captured-request.js";
import { type CapturedBody, type CaptureReader } from "./capture-reader.js";
import { findPrintedBody } from "./printed-body.js";
import { fitBody } from "./fit-body.js";
import { isFeishuBody } from "./feishu-body.js";
import { readHeaders } from "./json-headers.js";
import { readJsonBody } from "./json-body.js";
import { rawBody } from "./parsed-body.js";
import { withoutPseudoHeaders } from "./pseudo-headers.js";
import { readRawHttp } from "./raw-http.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * JSON that holds a request somewhere: headers and body side by side, a HAR file, a Postman collection, the
 * event of a cloud function, a logger's line, what webhook.site or ngrok export; or a body alone.
 */
export const readJsonDocument: CaptureReader = (capture) => {
  const value = parseJson(capture);
  if (typeof value !== "object" || value === null) return undefined;
  if (isFeishuBody(value)) return bodyAlone(capture);
  const found = findRequest(value);
  if (found?.raw !== undefined) return readRawHttp(found.raw);
  if (found !== undefined) return readRequest(found.within, capture);
  return isRecord(value) ? bodyAlone(capture) : undefined;
};

function bodyAlone(capture: Buffer): CapturedRequest<Text> {
  const body = Buffer.from(capture.toString("latin1").replace(/\r?\n$/, ""), "latin1");
  const notes = [captureTexts("body-alone")];
  return { form: "body", headers: [], body, bodyIsRaw: true, notes };
}

interface Found {
  /** The object with the headers, then the ones it stands in, from the inside out. */
  readonly within: readonly Fields[];
  /** The whole request as raw HTTP, where the document holds it so. */
  readonly raw?: Buffer;
}

const headerFields =
  /^(?:raw|multi_?value|request_?|req_?|http_?|original_?)?headers?(?:_?list)?$/i;

/** Answers have headers as well. */
const answerFields = /^(?:res|resp|response|responses)$/i;

/** More objects than any document of one request has. */
const mostObjects = 20_000;

/** The first object with headers, the outer ones before the inner; one that names X-Lark before any other. */
function findRequest(root: object): Found | undefined {
  const queue: { readonly value: object; readonly outer: readonly Fields[] }[] = [
    { value: root, outer: [] },
  ];
  let first: Found | undefined;
  for (let index = 0; index < queue.length && index < mostObjects; index++) {
    const { value, outer } = queue[index] as (typeof queue)[number];
    const fields = value as Fields;
    const found = requestIn(fields, outer);
    if (found !== undefined && (found.raw !== undefined || namesLark(found.within[0] as Fields)))
      return found;
    first ??= found;
    if (isFeishuBody(fields)) continue;
    const around = Array.isArray(value) ? outer : [fields, ...outer].slice(0, 8);
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      if (typeof member !== "object" || member === null || answerFields.test(name)) continue;
      queue.push({ value: member, outer: around });
    }
  }
  return first;
}

function requestIn(fields: Fields, outer: readonly Fields[]): Found | undefined {
  if (Array.isArray(fields) || isFeishuBody(fields)) return undefined;
  const raw = rawHttpIn(fields["raw"]);
  if (raw !== undefined) return { within: [fields], raw };
  const hasHeaders = Object.entries(fields).some(
    ([name, value]) => headerFields.test(name) && value !== null,
  );
  return hasHeaders ? { within: [fields, ...outer] } : undefined;
}

/** ngrok's inspector keeps the request's bytes, in base64. */
function rawHttpIn(value: unknown): Buffer | undefined {
  if (typeof value !== "string") return undefined;
  const decoded = /^[A-Za-z0-9+/=\s]+$/.test(value)
    ? Buffer.from(value, "base64")
    : Buffer.from(value);
  const requestLine = /^[A-Z]+ \S+ HTTP\/\d/;
  return requestLine.test(decoded.toString("latin1", 0, 2000)) ? decoded : undefined;
}

function namesLark(fields: Fields): boolean {
  const headers = Object.entries(fields).filter(([name]) => headerFields.test(name));
  return headers.some(([, value]) => namesIn(value).some((name) => /x[-_]?lark/i.test(name)));
}

/** Whatever could be a header's name in there, one level down. */
function namesIn(headers: unknown): string[] {
  if (typeof headers === "string") return [headers];
  if (!Array.isArray(headers)) return isRecord(headers) ? Object.keys(headers) : [];
  return headers
    .flatMap((item: unknown) => (isRecord(item) ? [item["name"] ?? item["key"]] : item))
    .filter((name): name is string => typeof name === "string");
}

function readRequest(within: readonly Fields[], capture: Buffer): CapturedRequest<Text> {
  const [own = {}] = within;
  const method = firstText(within, ["method", "httpMethod", "requestMethod"]);
  const target = firstText([own], ["url", "originalUrl", "uri", "path", "rawPath", "target"]);
  const head = withoutPseudoHeaders({
    ...(method === undefined ? {} : { method }),
    ...(target === undefined ? {} : { target }),
    headers: readHeaders(own, headerFields),
  });
  const body = bodyOf(within, capture);
  const fitted = body.bodyIsRaw ? fitBody(body.body, head.headers) : body;
  return {
    form: "json",
    ...head,
    ...fitted,
    notes: [...new Set([...body.notes, ...fitted.notes])],
  };
}

function firstText(within: readonly Fields[], names: readonly string[]): string | undefined {
  return within
    .flatMap((fields) => names.map((name) => fields[name]))
    .find((value): value is string => typeof value === "string" && value !== "");
}

/** The body beside the headers, or around them; else one that stands anywhere in the document. */
function bodyOf(within: readonly Fields[], capture: Buffer): CapturedBody {
  for (const fields of within) {
    const body = readJsonBody(fields, fields === within[0]);
    if (body !== undefined) return body;
  }
  return findPrintedBody(capture.toString("utf8")) ?? rawBody(Buffer.alloc(0));
}
