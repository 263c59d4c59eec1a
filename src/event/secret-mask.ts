import { isRecord } from "../base/json-path.js";
import { once } from "../base/once.js";
import { Text } from "../base/text.js";
import type { App } from "./app.js";
import { createWrittenSecret, type WrittenMatch, type WrittenSecret } from "./written-secret.js";

/** Replaces an app's secrets in texts, and in every text of a JSON value. */
export interface SecretMask {
  /** Our own words, and what they quote. */
  readonly text: (text: string) => string;
  /** What a receiver wrote: here a short secret counts wherever it is a word of its own. */
  readonly foreign: (text: string) => string;
  /** Foreign text of at most `longest` characters and an ellipsis, masked before it is cut. */
  readonly cut: (text: string, longest: number) => string;
  readonly value: <T>(value: T) => T;
}

/** Members whose texts are ours alone and mean something to programs. */
const structural = new Set(["id", "check", "kind", "state", "mode", "severity", "verdict", "tool"]);

/** Members that hold what a receiver wrote, or what was written to it. */
const foreignMembers = new Set(["body", "plaintext", "headers", "lastOutput", "saw", "evidence"]);

/** Shorter secrets would mask half of every sentence: they count only where they stand alone. */
const shortest = 4;

/** What nobody but the app and Feishu may know. */
export type Secrets = Partial<Pick<App, "encryptKey" | "verificationToken" | "appSecret">>;

interface Named {
  readonly secret: string;
  readonly written: WrittenSecret;
  readonly name: string;
}

interface Hit {
  readonly name: string;
  readonly end: number;
}

/**
 * The one place where keys and tokens are hidden: everything a reporter gets, and everything a
 * command says on a terminal, has gone through it.
 *
 * A secret is found as it is and in every form of `createWrittenSecret`, and also the first part of one
 * before "…" and the last part behind it, since a text may have been cut inside. Secrets of fewer than four
 * ASCII characters are hidden between quotes, behind "=", behind ":" to the end of a value, as a whole text,
 * and as a word in foreign text, or anywhere if they have letters and digits.
 */
export function createSecretMask(app: Secrets): SecretMask {
  const secrets = [
    ["<encrypt key>", app.encryptKey],
    ["<verification token>", app.verificationToken],
    ["<app secret>", app.appSecret],
  ]
    .filter(([, secret = ""]) => secret !== "")
    .map(([name = "", secret = ""]) => ({ name, secret, written: createWrittenSecret(secret) }))
    // A secret that holds another one must go first.
    .sort((left, right) => right.secret.length - left.secret.length);
  // What was masked before is left alone, also when a secret is called "token".
  const names = ["<encrypt key>", "<verification token>", "<app secret>"];
  const starts = once(() => startsOf(secrets));

  function replaceIn(text: string, isForeign: boolean): string {
    if (secrets.length === 0) return text;
    const pattern = starts();
    let masked = "";
    let done = 0;
    pattern.lastIndex = 0;
    for (let start = pattern.exec(text); start; start = pattern.exec(text)) {
      const hit = hitAt(text, start.index, isForeign);
      if (!hit) continue;
      masked += text.slice(done, hit.start) + hit.name;
      done = pattern.lastIndex = hit.end;
    }
    return masked + text.slice(done);
  }

  function hitAt(
    text: string,
    index: number,
    isForeign: boolean,
  ): (Hit & { readonly start: number }) | undefined {
    const name = text[index] === "<" ? names.find((one) => text.startsWith(one, index)) : undefined;
    if (name !== undefined) return { name, start: index, end: index + name.length };
    const isCut = text[index] === ellipsis;
    const start = isCut ? index + 1 : index;
    for (const secret of secrets) {
      const end = isCut ? endOfLastPart(text, start, secret) : endOf(text, start, secret);
      if (end === undefined) continue;
      const isShort =
        isPlain.test(secret.secret) &&
        secret.secret.length < shortest &&
        !(isMixed.test(secret.secret) && isWord(text, { start, end }));
      if (!isShort || standsAlone(text, { start, end, isForeign })) {
        return { name: secret.name, start, end };
      }
    }
    return undefined;
  }

  function value(plain: unknown, isForeign: boolean): unknown {
    if (typeof plain === "string") return replaceIn(plain, isForeign);
    if (plain instanceof Text) return plain.with((inner) => replaceIn(inner, isForeign));
    if (Array.isArray(plain)) return plain.map((inner) => value(inner, isForeign));
    if (!isRecord(plain)) return plain;
    return Object.fromEntries(
      Object.entries(plain).map(([key, inner]) => [
        key,
        structural.has(key) ? inner : value(inner, isForeign || foreignMembers.has(key)),
      ]),
    );
  }

  return {
    text: (text) => replaceIn(text, false),
    foreign: (text) => replaceIn(text, true),
    cut(text, longest) {
      const masked = replaceIn(text, true);
      return masked.length <= longest ? masked : `${masked.slice(0, longest)}${ellipsis}`;
    },
    value: <T>(plain: T) => value(plain, false) as T,
  };
}

const ellipsis = "…";
/** A letter and a digit: no word of ours, and no number, which a short secret could be taken for. */
const isMixed = /^(?=.*\d)(?=.*[A-Za-z])/s;
// oxlint-disable-next-line no-control-regex -- ASCII begins with them
const isPlain = /^[\0-\x7F]*$/;

/** Where a secret, an escape or a cut may begin: only there is it worth comparing. */
function startsOf(secrets: readonly Named[]): RegExp {
  const begins = secrets.map(({ secret }) => {
    const [first = "", second] = Array.from(secret, escapeUnit);
    // Most texts hold every letter, and much fewer its pairs.
    return second === undefined ? first : `${first}(?=[${second}\\\\%&+\\u001B${ellipsis}])`;
  });
  return new RegExp([...begins, `[\\\\%&+<${ellipsis}]`].join("|"), "gu");
}

const escapeUnit = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Where the secret ends that begins here, all of it or enough of it before a cut. */
function endOf(text: string, index: number, { written }: Named): number | undefined {
  const match = written.match(text, index);
  if (match.characters === written.length) return match.end;
  return isEnough(match, written) ? endBeforeCut(text, match.end) : undefined;
}

/** Where the secret ends whose last part begins here, behind a cut. */
function endOfLastPart(text: string, index: number, { written }: Named): number | undefined {
  if (!written.mayStandAt(text, index)) return undefined;
  for (let first = 1; first < written.length; first++) {
    const match = written.match(text, index, first);
    if (match.characters === written.length - first && isEnough(match, written)) return match.end;
  }
  return undefined;
}

/** Half of it, or as much as the shortest secret that is hidden everywhere. */
function isEnough({ characters }: WrittenMatch, { length }: WrittenSecret): boolean {
  return length >= shortest && (characters >= shortest || characters * 2 >= length);
}

/** What is left of an escape that was cut. */
const rest = /(?:\\{1,8}(?:u[\da-f]{0,3}|x[\da-f]?)?|%[\da-f]?|&[#\w]{0,6})?(?=…)/iy;

function endBeforeCut(text: string, index: number): number | undefined {
  rest.lastIndex = index;
  const found = rest.exec(text);
  return found ? index + found[0].length : undefined;
}

/** More than one where a text that is quoted holds a quoted one. */
const openingQuote = /(?:^|[\s:=,[{(])(?:\\{0,8}["'`]){1,4}$/;
/** A quotation may have been cut before it. */
const closingQuote = /^(?:\\{0,8}["'`]|…)/;
const endOfValue = /^[ \t]*(?:$|[\r\n,;&}\])])/;
/** Not as literals, which every start would read: see `wrapWords`. */
const wordBefore = once(() => new RegExp(String.raw`[\p{L}\p{N}_]$`, "u"));
const wordBehind = once(() => new RegExp(String.raw`^[\p{L}\p{N}_]`, "u"));
const context = 16;

/** Whether what is there is no part of a longer word. */
function isWord(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = text.slice(Math.max(0, start - context), start);
  return !wordBefore().test(before) && !wordBehind().test(text.slice(end, end + context));
}

/** Whether what is there is a value of its own, or in foreign text a word. */
function standsAlone(
  text: string,
  { start, end, isForeign }: { start: number; end: number; isForeign: boolean },
): boolean {
  const before = text.slice(Math.max(0, start - context), start);
  const behind = text.slice(end, end + context);
  if (before === "" && behind === "") return true;
  if (openingQuote.test(before) && closingQuote.test(behind)) return true;
  if (isForeign || before.endsWith("=")) return isWord(text, { start, end });
  return /:[ \t]?$/.test(before) && endOfValue.test(behind);
}
