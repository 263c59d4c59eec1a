import type { Text, TextData } from "../../base/text.js";

/** A part of a report whose words also stand in it as data, for programs and for other languages. */
export interface Worded<Names extends string> {
  /** Which text each of the words is, and its values. Absent as long as the words are texts themselves. */
  readonly data?: { readonly [Name in Names]?: Data | readonly Data[] };
}

/** A text of this run, or one that was read from a file. */
type Data = Text | TextData;
