import {
  type Position,
  type SourceDocument,
  parseStrictJson,
  placeOf,
  refuseDeepNesting,
} from "./document.js";
import { endOfString, findDeepNesting } from "./nesting.js";

/**
 * Reads JSON of any length: where a part stands is looked up in the text when it is asked for, so that a
 * document in which nothing is wrong takes no more memory than its value.
 * @throws MocklarkError MALFORMED_DOCUMENT with line, column and a code frame
 */
export function parseJsonDocument(source: string, file: string): SourceDocument {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  refuseDeepNesting(text, file, findDeepNesting);
  const value = parseStrictJson(text, file);
  const positionOf = (offset: number): Position => placeOf(text, offset);
  return {
    file,
    text,
    value,
    locate: (steps) => positionOf(find(text, steps).value),
    locateName: (steps) => {
      const found = find(text, steps);
      return positionOf(found.name ?? found.value);
    },
  };
}

/** Offsets of a member's name and of a value; an item of a list has no name. */
interface Found {
  readonly name?: number;
  readonly value: number;
}

/** What stands at these steps in a valid JSON text, or the nearest parent of it. */
function find(text: string, steps: readonly (string | number)[]): Found {
  let found: Found = { value: skipBlank(text, 0) };
  for (const [index, step] of steps.entries()) {
    const child = childAt(text, found.value, step);
    if (child === undefined) return { value: found.value };
    found = index === steps.length - 1 ? child : { value: child.value };
  }
  return found;
}

function childAt(text: string, open: number, step: string | number): Found | undefined {
  const isObject = text[open] === "{";
  if (!isObject && text[open] !== "[") return undefined;
  let found: Found | undefined;
  let at = skipBlank(text, open + 1);
  for (let index = 0; text[at] !== "}" && text[at] !== "]"; index++) {
    const name = at;
    const value = isObject ? skipBlank(text, skipBlank(text, endOfString(text, at) + 1) + 1) : at;
    const key = isObject ? nameAt(text, name) : index;
    // Of a name given twice the last one counts.
    if (key === step) found = isObject ? { name, value } : { value };
    at = skipBlank(text, endOfValue(text, value));
    if (text[at] === ",") at = skipBlank(text, at + 1);
  }
  return found;
}

const nameAt = (text: string, at: number): unknown =>
  JSON.parse(text.slice(at, endOfString(text, at) + 1));

function skipBlank(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

/** The offset behind the value that begins here. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at) + 1;
    else if ("[{".includes(character)) [depth, at] = [depth + 1, at + 1];
    else if ("]}".includes(character)) [depth, at] = [depth - 1, at + 1];
    else at = endOfScalar(text, at);
  } while (depth > 0);
  return at;
}

/** Behind a number or a word, or behind what separates two values. */
function endOfScalar(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && !'[]{}",: \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}
