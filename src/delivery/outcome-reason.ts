import { textFrom } from "../base/text-from.js";
import { type Text, type TextData, verbatim } from "../base/text.js";
import type { Outcome } from "./outcome.js";

/** Why an attempt failed: in English, and as data where the words are ours. */
export interface OutcomeReason {
  readonly reason: string;
  readonly data?: { readonly reason: TextData };
}

/** For an outcome: journals and reports keep the English, and the data that words in another language are made of. */
export const ourReason = (text: Text): OutcomeReason => ({
  reason: text.in("en"),
  data: { reason: dataOf(text) },
});

/** With the texts among its values as data, too. */
export const dataOf = (text: Text): TextData => JSON.parse(JSON.stringify(text)) as TextData;

/** Why it failed, in the language of whoever reads it; what Node or OpenSSL said as it is. */
export const reasonText = ({ reason, data }: OutcomeReason): Text =>
  textOfData(data?.reason, reason);

/** Why a redirect was not followed; undefined where none was to be. */
export function notFollowedText({
  notFollowed,
  data,
}: Extract<Outcome, { kind: "answered" }>): Text | undefined {
  return notFollowed === undefined ? undefined : textOfData(data?.notFollowed, notFollowed);
}

/** A journal may be edited, or of another version: its data counts only where it says what stands beside it. */
function textOfData(data: TextData | undefined, english: string): Text {
  try {
    const text = textFrom(data);
    if (text?.in("en") === english) return text;
  } catch {
    // Values that its words are not made of.
  }
  return verbatim(english);
}
