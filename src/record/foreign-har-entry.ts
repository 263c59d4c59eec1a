import { isRecord } from "../base/json-path.js";
import type { RawHeader } from "../wire/webhook-request.js";
import type { Capture, CaptureResult, RequestCapture } from "./capture.js";
import type { RawRequest } from "./capture-request.js";
import { captureBody } from "./captured-body.js";

export interface ForeignEntryContext {
  /** Counted from 0. */
  readonly index: number;
  readonly requestOf: (request: RawRequest) => RequestCapture;
  readonly first: Capture | undefined;
}

/** An entry of a HAR file that another program wrote; what is no entry comes back as it is, to be refused. */
export function readForeignEntry(entry: unknown, context: ForeignEntryContext): unknown {
  if (!isRecord(entry) || !isRecord(entry["request"])) return entry;
  const { request, response, startedDateTime, time } = entry;
  const atMs = Date.parse(String(startedDateTime));
  if (Number.isNaN(atMs) || !isRecord(request)) return entry;
  const startedAtMs = context.first ? Date.parse(context.first.at) : atMs;
  return {
    capture: 1,
    number: context.index + 1,
    at: new Date(atMs).toISOString(),
    atMs: Math.max(0, atMs - startedAtMs),
    request: context.requestOf({
      method: String(request["method"]),
      path: pathOf(String(request["url"])),
      headers: headersIn(request["headers"]),
      body: bytesIn(request["postData"]),
      atMs,
    }),
    result: resultIn(response, Number(time)),
  };
}

function resultIn(response: unknown, durationMs: number): CaptureResult {
  const status = isRecord(response) ? Number(response["status"]) : 0;
  if (!isRecord(response) || !(status >= 100)) return { kind: "unknown" };
  return {
    kind: "answered",
    status,
    // Programs that write HAR keep the body unpacked.
    headers: headersIn(response["headers"]).filter(([name]) => !/^content-encoding$/i.test(name)),
    body: captureBody(bytesIn(response["content"])),
    durationMs: durationMs >= 0 ? durationMs : 0,
  };
}

function bytesIn(content: unknown): Buffer {
  if (!isRecord(content) || typeof content["text"] !== "string") return Buffer.alloc(0);
  const isEncoded = [content["encoding"], content["_encoding"]].includes("base64");
  return Buffer.from(content["text"], isEncoded ? "base64" : "utf8");
}

/** Those of HTTP/2 that begin with a colon are no headers. */
function headersIn(named: unknown): RawHeader[] {
  if (!Array.isArray(named)) return [];
  return named.flatMap((one: unknown) =>
    isRecord(one) && !String(one["name"]).startsWith(":")
      ? [[String(one["name"]), String(one["value"])] as const]
      : [],
  );
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
