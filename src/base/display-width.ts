import { createRequire } from "node:module";
import type * as stringWidth from "string-width";

const require = createRequire(import.meta.url);

/** How many columns of a terminal a text fills: a Chinese character fills two, an escape sequence none. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  library ??= require("string-width") as typeof stringWidth;
  return library.default(text);
}

/** ASCII and the signs that English reports have, each one column wide. */
const narrow = /^[ -~×–…✓✗]*$/;

/** Loaded with the first text beyond that, because it takes 30 ms or more. */
let library: typeof stringWidth | undefined;

/** The text with spaces up to a column: `padEnd` for what may hold Chinese. */
export const padDisplayEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));
