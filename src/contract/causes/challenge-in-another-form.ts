import { isRecord } from "../../base/json-path.js";
import type { Text } from "../../base/text.js";
import { parseJson } from "../../wire/body-forms.js";
import type { Outcome } from "../../delivery/outcome.js";
import { answerOf, quoteLine } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { challengeTrouble } from "./troubles.js";
import { isSameText } from "../report/same-text.js";
import { ordinaryChallenge, readAll, type Attempt } from "./trial.js";
import { challengeInAnotherFormTexts as texts } from "./texts/challenge-in-another-form-texts.js";

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
    if (!form || !again || !isSameText(form, again)) return undefined;
    return {
      sentence: texts("sentence", { form }),
      fix: texts("fix"),
      evidence: readings.map(({ outcome }) => answerOf(outcome)),
    };
  },
};

function formOf(outcome: Outcome, challenge: string): Text | undefined {
  if (outcome.kind !== "answered" || !outcome.body.includes(challenge)) return undefined;
  const said = quoteLine(outcome.body.replace(challenge, "…"));
  const value = parseJson(outcome.body);
  if (isRecord(value) && value["challenge"] === challenge) {
    return texts("other-status", { status: outcome.status });
  }
  if (value === challenge) return texts("json-string");
  if (value !== undefined) return texts("elsewhere", { said });
  return said === "…" ? texts("bare-text") : texts("no-object", { said });
}
