import { unescapeString } from "./unescape-string.js";

/** Deeper than any event; the reader calls itself for each level. */
const deepest = 100;

const words: Readonly<Record<string, unknown>> = {
  null: null,
  undefined: null,
  None: null,
  nil: null,
  true: true,
  True: true,
  false: false,
  False: false,
};

/**
 * The object at this place as JavaScript (console.log), Python (repr), Ruby or PHP print it: any quotes or
 * none around names, `:` or `=>`, strings in pieces. Undefined for what is none or leaves something out
 * ([Object], …).
 */
export function readPrintedObject(text: string, start: number): unknown {
  const reader = createReader(text, start);
  const value = reader.value(0);
  return value === incomplete ? undefined : value;
}

/** Stands for what cannot be read; nothing that holds it can. */
const incomplete = Symbol("incomplete");

function createReader(text: string, start: number) {
  const token = /\s*(?:([{[(])|([}\])])|(=>|[:,+])|[bru]?(["'`])|([\w.$-]+)|([^]))/y;
  token.lastIndex = start;
  const next = (): RegExpExecArray | undefined => token.exec(text) ?? undefined;

  function peekIs(pattern: RegExp): boolean {
    const at = token.lastIndex;
    const found = pattern.test(next()?.[0] ?? "");
    token.lastIndex = at;
    return found;
  }

  function readValue(depth: number): unknown {
    const match = next();
    if (match === undefined || depth > deepest) return incomplete;
    const [, opening, , , quote, word] = match;
    if (opening === "{") return readMembers(depth);
    if (opening !== undefined) return readItems(depth);
    if (quote !== undefined) return readString(quote);
    if (word === undefined) return incomplete;
    if (word in words) return words[word];
    return String(Number(word)) === word ? Number(word) : incomplete;
  }

  /** `"ab" "cd"` and `'ab' + 'cd'` are one string in two pieces. */
  function readString(quote: string): string {
    let said = "";
    for (let mark: string | undefined = quote; mark !== undefined; mark = nextPiece()) {
      const piece = unescapeString(text, token.lastIndex, mark);
      said += piece.said;
      token.lastIndex = piece.end + 1;
    }
    return said;
  }

  function nextPiece(): string | undefined {
    const piece = /\s*(?:\+\s*)?[bru]?(["'`])/y;
    piece.lastIndex = token.lastIndex;
    const mark = piece.exec(text)?.[1];
    if (mark !== undefined) token.lastIndex = piece.lastIndex;
    return mark;
  }

  function readMembers(depth: number): unknown {
    const members: [string, unknown][] = [];
    while (!peekIs(/\}$/)) {
      const name = readName();
      const value =
        name !== undefined && /^(?:=>|:)$/.test(next()?.[3] ?? "")
          ? readValue(depth + 1)
          : incomplete;
      if (value === incomplete) return incomplete;
      members.push([name as string, value]);
      if (peekIs(/,$/)) next();
    }
    next();
    return Object.fromEntries(members);
  }

  function readName(): string | undefined {
    const match = next();
    return match?.[4] === undefined ? match?.[5] : readString(match[4]);
  }

  function readItems(depth: number): unknown {
    const items: unknown[] = [];
    while (!peekIs(/[\])]$/)) {
      const value = readValue(depth + 1);
      if (value === incomplete) return incomplete;
      items.push(value);
      if (peekIs(/,$/)) next();
    }
    next();
    return items;
  }

  return { value: readValue };
}
