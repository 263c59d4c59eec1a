import { once } from "../base/once.js";

/** A secret as programs write it: as it is, or each of its characters escaped in one way or another. */
export interface WrittenSecret {
  readonly length: number;
  /** False where none of its characters can be, in whatever form. */
  mayStandAt(text: string, index: number): boolean;
  /** How far `text` agrees with the secret's characters from number `first` on, from `index` on. */
  match(text: string, index: number, first?: number): WrittenMatch;
}

export interface WrittenMatch {
  /** How many of the secret's characters are there. */
  readonly characters: number;
  /** Where the text goes on behind them. */
  readonly end: number;
}

/** One character, and what stands for it; escapes are compared in lower case. */
interface Character {
  readonly literal: string;
  /** Behind a backslash: `u003c` (JSON of Go, Python and PHP), `x3c`, `n`. */
  readonly behindBackslash: readonly string[];
  /** `%3c`, `&#60;`, `&lt;`. */
  readonly whole: readonly string[];
}

/** How each form begins that needs no backslash: most characters of a text are none, and are passed by fast. */
const beginsWhole = new Set(["%", "&", "+"]);
const beginsForm = new Set([...beginsWhole, "\\"]);
/** JSON inside JSON doubles backslashes; more than two levels are not looked through. */
const mostBackslashes = 8;
const named: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
  " ": "+",
};
const lettered: Readonly<Record<string, string>> = {
  "\n": "n",
  "\r": "r",
  "\t": "t",
  "\f": "f",
  "\b": "b",
  "\v": "v",
  "\u0007": "a",
};
// oxlint-disable-next-line no-control-regex -- terminals' colours begin with it
const color = /\u001B\[[\d;]{0,16}m/y;

/** Colours may stand between two characters: what takes them out later would put the secret together again. */
export function createWrittenSecret(secret: string): WrittenSecret {
  // Backslashes in a row are one character here: in the text some of them may belong to the next.
  const characters = (secret.match(/\\+|./gsu) ?? []).map(formsOf);

  const beginnings = new Set([
    ...beginsForm,
    ...characters.map(({ literal }) => literal.charAt(0)),
  ]);

  function match(text: string, index: number, first = 0): WrittenMatch {
    if (first === 0 && text.startsWith(secret, index)) {
      return { characters: characters.length, end: index + secret.length };
    }
    let end = index;
    for (let at = first; at < characters.length; at++) {
      const isEscaped = at > first && characters[at - 1]?.literal.startsWith("\\") === true;
      const plainEnd = isEscaped ? undefined : endOfPlain(characters[at], text, end);
      if (plainEnd !== undefined) {
        end = plainEnd;
        continue;
      }
      if (at === first && !beginsForm.has(text[index] ?? "")) return { characters: 0, end };
      const behind = endOf(characters[at], text, at === first ? end : skipColor(text, end), {
        isEscaped,
      });
      if (behind === undefined) return { characters: at - first, end };
      end = behind;
    }
    return { characters: characters.length - first, end };
  }

  return {
    length: characters.length,
    mayStandAt: (text, index) => beginnings.has(text.charAt(index)),
    match,
  };
}

/** Where this character ends if it stands there as it is: most do, and the rest need not be looked for. */
function endOfPlain(
  character: Character | undefined,
  text: string,
  index: number,
): number | undefined {
  if (!character || beginsForm.has(text[index] ?? "")) return undefined;
  return text.startsWith(character.literal, index) ? index + character.literal.length : undefined;
}

function formsOf(literal: string): Character {
  const code = literal.codePointAt(0) ?? 0;
  const bytes = [...Buffer.from(literal)].map((byte) => hex(byte, 2));
  const units = Array.from({ length: literal.length }, (_, at) => hex(literal.charCodeAt(at), 4));
  const letter = lettered[literal];
  return {
    literal,
    behindBackslash: [
      units.map((unit) => `u${unit}`).join("\\"),
      bytes.map((byte) => `x${byte}`).join("\\"),
      ...(code < 0x100 ? [`x${hex(code, 2)}`] : []),
      // Go and Python, Rust and JavaScript, C and Ruby.
      `u${hex(code, 8)}`,
      `u{${code.toString(16)}}`,
      bytes.map((byte) => Number.parseInt(byte, 16).toString(8).padStart(3, "0")).join("\\"),
      ...(letter === undefined ? [] : [letter]),
    ],
    whole: [
      bytes.map((byte) => `%${byte}`).join(""),
      `&#${code};`,
      `&#x${code.toString(16)};`,
      ...(named[literal] === undefined ? [] : [named[literal]]),
    ],
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Where this character ends if it stands at `index`, in whatever form; a backslash may be behind us. */
function endOf(
  character: Character | undefined,
  text: string,
  index: number,
  { isEscaped }: { readonly isEscaped: boolean },
): number | undefined {
  if (!character) return undefined;
  const { literal, behindBackslash, whole } = character;
  const endOfOne = (forms: readonly string[], at: number): number | undefined => {
    const form = forms.find((one) => text.slice(at, at + one.length).toLowerCase() === one);
    return form === undefined ? undefined : at + form.length;
  };
  const isBackslash = literal.startsWith("\\");
  const most = mostBackslashes * (isBackslash ? literal.length : 1);
  const backslashes = countBackslashes(text, index, most);
  const behind = index + backslashes;
  // "&" is also how "&amp;" begins, and "\\" how "\\u005c" does: the longer form goes first.
  const escaped =
    (isEscaped || backslashes > 0 ? endOfOne(behindBackslash, behind) : undefined) ??
    (beginsWhole.has(text[index] ?? "") ? endOfOne(whole, index) : undefined);
  if (escaped !== undefined) return escaped;
  if (isBackslash) return backslashes < literal.length ? undefined : behind;
  // `\"`, `\/` and the like; a backslash before a letter makes another character of it.
  const mayBeEscaped = backslashes === 0 || !letterOrDigit().test(literal);
  return mayBeEscaped && text.startsWith(literal, behind) ? behind + literal.length : undefined;
}

/** Not as a literal, which every start would read: see `wrapWords`. */
const letterOrDigit = once(() => new RegExp(String.raw`[\p{L}\p{N}]`, "u"));

function countBackslashes(text: string, index: number, most: number): number {
  let count = 0;
  while (count < most && text[index + count] === "\\") count++;
  return count;
}

function skipColor(text: string, index: number): number {
  if (text[index] !== "\u001B") return index;
  color.lastIndex = index;
  return index + (color.exec(text)?.[0].length ?? 0);
}
