import { isRecord } from "../base/json-path.js";
import type { RawHeader } from "../wire/webhook-request.js";
import type { Capture } from "./capture.js";
import { bytesOf, captureBody, type CapturedBody } from "./captured-body.js";

/*
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). What it has no place for stands in members
 * that begin with an underscore, as it allows: `_mocklark` in an entry, `_encoding` beside a request's text.
 */

type Fields = Readonly<Record<string, unknown>>;

/** An exchange as an entry of a HAR file's log. */
export function harEntryOf(capture: Capture, origin: string): object {
  const { capture: version, number, at, atMs, request, result } = capture;
  const { method, path, headers, body, ...told } = request;
  const durationMs = "durationMs" in result ? result.durationMs : 0;
  const { result: resultTold, response } = responseOf(capture);
  return {
    startedDateTime: at,
    time: durationMs,
    request: {
      method,
      url: `${origin}${path.startsWith("/") ? path : `/${path}`}`,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: namedOf(headers),
      queryString: queryOf(path),
      postData: { mimeType: mimeTypeOf(headers), ...textOf(body, "_encoding") },
      headersSize: -1,
      bodySize: bytesOf(body).length,
    },
    response,
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    _mocklark: {
      capture: version,
      number,
      atMs,
      request: { ...told, path, ...cutOf(body) },
      result: resultTold,
    },
  };
}

/** An entry that `harEntryOf` wrote; undefined for one of another program's. */
export function captureOfHarEntry(entry: unknown): unknown {
  if (!isRecord(entry) || !isRecord(entry["_mocklark"])) return undefined;
  const { number, atMs, capture, request: told, result } = entry["_mocklark"];
  const { request, response, startedDateTime: at, time: durationMs } = entry;
  if (!isRecord(request) || !isRecord(response) || !isRecord(told) || !isRecord(result))
    return entry;
  const { truncated, ...rest } = told;
  return {
    capture,
    number,
    at,
    atMs,
    request: {
      method: request["method"],
      headers: pairsOf(request["headers"]),
      ...rest,
      body: bodyOf(request["postData"], "_encoding", truncated),
    },
    result:
      result["kind"] === "answered"
        ? {
            kind: "answered",
            status: response["status"],
            headers: pairsOf(response["headers"]),
            body: bodyOf(response["content"], "encoding", result["truncated"]),
            durationMs,
          }
        : result["kind"] === "unanswered"
          ? { ...result, durationMs }
          : result,
  };
}

function responseOf({ result }: Capture): { result: object; response: object } {
  if (result.kind !== "answered") {
    const { durationMs: _, ...told } = { durationMs: 0, ...result };
    return { result: told, response: response({ status: 0, headers: [], body: { text: "" } }) };
  }
  return { result: { kind: "answered", ...cutOf(result.body) }, response: response(result) };
}

const response = ({
  status,
  headers,
  body,
}: {
  readonly status: number;
  readonly headers: readonly RawHeader[];
  readonly body: CapturedBody;
}): object => ({
  status,
  statusText: "",
  httpVersion: "HTTP/1.1",
  cookies: [],
  headers: namedOf(headers),
  content: {
    size: bytesOf(body).length,
    mimeType: mimeTypeOf(headers),
    ...textOf(body, "encoding"),
  },
  redirectURL: "",
  headersSize: -1,
  bodySize: bytesOf(body).length,
});

const cutOf = (body: CapturedBody): object => (body.truncated ? { truncated: true } : {});

const textOf = (body: CapturedBody, encodingName: string): object =>
  "text" in body ? { text: body.text } : { text: body.base64, [encodingName]: "base64" };

function bodyOf(content: unknown, encodingName: string, truncated: unknown): CapturedBody {
  const fields: Fields = isRecord(content) ? content : {};
  const text = typeof fields["text"] === "string" ? fields["text"] : "";
  const isEncoded = fields[encodingName] === "base64";
  return captureBody(Buffer.from(text, isEncoded ? "base64" : "utf8"), {
    truncated: truncated === true,
  });
}

const namedOf = (headers: readonly RawHeader[]): object[] =>
  headers.map(([name, value]) => ({ name, value }));

function pairsOf(named: unknown): RawHeader[] {
  if (!Array.isArray(named)) return [];
  return named.flatMap((one: unknown) =>
    isRecord(one) ? [[String(one["name"]), String(one["value"])] as const] : [],
  );
}

function queryOf(path: string): object[] {
  const start = path.indexOf("?");
  if (start < 0) return [];
  return [...new URLSearchParams(path.slice(start + 1))].map(([name, value]) => ({ name, value }));
}

const mimeTypeOf = (headers: readonly RawHeader[]): string =>
  headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
