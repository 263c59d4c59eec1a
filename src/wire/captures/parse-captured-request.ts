import { parseStrictJson } from "../../base/document.js";
import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import { parseJson } from "../body-forms.js";
import { type CapturedRequest, signatureHeaders, valueOf } from "../captured-request.js";
import { type CaptureReader, malformedCapture } from "./capture-reader.js";
import { readCurlCommand } from "./curl-command.js";
import { isFeishuBody } from "./feishu-body.js";
import { readJsonDocument } from "./json-document.js";
import { readPrintedText } from "./printed-text.js";
import { complainAsRawHttp, readRawHttp } from "./raw-http.js";
import { unwrappings } from "./unwrap.js";

/** From the strictest form to the one that takes anything. */
const readers: readonly CaptureReader[] = [
  readJsonDocument,
  readRawHttp,
  readCurlCommand,
  readPrintedText,
];

/** A request takes a few kilobytes; a whole day's log holds too many requests to tell which one is meant. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads one captured request in whatever form people paste it. Where several readers can make something
 * of it, the one that finds most of a Feishu request is right.
 * @throws MocklarkError MALFORMED_DOCUMENT when none finds anything
 */
export function parseCapturedRequest(capture: string | Buffer): CapturedRequest {
  if (typeof capture !== "string" && !(capture instanceof Uint8Array)) throw notText(capture);
  const bytes = withoutByteOrderMark(Buffer.from(capture));
  if (bytes.length > mostBytes)
    throw malformedCapture("it is longer than 16 MB: cut out the one request");
  if (bytes.toString("latin1").trim() === "") throw malformedCapture("it is empty");
  let best: CapturedRequest | undefined;
  let refusal: MocklarkError | undefined;
  for (const text of unwrappings(bytes)) {
    for (const read of readers) {
      try {
        best = better(best, read(text));
      } catch (error) {
        if (!(error instanceof MocklarkError)) throw error;
        refusal ??= error;
      }
      if (best !== undefined && isWhole(best)) return best;
    }
  }
  // What a looser reader makes of a document that is plainly broken is a guess.
  if (refusal !== undefined) throw refusal;
  if (best === undefined) throw complain(bytes);
  return best;
}

const notText = (capture: unknown): MocklarkError =>
  new MocklarkError(
    "USAGE",
    `Failed to read the captured request: it is ${capture === null ? "null" : `a ${typeof capture}`}.`,
    {
      remedy: "Give it as text or bytes; an object as JSON.stringify writes it.",
    },
  );

function better(
  best: CapturedRequest | undefined,
  found: CapturedRequest | undefined,
): CapturedRequest | undefined {
  if (best === undefined || found === undefined) return found ?? best;
  return worth(found) > worth(best) ? found : best;
}

/** Nothing is missing that a looser reader could find. */
const isWhole = (captured: CapturedRequest): boolean =>
  (isRecord(parseJson(captured.body)) ||
    valueOf(captured, "Content-Length") === String(captured.body.length)) &&
  signatureHeaders.every((name) => valueOf(captured, name) !== undefined);

/** How much of what a signed request of Feishu's has was found. */
function worth(captured: CapturedRequest): number {
  const signed = signatureHeaders.filter((name) => valueOf(captured, name) !== undefined).length;
  const isBody = isFeishuBody(parseJson(captured.body));
  return signed + (isBody ? 3 : Number(captured.body.length > 0));
}

function complain(bytes: Buffer): Error {
  if (!/^\s*[[{"]/.test(bytes.toString("latin1", 0, 1000))) return complainAsRawHttp(bytes);
  const value = parseJson(bytes);
  if (value === undefined) {
    parseStrictJson(bytes.toString("utf8"), "the captured request");
    return malformedCapture("it is nested too deeply");
  }
  if (isRecord(value)) return malformedCapture("it is JSON without headers or a body");
  return malformedCapture("it is JSON but not an object with headers and body");
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf"
    ? bytes.subarray(3)
    : bytes;
}
