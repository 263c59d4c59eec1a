import { createRequire } from "node:module";
import type * as stringWidth from "string-width";

const require = createRequire(import.meta.url);

/** How many columns of a terminal a text fills: a Chinese character fills two, an escape sequence none. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  library ??= require("string-width") as typeof stringWidth;
  return library.default(text);
}

/** Loaded with the first text beyond ASCII: each start would wait 30 ms for it. */
let library: typeof stringWidth | undefined;

/** The text with spaces up to a column: `padEnd` for what may hold Chinese. */
export const padDisplayEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));
