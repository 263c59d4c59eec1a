import { describeAnswer, quoteLine } from "../report/describe-answer.js";
import type { Cause } from "./cause.js";
import { anyTrouble } from "./troubles.js";
import type { FirstContact } from "../suite/first-contact.js";
import type { Outcome } from "../../delivery/outcome.js";
import { ordinaryChallenge, ordinaryEvent, readAll } from "./trial.js";
import { isAccepted } from "../report/exchange.js";

/** It redirects, and Feishu does not follow. */
export const redirects: Cause = {
  id: "redirects",
  explains: ["challenge", "event"],
  looksAt: (symptoms, contact) =>
    redirectIn(contact) === undefined ? undefined : anyTrouble(symptoms, contact),
  async probe(context) {
    const seen = redirectIn(context.contact);
    if (!seen) return undefined;
    const target = new URL(seen.location, context.url);
    const answer = `status ${seen.status} and Location: ${seen.location}`;
    const base = {
      sentence: `It answers with ${answer}, a redirect, which Feishu does not follow.`,
      evidence: [`at ${new URL(context.url).pathname}: ${answer}`],
    };
    if (target.origin !== new URL(context.url).origin) {
      return {
        ...base,
        fix: `Give Feishu the URL it redirects to, ${target.href}, or answer here.`,
      };
    }
    const path = target.pathname + target.search;
    const attempts = [ordinaryChallenge(context), ordinaryEvent(context)].map((make) => () => ({
      ...make(),
      path,
    }));
    const [challenge, event] = await readAll(context, attempts);
    const works = challenge?.verified === true || (event && isAccepted(event.outcome));
    const slash =
      path === `${new URL(context.url).pathname}/` ? " (with the slash at its end)" : "";
    return {
      ...base,
      fix: works
        ? `Give the URL with ${path}${slash}, where it works, or serve this one without a redirect.`
        : `Serve this URL itself${/log-?in|sign-?in|auth|sso/i.test(path) ? ", and exempt it from the login it redirects to" : ""}: at ${path} it is not served either.`,
      evidence: [
        ...base.evidence,
        ...(challenge
          ? [
              `the challenge at ${path}: ${challenge.verified ? "it came back" : describeAnswer(challenge.outcome)}`,
            ]
          : []),
        ...(event ? [`a good event at ${path}: ${describeAnswer(event.outcome)}`] : []),
      ],
    };
  },
};

interface SeenRedirect {
  readonly status: number;
  readonly location: string;
}

function redirectIn({ good, challenge }: FirstContact): SeenRedirect | undefined {
  return [...good, challenge].flatMap(({ outcome }) => redirectOf(outcome) ?? [])[0];
}

function redirectOf(outcome: Outcome): SeenRedirect | undefined {
  if (outcome.kind !== "answered" || ![301, 302, 303, 307, 308].includes(outcome.status)) {
    return undefined;
  }
  const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (location === undefined || !URL.canParse(location, "http://receiver/")) return undefined;
  return { status: outcome.status, location: quoteLine(location) };
}
