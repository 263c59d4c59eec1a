import { answerOf } from "../report/describe-answer.js";
import type { Text } from "../../base/text.js";
import type { Cause, Proof } from "./cause.js";
import { unservedPath } from "./paths.js";
import { unverified } from "./troubles.js";
import { ordinaryChallenge, readAll, type Reading } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { servesNoSuchPathTexts as texts } from "./texts/serves-no-such-path-texts.js";

/** 404 or 405 for the challenge too, and nothing else at a path that cannot exist. */
export const servesNoSuchPath: Cause = {
  id: "serves-no-such-path",
  explains: ["challenge", "event"],
  looksAt(symptoms, contact) {
    return isNotFound(contact.challenge) ? unverified(symptoms, contact) : undefined;
  },
  async probe(context) {
    const make = ordinaryChallenge(context);
    const nowhere = () => ({ ...make(), path: unservedPath(context) });
    const readings = await readAll(context, [make, nowhere, make, nowhere]);
    const [here, there] = readings;
    if (!here || !there || readings.length < 4 || !readings.every(isNotFound)) return undefined;
    const { pathname } = new URL(context.url);
    if (statusOf(here) === 405 && statusOf(there) === 404) return takesNoPost(here, pathname);
    return {
      sentence: texts("sentence", { path: pathname, answer: answerOf(here.outcome) }),
      fix: texts("fix"),
      evidence: [
        challengeAt(pathname, here),
        evidenceTexts("reading", {
          label: texts("made-up-path"),
          reading: answerOf(there.outcome),
        }),
      ],
    };
  },
};

function takesNoPost(here: Reading, pathname: string): Proof {
  return {
    sentence: texts("no-post-sentence", { path: pathname, answer: answerOf(here.outcome) }),
    fix: texts("no-post-fix"),
    evidence: [challengeAt(pathname, here)],
  };
}

const challengeAt = (path: string, { outcome }: Reading): Text =>
  evidenceTexts("reading", {
    label: evidenceTexts("challenge-at", { path }),
    reading: answerOf(outcome),
  });

const statusOf = ({ outcome }: Reading): number =>
  outcome.kind === "answered" ? outcome.status : 0;

const isNotFound = ({ outcome }: Pick<Reading, "outcome">): boolean =>
  outcome.kind === "answered" && (outcome.status === 404 || outcome.status === 405);
