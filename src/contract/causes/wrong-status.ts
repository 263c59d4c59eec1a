import { answerOf } from "../report/describe-answer.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { Cause } from "./cause.js";
import { eventTrouble, failureOf } from "./troubles.js";
import { ordinaryEvent, readAll } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { wrongStatusTexts as texts } from "./texts/wrong-status-texts.js";

/** 201, 202 or 204 where only 200 counts. */
export const wrongStatus: Cause = {
  id: "wrong-status",
  explains: ["event"],
  looksAt(symptoms, contact) {
    const [first] = contact.good;
    if (!first || successOf(first.outcome) === undefined) return undefined;
    return eventTrouble(symptoms, contact) ?? failureOf(symptoms, "event/status-200");
  },
  async probe(context) {
    const make = ordinaryEvent(context);
    const readings = await readAll(context, [make, make]);
    const [status, again] = readings.map(({ outcome }) => successOf(outcome));
    if (status === undefined || status !== again) return undefined;
    return {
      sentence: texts("sentence", { status }),
      fix: texts("fix"),
      evidence: readings.map(({ outcome }) =>
        evidenceTexts("reading", {
          label: evidenceTexts("good-event"),
          reading: answerOf(outcome),
        }),
      ),
    };
  },
};

/** A status that says success and is not 200. */
function successOf(outcome: Outcome): number | undefined {
  const isOther = outcome.kind === "answered" && outcome.status > 200 && outcome.status < 300;
  return isOther ? outcome.status : undefined;
}
