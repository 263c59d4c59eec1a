import { describeAnswer } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { challengeTrouble, failureOf } from "./troubles.js";
import { changedChallenge, readAll } from "./trial.js";

const blockBytes = 16;

/** Whether it can read a text depends on how much padding follows it. */
export const paddingLengthMatters: Cause = {
  id: "padding-length-matters",
  explains: ["challenge", "event", "flaky"],
  looksAt: (symptoms, contact) =>
    symptoms.mode === "webhook-encrypted"
      ? (challengeTrouble(symptoms, contact) ??
        failureOf(symptoms, "event/flaky") ??
        failureOf(symptoms, "event/accepted"))
      : undefined,
  async probe(context) {
    const lengths: number[] = [];
    const attempts = Array.from({ length: blockBytes }, (_none, blanks) => () => {
      const attempt = changedChallenge(context, { blanks })();
      const bytes = Buffer.byteLength(attempt.request.plaintext);
      lengths[blanks] = blockBytes - (bytes % blockBytes);
      return attempt;
    });
    const first = await readAll(context, attempts);
    if (
      first.length < blockBytes ||
      first.every(({ verified }) => verified === first[0]?.verified)
    ) {
      return undefined;
    }
    const again = await readAll(context, attempts);
    const repeats = first.every(({ verified }, index) => again[index]?.verified === verified);
    const refused = first.find(({ verified }) => !verified);
    if (!repeats || !refused) return undefined;
    const unread = lengths.filter((_length, index) => first[index]?.verified !== true);
    return {
      sentence: `It can read a text or not according to its padding: the same challenge with ${listOf(unread)} of padding gets ${describeAnswer(refused.outcome)}. ${mistakeBehind(unread)}`,
      fix: "Let the AES library remove the PKCS#7 padding: the last byte, 1 to 16, says how many bytes go.",
      evidence: [
        `the challenge came back with ${listOf(lengths.filter((length) => !unread.includes(length)))} of padding, and not with ${listOf(unread)}, twice each`,
      ],
    };
  },
};

const listOf = (lengths: readonly number[]): string =>
  `${lengths.toSorted((one, other) => one - other).join(", ")} ${lengths.length === 1 && lengths[0] === 1 ? "byte" : "bytes"}`;

/** 9 to 13 are tab, line feed and carriage return to a function that trims. */
function mistakeBehind(unread: readonly number[]): string {
  if (unread.length === 1 && unread[0] === blockBytes) {
    return "It does not remove a whole block of padding.";
  }
  const readable = (length: number): boolean => length >= 9 && length <= 13;
  return unread.every((length) => !readable(length)) && unread.length >= blockBytes - 5
    ? "It trims the text as if the padding were white space."
    : "It removes the padding in another way than PKCS#7.";
}
