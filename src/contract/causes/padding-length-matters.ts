import { answerOf } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { challengeTrouble, failureOf } from "./troubles.js";
import { changedChallenge, readAll } from "./trial.js";
import {
  paddingLengthMattersTexts as texts,
  type PaddingMistake,
} from "./texts/padding-length-matters-texts.js";

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
    const read = lengths.filter((length) => !unread.includes(length));
    return {
      sentence: texts("sentence", {
        unread,
        answer: answerOf(refused.outcome),
        mistake: mistakeBehind(unread),
      }),
      fix: texts("fix"),
      evidence: [texts("came-back", { read, unread })],
    };
  },
};

/** 9 to 13 are tab, line feed and carriage return to a function that trims. */
function mistakeBehind(unread: readonly number[]): PaddingMistake {
  if (unread.length === 1 && unread[0] === blockBytes) {
    return "whole-block";
  }
  const readable = (length: number): boolean => length >= 9 && length <= 13;
  return unread.every((length) => !readable(length)) && unread.length >= blockBytes - 5
    ? "trims"
    : "other";
}
