import stringWidth from "string-width";

/** How many columns of a terminal a text fills: a Chinese character fills two, an escape sequence none. */
export const displayWidth = (text: string): number => stringWidth(text);

/** The text with spaces up to a column: `padEnd` for what may hold Chinese. */
export const padDisplayEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));
