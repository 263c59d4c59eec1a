import { parseJson } from "../body-forms.js";
import { endOfJson } from "../json-end.js";
import type { CapturedBody } from "./capture-reader.js";
import { isFeishuBody } from "./feishu-body.js";
import { parsedBody, rawBody } from "./parsed-body.js";
import { bodyPlaceholder } from "./body-placeholder.js";
import { readPrintedObject } from "./printed-object.js";
import { unescapeString } from "./unescape-string.js";

/** Finds the body in one way of printing it; `closed` is false where the text ends before the body does. */
type BodyFinder = (text: string) => FoundBody | undefined;
interface FoundBody {
  readonly body: CapturedBody;
  readonly closed: boolean;
}

/** What a body can begin with, most of them only after some tool has written it again. */
const firstMembers = "(?:encrypt|schema|challenge|uuid|token|type|ts|header|event)";

/**
 * So many places are looked at, and so many times the text's length is read from them: a text full of
 * braces costs no more than a multiple of its length.
 */
const mostPlaces = 100;
const mostWork = 4;

/** Longer than any body; a quoted one is not followed further. */
const longestBody = 1024 * 1024;

/**
 * The first body in a printed text. What stands there as JSON or as a string keeps its bytes; an object of
 * the language does not.
 */
export function findPrintedBody(text: string): CapturedBody | undefined {
  const found = finders.flatMap((find) => find(text) ?? []);
  return (found.find(({ closed }) => closed) ?? found[0])?.body ?? missingBody(text);
}

/** JSON in some quoting: how its first brace and quote look there, and how to undo that. */
function quoted(opening: string, undo: (text: string, start: number) => string): BodyFinder {
  const start = new RegExp(`${opening}${firstMembers}`, "g");
  return (text) => {
    let cut: FoundBody | undefined;
    let allowed = mostWork * text.length;
    for (const { index } of firstMatches(text, start)) {
      const json = undo(
        text.slice(Math.max(0, index - 1), index + longestBody),
        Math.min(1, index),
      );
      const end = endOfJson(json);
      allowed -= end ?? json.length;
      if (end === undefined) cut ??= cutBody(json);
      else if (isFeishuBody(parseJson(json.slice(0, end)))) return whole(json.slice(0, end));
      if (allowed < 0) break;
    }
    return cut;
  };
}

function* firstMatches(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  let places = 0;
  for (const match of text.matchAll(pattern)) {
    if (++places > mostPlaces) return;
    yield match;
  }
}

/** A body on one line is as it came; one that is laid out was parsed by whoever printed it. */
function whole(json: string): FoundBody {
  const isLaidOut = /^\{\s*\n/.test(json);
  const body = isLaidOut ? parsedBody(parseJson(json)) : rawBody(bytesOf(json));
  return { body, closed: true };
}

function cutBody(json: string): FoundBody | undefined {
  const line = json.split(/\r?\n/, 1)[0] ?? "";
  return line.startsWith('{"encrypt"') || line.length > 200
    ? { body: rawBody(bytesOf(line)), closed: false }
    : undefined;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

/** Up to so many strings within strings: a log line of a log line. */
const mostLevels = 4;

/** `{"encrypt"` as it is, and where it is a string of the language, without that string's escapes. */
function undoQuotes(text: string, start: number): string {
  const [quote = ""] = /["'`]?$/.exec(text.slice(Math.max(0, start - 1), start)) ?? [];
  if (quote !== "'" && quote !== "`") return text.slice(start);
  const { said, end } = unescapeString(text, start, quote);
  // JSON's own escapes stand doubled in a string; where one does not, the quotes are just around the text.
  const isString = !/(?<!\\)(?:\\\\){0,40}\\[u"]/.test(text.slice(start, end));
  return isString ? said : text.slice(start);
}

/** `{\"encrypt\"`, `{\\\"encrypt\\\"`, `{\x22encrypt\x22`: a string, once or several times. */
function undoEscapes(text: string, start: number): string {
  let json = unescapeString(text, start, '"').said;
  for (let level = 1; level < mostLevels && !/^\{\s*"/.test(json); level++) {
    json = unescapeString(json, 0, '"').said;
  }
  return json;
}

const htmlCharacters: Readonly<Record<string, string>> = {
  quot: '"',
  "#34": '"',
  "#39": "'",
  apos: "'",
  lt: "<",
  gt: ">",
  amp: "&",
};

const undoHtml = (text: string, start: number): string =>
  text
    .slice(start)
    .replace(/&(quot|#34|#39|apos|lt|gt|amp);/g, (_, name: string) => htmlCharacters[name] ?? "");

function undoPercent(text: string, start: number): string {
  const encoded = /[\w.~*!'()%+-]+/y;
  encoded.lastIndex = start;
  const run = (encoded.exec(text)?.[0] ?? "")
    .replace(/%(?![\dA-Fa-f]{2})/g, "%25")
    .replaceAll("+", " ");
  return Buffer.from(
    run.replace(/%([\dA-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    "latin1",
  ).toString("utf8");
}

/** Base64 of a body begins like this: {"encrypt": or {"schema": or {"challenge":. */
const findBase64: BodyFinder = (text) => {
  for (const [run] of firstMatches(text, /(?<![A-Za-z0-9+/_-])eyJ[A-Za-z0-9+/_-]{16,}={0,2}/g)) {
    const body = Buffer.from(run, "base64");
    if (isFeishuBody(parseJson(body))) return { body: rawBody(body), closed: true };
  }
  return undefined;
};

/** Bytes as numbers: Go prints [123 34 …] or {0x7b, 0x22, …}, Node <Buffer 7b 22 …>, a hex dump 7b22…. */
const bytesShape =
  /\[123,? 34(?:,? \d{1,3})+\]|\{(0x7b, 0x22(?:, 0x[\da-f]{1,2})+)\}|<Buffer (7b 22(?: [\da-f]{2})+)>|(?<![\da-f])(7b22(?:[\da-f]{2}){8,})(?![\da-f])/gi;

const findBytes: BodyFinder = (text) => {
  for (const [run, prefixed, spaced, bare] of firstMatches(text, bytesShape)) {
    const hex = spaced ?? bare;
    const numbers = (prefixed ?? run.slice(1, -1)).split(/[, ]+/);
    const body = hex === undefined ? Buffer.from(numbers.map(Number)) : hexBytes(hex);
    if (isFeishuBody(parseJson(body))) return { body: rawBody(body), closed: true };
  }
  return undefined;
};

const hexBytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** An object as JavaScript, Python or Ruby print it. */
const findObject: BodyFinder = (text) => {
  const start = new RegExp(String.raw`\{\s*:?['"]?${firstMembers}['"]?\s*(?::|=>)`, "g");
  for (const { index } of firstMatches(text, start)) {
    const value = readPrintedObject(text, index);
    if (isFeishuBody(value)) return { body: parsedBody(value), closed: true };
  }
  return undefined;
};

/** `[encrypt] => …`, `{encrypt=…}`, `map[encrypt:…]`: of an encrypted body the one member is enough. */
const findMember: BodyFinder = (text) => {
  const member =
    /(?<!\w)encrypt["'\]]{0,2}\s{0,4}(?:=>|:|=)\s{0,4}(?:string\(\d+\)\s)?(["']?)([A-Za-z0-9+/\\]{32,}={0,2})(?=["'\]}),\s])\1/;
  const encrypt = member.exec(text)?.[2]?.replaceAll("\\/", "/");
  return encrypt === undefined ? undefined : { body: parsedBody({ encrypt }), closed: true };
};

const finders: readonly BodyFinder[] = [
  quoted(String.raw`\{\s*"`, undoQuotes),
  quoted(String.raw`\{(?:\\+[nrt]|\s)*\\+(?:"|x22|u0022)`, undoEscapes),
  quoted('\\{\\s*""', (text, start) => text.slice(start).replaceAll('""', '"')),
  quoted('\\{\\s*`"', (text, start) => text.slice(start).replace(/`([^])/g, "$1")),
  quoted(String.raw`\{\s*&(?:quot|#34);`, undoHtml),
  quoted("%7B%22", undoPercent),
  findBase64,
  findBytes,
  findObject,
  findMember,
];

/** What a label says instead of a body. */
function missingBody(text: string): CapturedBody | undefined {
  const label =
    /\b(?:raw_?)?(?:body|request_body|payload|data)["']?\s{0,4}(?:=>|[:=])\s{0,4}["']?(<[^>\n]{1,2000}>?|\[object \w+\]|[\w.$]+@[\da-f]+|&?\{[^"\n]{0,80}\}?|undefined|null|None|nil|b?''|-|\*{3,}|\[\w+\])/i;
  const placeholder = bodyPlaceholder(label.exec(text)?.[1] ?? "no label");
  return placeholder === undefined
    ? undefined
    : { ...rawBody(Buffer.alloc(0)), notes: [placeholder] };
}
