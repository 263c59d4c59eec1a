import { suggest } from "./suggestions.js";

const secretNames = ["encryptkey", "verificationtoken", "appsecret"];

/** No name is as long, and comparing longer ones takes time. */
const longestName = 40;

/** Near enough to a secret's name to be a slip for it, or one of the wire's own names for one. */
export function isSecretName(name: string): boolean {
  if (name.length > longestName) return false;
  const plain = name.toLowerCase().replaceAll(/[_-]/g, "");
  if (plain === "token" || plain === "secret") return true;
  // The field with the ciphertext, and the flag with a path, only look like the key.
  if (plain === "encrypt" || plain.endsWith("file")) return false;
  return suggest(plain, secretNames) !== undefined;
}

/**
 * Hides the values of members that are secrets by their name, in a text of which only that is known:
 * the lines of a config file, for instance, in which something else is wrong.
 */
export function hideSecretMembers(text: string): string {
  return withoutSecretMembers(text).text;
}

/** A text without such values; no line is added and none goes away. */
export interface HiddenMembers {
  readonly text: string;
  /** Where a place of the original is now. */
  readonly moved: (offset: number) => number;
}

/** The same for a text with places in it, which move along. Looks through the text once. */
export function withoutSecretMembers(text: string): HiddenMembers {
  const parts: string[] = [];
  const places: Place[] = [];
  let done = 0;
  for (const place of secretValues(text)) {
    if (place.start < done || place.start === place.end) continue;
    parts.push(text.slice(done, place.start), hidden);
    places.push(place);
    done = place.end;
  }
  return {
    text: parts.join("") + text.slice(done),
    moved(offset) {
      let moved = offset;
      for (const { start, end } of places) {
        if (offset >= end) moved += hidden.length - (end - start);
        else if (offset > start) moved -= offset - start;
      }
      return moved;
    },
  };
}

/** Shorter values would be found in many words. */
const shortest = 4;

/** A message about a text, without the values of such members in the text. */
export function hideSecretsOf(text: string, message: string): string {
  return [...secretValues(text)]
    .map(({ start, end }) => text.slice(start, end).replace(/^["'*&!]|["']$/g, ""))
    .filter((value) => value.length >= shortest)
    .reduce((shown, value) => shown.replaceAll(value, hidden), message);
}

const hidden = "<hidden>";

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * A member's name as JSON, YAML or a flag writes it, looked at from its start only: a long word must not be
 * looked at from each of its letters.
 */
const member = /(?<![\w-])([\w-]+)(["']?)[ \t]*[:=][ \t]*/g;

/** Its value, which may be cut off: in quotes, a list by mistake, or to the end of the member. */
const valueInside =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?|\[[^\]\r\n{]*\]?|(?!\$\{)[^\s"'{[,}\]][^\r\n,}\]]*|(?=[\r\n])/y;
/** The same where the member has a line to itself, as in YAML: the value ends with the line. */
const valueOnLine =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?|\[[^\]\r\n{]*\]?|(?!\$\{)[^\s"'{[][^\r\n]*|(?=[\r\n])/y;

function* secretValues(text: string): Generator<Place> {
  for (const match of text.matchAll(member)) {
    const [whole, name = "", quote = ""] = match;
    if (!isSecretName(name)) continue;
    const near = text.slice(Math.max(0, match.index - longestIndent), match.index);
    const before = near.slice(near.lastIndexOf("\n") + 1);
    const isAlone = quote === "" && /^[ \t]*(?:- +)*$/.test(before);
    const pattern = isAlone ? valueOnLine : valueInside;
    pattern.lastIndex = match.index + whole.length;
    const value = pattern.exec(text)?.[0];
    if (value === undefined) continue;
    const end = pattern.lastIndex;
    yield { start: end - value.length, end };
    if (/^[ \t"']*(?:- +)*["']?$/.test(before))
      yield* furtherLines(text, { value, indent: before, end });
  }
}

const longestIndent = 200;

/**
 * The lines on which a value goes on: they are indented further than its name. Behind `|`, `>` or an open
 * quote all of them belong to it; behind a plain value, or none, those that do not look like a member.
 */
function* furtherLines(
  text: string,
  { value, indent, end }: { value: string; indent: string; end: number },
): Generator<Place> {
  const isOpen = /^(?:[|>][-+\d]*[ \t]*(?:#.*)?$|"(?:[^"\\]|\\.)*$|'(?:[^']|'')*$)/.test(value);
  if (!isOpen && /^["']/.test(value)) return;
  const line = /[^\n]*\r?\n([ \t]*)([^\r\n]*)/y;
  line.lastIndex = end;
  for (let found = line.exec(text); found; found = line.exec(text)) {
    const [, blanks = "", content = ""] = found;
    const isDeeper = blanks.length > indent.replace(/["']$/, "").length;
    const isQuoted = value === "" && /^["']/.test(content);
    // A list by mistake, which YAML also takes without indentation.
    const isItem = value === "" && /^- +(?![\w-]+["']?[ \t]*:(?:\s|$))/.test(content);
    if (content !== "" && !isDeeper && !isQuoted && !isItem) return;
    if (!isOpen && !isItem && /^(?:- |[{[}\]#]|["']?[\w-]+["']?[ \t]*:(?:\s|$))/.test(content))
      return;
    yield { start: line.lastIndex - content.length, end: line.lastIndex };
    if (isQuoted) return;
  }
}
