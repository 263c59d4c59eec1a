import type { MocklarkError } from "../base/errors.js";
import type { CapturedRequest } from "./captured-request.js";
import { withoutPseudoHeaders } from "./pseudo-headers.js";
import type { RawHeader } from "./webhook-request.js";

const requestLine =
  /(?:^|[^A-Za-z])((?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+) HTTP\/\d(?:\.\d)?)\r?\n/;

/**
 * Reads raw HTTP. Works on latin1 text throughout, where one character is one byte, so that the body
 * keeps its bytes whatever they are.
 */
export function parseHttpCapture(
  bytes: Buffer,
  malformed: (why: string) => MocklarkError,
): CapturedRequest {
  const { text, isCurl } = withoutCurlMarks(bytes.toString("latin1"));
  const match = requestLine.exec(text);
  const [line, target] = [match?.[1], match?.[2]];
  const rest = match === null ? text.trimStart() : text.slice(match.index + match[0].length);
  const { head, body } = splitHead(rest);
  const headers = parseHeaders(head, malformed);
  const requestHead = withoutPseudoHeaders({
    ...(line === undefined || target === undefined
      ? {}
      : { method: line.slice(0, line.indexOf(" ")), target }),
    headers,
  });
  const read = readBody(body, headers);
  const notes = isCurl && read.body.length === 0 ? [...read.notes, bodyNotShown] : read.notes;
  return { form: "http", bodyIsRaw: true, ...requestHead, body: read.body, notes };
}

const bodyNotShown =
  "curl -v does not print the body it sends: put it after the empty line that ends the headers.";

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

function parseHeaders(head: string, malformed: (why: string) => MocklarkError): RawHeader[] {
  return head.split(/\r?\n/).map((line) => {
    const match = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (match === null) {
      const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
      throw malformed(`"${shown}" is neither a request line nor a header`);
    }
    return [match[1] as string, match[2] as string];
  });
}

function readBody(
  body: string,
  headers: readonly RawHeader[],
): Pick<CapturedRequest, "body" | "notes"> {
  const valueOf = (name: string): string | undefined =>
    headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
  if (/chunked/i.test(valueOf("transfer-encoding") ?? "")) {
    const notes = ["The body came in chunks, which Feishu never sends; they were put together."];
    return { body: Buffer.from(joinChunks(body), "latin1"), notes };
  }
  const length = Number(valueOf("content-length") ?? Number.NaN);
  const extra = body.slice(length);
  if (body.length > length && extra.trim() === "") {
    const notes = ["White space after the end that Content-Length gives was left out."];
    return { body: Buffer.from(body.slice(0, length), "latin1"), notes };
  }
  return { body: Buffer.from(body, "latin1"), notes: [] };
}

function joinChunks(text: string): string {
  let joined = "";
  let rest = text;
  for (;;) {
    const size = /^([0-9A-Fa-f]+)[^\n]*\n/.exec(rest);
    if (size === null) return joined;
    const length = Number.parseInt(size[1] as string, 16);
    if (length === 0) return joined;
    joined += rest.slice(size[0].length, size[0].length + length);
    rest = rest.slice(size[0].length + length).replace(/^\r?\n/, "");
  }
}
