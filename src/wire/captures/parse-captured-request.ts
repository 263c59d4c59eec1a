import { parseStrictJson } from "../../base/document.js";
import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import type { Language, Text } from "../../base/text.js";
import { parseJson } from "../body-forms.js";
import { type CapturedRequest, signatureHeaders, valueOf } from "../captured-request.js";
import { captureTexts } from "../texts/capture-texts.js";
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
 * @param options.language of the notes; default English
 * @throws MocklarkError MALFORMED_DOCUMENT when none finds anything
 */
export function parseCapturedRequest(
  capture: string | Buffer,
  { language = "en" }: { readonly language?: Language } = {},
): CapturedRequest {
  const captured = readCapturedRequest(capture);
  return { ...captured, notes: captured.notes.map((note) => note.in(language)) };
}

/** The same with notes that are not yet worded. */
export function readCapturedRequest(capture: string | Buffer): CapturedRequest<Text> {
  if (typeof capture !== "string" && !(capture instanceof Uint8Array)) throw notText(capture);
  const bytes = withoutByteOrderMark(Buffer.from(capture));
  if (bytes.length > mostBytes) throw malformedCapture(captureTexts("too-long"));
  if (bytes.toString("latin1").trim() === "") throw malformedCapture(captureTexts("empty"));
  let best: CapturedRequest<Text> | undefined;
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

function notText(capture: unknown): MocklarkError {
  const reason =
    capture === null ? captureTexts("is-null") : captureTexts("is-type", { type: typeof capture });
  return new MocklarkError("USAGE", captureTexts("unreadable", { reason }), {
    remedy: captureTexts("give-text"),
  });
}

function better(
  best: CapturedRequest<Text> | undefined,
  found: CapturedRequest<Text> | undefined,
): CapturedRequest<Text> | undefined {
  if (best === undefined || found === undefined) return found ?? best;
  return worth(found) > worth(best) ? found : best;
}

/** Nothing is missing that a looser reader could find. */
const isWhole = (captured: CapturedRequest<Text>): boolean =>
  (isRecord(parseJson(captured.body)) ||
    valueOf(captured, "Content-Length") === String(captured.body.length)) &&
  signatureHeaders.every((name) => valueOf(captured, name) !== undefined);

/** How much of what a signed request of Feishu's has was found. */
function worth(captured: CapturedRequest<Text>): number {
  const signed = signatureHeaders.filter((name) => valueOf(captured, name) !== undefined).length;
  const isBody = isFeishuBody(parseJson(captured.body));
  return signed + (isBody ? 3 : Number(captured.body.length > 0));
}

function complain(bytes: Buffer): Error {
  if (!/^\s*[[{"]/.test(bytes.toString("latin1", 0, 1000))) return complainAsRawHttp(bytes);
  const value = parseJson(bytes);
  if (value === undefined) {
    parseStrictJson(bytes.toString("utf8"), "the captured request");
    return malformedCapture(captureTexts("too-deep"));
  }
  if (isRecord(value)) return malformedCapture(captureTexts("no-headers-or-body"));
  return malformedCapture(captureTexts("no-request-object"));
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf"
    ? bytes.subarray(3)
    : bytes;
}
