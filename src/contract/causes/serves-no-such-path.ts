import { describeAnswer } from "../report/describe-answer.js";
import type { Cause, Proof } from "./cause.js";
import { unservedPath } from "./paths.js";
import { unverified } from "./troubles.js";
import { ordinaryChallenge, readAll, type Reading } from "./trial.js";

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
      sentence: `It serves no such path: the challenge gets ${describeAnswer(here.outcome)} at ${pathname}, as it does at a path that cannot exist.`,
      fix: "Give the URL it serves events at, path included, or let it take POST requests there.",
      evidence: [
        `the challenge at ${pathname}: ${describeAnswer(here.outcome)}`,
        `the challenge at a made-up path: ${describeAnswer(there.outcome)}`,
      ],
    };
  },
};

function takesNoPost({ outcome }: Reading, pathname: string): Proof {
  return {
    sentence: `It serves ${pathname}, but takes no POST there: the challenge gets ${describeAnswer(outcome)}, and a path that cannot exist gets status 404.`,
    fix: "Let it take POST requests at this path, or give the URL where it does.",
    evidence: [`the challenge at ${pathname}: ${describeAnswer(outcome)}`],
  };
}

const statusOf = ({ outcome }: Reading): number =>
  outcome.kind === "answered" ? outcome.status : 0;

const isNotFound = ({ outcome }: Pick<Reading, "outcome">): boolean =>
  outcome.kind === "answered" && (outcome.status === 404 || outcome.status === 405);
