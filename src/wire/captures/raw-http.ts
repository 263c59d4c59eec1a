import { ellipsize } from "../../base/ellipsize.js";
import type { Text } from "../../base/text.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { CapturedRequest } from "../captured-request.js";
import { valueOf } from "../captured-request.js";
import type { RawHeader } from "../webhook-request.js";
import { type CapturedBody, type CaptureReader, malformedCapture } from "./capture-reader.js";
import { fitBody } from "./fit-body.js";
import { withoutPseudoHeaders } from "./pseudo-headers.js";

const requestLine =
  /(?:^|[^A-Za-z])((?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+) HTTP\/\d(?:\.\d)?)\r?\n/;

/**
 * Raw HTTP: a request line (or none), headers, an empty line, the body; also with curl -v's `> ` in
 * front of the lines, or with a packet header before it.
 */
export const readRawHttp: CaptureReader = (capture) => {
  const parsed = parseRawHttp(capture);
  return "badLine" in parsed ? undefined : parsed;
};

/** The same, for the last resort: says which line does not belong into raw HTTP. */
export function complainAsRawHttp(capture: Buffer): Error {
  const parsed = parseRawHttp(capture);
  const line = "badLine" in parsed ? parsed.badLine : "";
  return malformedCapture(captureTexts("bad-line", { line: ellipsize(line, 60) }));
}

// Works on latin1 text throughout, where one character is one byte, so that the body keeps its bytes
// whatever they are.
function parseRawHttp(capture: Buffer): CapturedRequest<Text> | { readonly badLine: string } {
  const { text, isCurl } = withoutCurlMarks(capture.toString("latin1"));
  const match = requestLine.exec(text);
  const [line, target] = [match?.[1], match?.[2]];
  const rest = match === null ? text.trimStart() : text.slice(match.index + match[0].length);
  const { head, body } = splitHead(rest);
  const lines = head.split(/\r?\n/).map(parseHeaderLine);
  const bad = lines.find((header) => typeof header === "string");
  if (bad !== undefined) return { badLine: bad };
  const headers = lines as RawHeader[];
  const requestHead = withoutPseudoHeaders({
    ...(line === undefined || target === undefined
      ? {}
      : { method: line.slice(0, line.indexOf(" ")), target }),
    headers,
  });
  const read = readBody(body, headers);
  const notes = isCurl && read.body.length === 0 ? [...read.notes, bodyNotShown] : read.notes;
  return { form: "http", ...requestHead, ...read, notes };
}

const bodyNotShown = captureTexts("curl-shows-no-body");

/**
 * curl -v marks what it sent with "> ", what it received with "< " and its own remarks with "* ". From
 * the first line it received on everything belongs to the answer, whose body has no mark.
 */
function withoutCurlMarks(text: string): { readonly text: string; readonly isCurl: boolean } {
  if (!/^> (?:[A-Z]+ \S+ HTTP\/|[\w-]+: )/m.test(text)) return { text, isCurl: false };
  const lines = text.split("\n");
  const answer = lines.findIndex((line) => /^< ?HTTP\//.test(line));
  const sent = (answer < 0 ? lines : lines.slice(0, answer))
    .filter((line) => !/^(?:[*<] |<\r?$|[{}] \[)/.test(line))
    .map((line) => line.replace(/^> ?/, ""));
  // The line that ends the headers may be the last one; its own end is no body.
  if (sent.at(-1)?.trim() === "") sent.push("");
  return { text: sent.join("\n"), isCurl: true };
}

function splitHead(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return { head: text.replace(/\r?\n$/, ""), body: "" };
  return { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) };
}

/** The header a line says; the line itself when it says none. */
function parseHeaderLine(line: string): RawHeader | string {
  const match = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(line);
  return match === null ? line : [match[1] as string, (match[2] as string).trimEnd()];
}

function readBody(body: string, headers: readonly RawHeader[]): CapturedBody {
  if (/chunked/i.test(valueOf({ headers }, "Transfer-Encoding") ?? "")) {
    const notes = [captureTexts("chunks")];
    return { body: Buffer.from(joinChunks(body), "latin1"), bodyIsRaw: true, notes };
  }
  return fitBody(Buffer.from(body, "latin1"), headers);
}

function joinChunks(text: string): string {
  const chunks: string[] = [];
  // All the digits or none: a long line without an end would be tried with fewer and fewer of them.
  const sizeLine = /([0-9A-Fa-f]+)(?![0-9A-Fa-f])[^\n]*\n/y;
  for (;;) {
    const size = sizeLine.exec(text);
    const length = Number.parseInt(size?.[1] ?? "0", 16);
    if (length === 0) return chunks.join("");
    const end = sizeLine.lastIndex + length;
    chunks.push(text.slice(sizeLine.lastIndex, end));
    sizeLine.lastIndex = text.startsWith("\r\n", end) ? end + 2 : end + Number(text[end] === "\n");
  }
}
