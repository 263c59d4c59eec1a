import { isRecord } from "../../base/json-path.js";
import { parseJson } from "../body-forms.js";
import type { CapturedBody } from "./capture-reader.js";
import { isFeishuBody } from "./feishu-body.js";
import { bodyPlaceholder } from "./body-placeholder.js";
import { parsedBody, rawBody } from "./parsed-body.js";

type Fields = Readonly<Record<string, unknown>>;

/** Where tools keep a request's body, the ones that keep its bytes first. */
const bodyFields = [
  "rawBody",
  "raw_body",
  "bodyRaw",
  "rawModeData",
  "rawBytes",
  "bodyBase64",
  "body_base64",
  "bodyAsBase64",
  "body",
  "Body",
  "postData",
  "requestBody",
  "request_body",
  "reqBody",
] as const;

/** Names that mean a body only if one stands there. */
const vagueFields = [
  "content",
  "text_content",
  "payload",
  "data",
  "raw",
  "text",
  "json",
  "event",
] as const;

/** The body among these fields; `isOwn` when the request's headers are among them too. */
export function readJsonBody(fields: Fields, isOwn: boolean): CapturedBody | undefined {
  const isEncoded =
    fields["isBase64Encoded"] === true ||
    [fields["bodyEncoding"], fields["encoding"]].includes("base64");
  const read = (name: string): CapturedBody | undefined =>
    fields[name] === undefined || fields[name] === null
      ? undefined
      : readValue(fields[name], isEncoded || /base64|rawBytes/i.test(name));
  const plain = bodyFields.map(read).find((body) => body !== undefined);
  if (plain !== undefined && (isOwn || plain.body.length > 0)) return plain;
  return vagueFields
    .map(read)
    .find((body) => body !== undefined && isFeishuBody(parseJson(body.body)));
}

function readValue(content: unknown, isEncoded: boolean): CapturedBody {
  if (typeof content === "string") return readText(content, isEncoded);
  const bytes = bytesOf(content);
  if (bytes !== undefined) return rawBody(bytes);
  if (!isRecord(content) || isFeishuBody(content)) return parsedBody(content);
  if (Object.keys(content).length === 0) return readText("{}", false);
  return readWrapped(content, isEncoded) ?? parsedBody(content);
}

function readText(text: string, isEncoded: boolean): CapturedBody {
  if (isEncoded) return rawBody(Buffer.from(text, "base64"));
  const placeholder = bodyPlaceholder(text);
  if (placeholder !== undefined) return { ...rawBody(Buffer.alloc(0)), notes: [placeholder] };
  return rawBody(decodedJson(text) ?? Buffer.from(text));
}

/** Go writes a []byte as base64, and some gateways encode without saying so. */
function decodedJson(text: string): Buffer | undefined {
  if (!/^eyJ[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return isRecord(parseJson(bytes)) ? bytes : undefined;
}

/** A Buffer as JSON, a list of bytes, or a Uint8Array as JSON: {"0":123,…}. */
function bytesOf(content: unknown): Buffer | undefined {
  const data = isRecord(content) && content["type"] === "Buffer" ? content["data"] : content;
  if (Array.isArray(data))
    return data.length > 0 && data.every(isByte) ? Buffer.from(data) : undefined;
  if (!isRecord(data) || !isByte(data["0"])) return undefined;
  const values = Object.values(data);
  return values.every(isByte) ? Buffer.from(values) : undefined;
}

const isByte = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 256;

const wrappedFields = [
  "text",
  "raw",
  "data",
  "rawBytes",
  "string",
  "content",
  "body",
  "json",
] as const;

/** HAR has {mimeType, text, encoding}, Postman {mode, raw}, CloudFront {encoding, data}, MockServer {type, string}. */
function readWrapped(content: Fields, isEncoded: boolean): CapturedBody | undefined {
  const isBase64 = isEncoded || content["encoding"] === "base64";
  const inner = wrappedFields
    .filter((name) => typeof content[name] === "string" || isFeishuBody(content[name]))
    .map((name) => readValue(content[name], isBase64 || name === "rawBytes"));
  const isTold = ["mimeType", "mode", "encoding", "type", "contentType"].some(
    (name) => name in content,
  );
  return inner.find(({ body }) => isTold || isFeishuBody(parseJson(body)));
}
