import { isRecord } from "../../base/json-path.js";
import { parseJson } from "../../wire/body-forms.js";
import type { Outcome } from "../../delivery/outcome.js";
import { describeAnswer, quoteLine } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { challengeTrouble } from "./troubles.js";
import { ordinaryChallenge, readAll, type Attempt } from "./trial.js";

/** The challenge comes back, but not as the member of a JSON object with status 200. */
export const challengeInAnotherForm: Cause = {
  id: "challenge-in-another-form",
  explains: ["challenge"],
  looksAt: challengeTrouble,
  async probe(context) {
    const sent: Attempt[] = [];
    const make = () => {
      const attempt = ordinaryChallenge(context)();
      sent.push(attempt);
      return attempt;
    };
    const readings = await readAll(context, [make, make]);
    const [form, again] = readings.map(({ outcome }, index) =>
      formOf(outcome, sent[index]?.challenge ?? ""),
    );
    if (form === undefined || form !== again) return undefined;
    return {
      sentence: `It sends the challenge back ${form}.`,
      fix: 'Answer status 200 with the JSON object {"challenge": <the one received>}.',
      evidence: readings.map(({ outcome }) => describeAnswer(outcome)),
    };
  },
};

function formOf(outcome: Outcome, challenge: string): string | undefined {
  if (outcome.kind !== "answered" || !outcome.body.includes(challenge)) return undefined;
  const said = quoteLine(outcome.body.replace(challenge, "…"));
  const value = parseJson(outcome.body);
  if (isRecord(value) && value["challenge"] === challenge) {
    return `with status ${outcome.status} instead of 200`;
  }
  if (value === challenge) return "as a JSON string instead of a JSON object";
  if (value !== undefined) return `in JSON, but not as \`challenge\` of the object itself: ${said}`;
  return said === "…"
    ? "as bare text instead of a JSON object"
    : `in what is no JSON object: ${said}`;
}
