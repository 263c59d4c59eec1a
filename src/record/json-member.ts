import { parseJson } from "../wire/body-forms.js";

/** The members of that name whose value is a string, wherever they stand in JSON: all up to the value, and the value. */
const membersNamed = (name: string): RegExp =>
  new RegExp(`("${name}"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*")`, "g");

/** The first of them, also in what is no JSON, or no longer whole. */
export function firstMember(text: string, name: string): unknown {
  for (const [, , value = ""] of text.matchAll(membersNamed(name))) return parseJson(value);
  return undefined;
}

/** Gives those that have one value another, in the text itself: the rest of it stays as it is, byte for byte. */
export const replaceMember = (
  text: string,
  name: string,
  { from, to }: { readonly from: string; readonly to: string },
): string =>
  text.replace(membersNamed(name), (whole, start: string, value: string) =>
    parseJson(value) === from ? `${start}${JSON.stringify(to)}` : whole,
  );
