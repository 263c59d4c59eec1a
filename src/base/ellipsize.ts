/** The text, or its first characters and "…". The sign is needed: only before one is a part of a secret recognised. */
export const ellipsize = (text: string, longest: number): string =>
  text.length <= longest ? text : `${beginningOf(text, longest)}…`;

/** One character less where the last would be half a surrogate pair. */
const beginningOf = (text: string, length: number): string =>
  text.slice(0, (text.codePointAt(length - 1) ?? 0) > 0xffff ? length - 1 : length);
