import type { Text } from "../../base/text.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { RawHeader } from "../webhook-request.js";
import { headerName } from "./header-name.js";

/** What the signature and the body are judged by; the rest of a log says nothing about the request. */
const names = [
  "X-Lark-Request-Timestamp",
  "X-Lark-Request-Nonce",
  "X-Lark-Signature",
  "Content-Length",
  "Content-Type",
  "Content-Encoding",
];

const anyName = names.map((name) => name.replaceAll("-", "[-_]?")).join("|");

// Between a name and its value: the quote and bracket that close the name, what stands for "is", and
// what opens the value: `[]string{`, `Array ( [0] =>`, `string(64)`, `b'`, `"value":`.
const closing = String.raw`\\*["'\x60]?\]?\s{0,4}`;
// After a colon a value that stands on the next line is another header's, unless a bracket says otherwise.
const is = String.raw`(?:(?:=>|,)\s{0,80}|(?:->|:|=)[ \t]{0,80})`;
const opener = String.raw`\[?0\]?\s*=>|[[({<]|string\(\d+\)|\d{1,5}:|array(?:\(\d+\)|:\d+)|Array\b|\[\]string|\\*["']?name\\*["']?\s?:\s?\\*["'][\w-]+\\*["'],|\\*["']?value\\*["']?\s?:|List\b|[bru](?=\\*["'])`;
const opening = String.raw`(?:(?:${opener})\s{0,80}){0,8}`;
const value = String.raw`([^\s"'\x60\\,;()[\]{}<>]+(?:;\s?charset=[\w-]+)?)`;

/**
 * Each header's first mention in a printed text, in any language: `'x-lark-signature': '…'`,
 * `[HTTP_X_LARK_SIGNATURE] => …`, `X-Lark-Signature:[…]`, `x-lark-signature=[…]`, `("X-Lark-Signature", "…")`.
 */
export function findPrintedHeaders(text: string): {
  readonly headers: readonly RawHeader[];
  readonly notes: readonly Text[];
} {
  const headers = new Map<string, string[]>();
  const mention = new RegExp(
    String.raw`(?:(?<![\w-])|(?<=\\[nrt])|(?<=http_))(?:http_)?(${anyName})${closing}${is}${opening}\\*["'\x60]?[[<(]{0,3}${value}`,
    "gi",
  );
  for (const [, name = "", seen = ""] of text.matchAll(mention)) {
    if (/^x[-_]?lark/i.test(seen)) continue; // a list of names, as CORS headers have
    const right = spell(name);
    const sofar = headers.get(right.toLowerCase()) ?? [right];
    if (sofar.length < 3 && !sofar.includes(seen, 1)) sofar.push(seen);
    headers.set(right.toLowerCase(), sofar);
  }
  for (const [name, seen] of unnamedParts(text)) {
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), [name, seen]);
  }
  return {
    headers: [...headers.values()].map(([name = "", seen = ""]): RawHeader => [name, seen]),
    notes: severalRequests(headers.get("x-lark-signature")),
  };
}

/** A name with underscores or none is some language's way to write it; one with hyphens is kept as it is. */
function spell(name: string): string {
  return name.includes("-") ? name : headerName(name);
}

function severalRequests([, , second]: readonly string[] = []): Text[] {
  return second === undefined ? [] : [captureTexts("several-signatures")];
}

/**
 * An access log shows values without names, and people log `signature=…`: 64 hex digits are the
 * signature, and in the same line 10 or 13 digits the timestamp, and other digits the nonce.
 */
function unnamedParts(text: string): RawHeader[] {
  const signature = /(?<![\w+/])[0-9a-f]{64}(?![\w+/=])/i.exec(text);
  if (signature === null) return [];
  const line = lineAround(text, signature.index);
  const timestamp =
    /\b(?:timestamp|ts)\b\W{1,6}(\d{10}|\d{13})\b/i.exec(line)?.[1] ??
    /(?<![\w.:/-])1\d{9}(?:\d{3})?(?![\w.:/-])/.exec(line)?.[0];
  const place = line.indexOf(signature[0]);
  const nonce =
    /\bnonce\b\W{1,6}(\w{4,64})/i.exec(line)?.[1] ??
    [...line.matchAll(/(?<![\w.:/-])\d{6,20}(?![\w.:/-])/g)]
      .filter(([digits]) => digits !== timestamp)
      .sort((left, right) => Math.abs(left.index - place) - Math.abs(right.index - place))[0]?.[0];
  return [
    ...(timestamp === undefined ? [] : [["X-Lark-Request-Timestamp", timestamp] as const]),
    ...(nonce === undefined ? [] : [["X-Lark-Request-Nonce", nonce] as const]),
    ["X-Lark-Signature", signature[0]],
  ];
}

/** The line at this place and, since some print one value a line, a little around it; without the body. */
function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 300), offset);
  const after = text.slice(offset, offset + 300);
  return `${before} ${after}`.replace(/[A-Za-z0-9+/=]{100,}/g, "");
}
