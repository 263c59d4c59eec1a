/** The text, or its first characters and "…". The sign is needed: only before one is a part of a secret recognised. */
export const ellipsize = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`;
