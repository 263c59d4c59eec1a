import { answerOf, quoteLine } from "../report/describe-answer.js";
import type { Text } from "../../base/text.js";
import type { Cause } from "./cause.js";
import { anyTrouble } from "./troubles.js";
import type { FirstContact } from "../suite/first-contact.js";
import type { Outcome } from "../../delivery/outcome.js";
import { ordinaryChallenge, ordinaryEvent, readAll } from "./trial.js";
import { isAccepted } from "../report/exchange.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { redirectsTexts as texts } from "./texts/redirects-texts.js";

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
    const { pathname } = new URL(context.url);
    const base = {
      sentence: texts("sentence", { ...seen }),
      evidence: [texts("seen-at", { path: pathname, ...seen })],
    };
    if (target.origin !== new URL(context.url).origin) {
      return { ...base, fix: texts("fix-elsewhere", { url: target.href }) };
    }
    const path = target.pathname + target.search;
    const attempts = [ordinaryChallenge(context), ordinaryEvent(context)].map((make) => () => ({
      ...make(),
      path,
    }));
    const [challenge, event] = await readAll(context, attempts);
    const works = challenge?.verified === true || (event && isAccepted(event.outcome));
    const addsSlash = path === `${pathname}/`;
    return {
      ...base,
      fix: works ? texts("fix", { path, addsSlash }) : unserved(path),
      evidence: [
        ...base.evidence,
        ...(challenge
          ? [
              evidenceTexts("reading", {
                label: evidenceTexts("challenge-at", { path }),
                reading: challenge.verified
                  ? evidenceTexts("it-came-back")
                  : answerOf(challenge.outcome),
              }),
            ]
          : []),
        ...(event
          ? [
              evidenceTexts("reading", {
                label: evidenceTexts("good-event-at", { path }),
                reading: answerOf(event.outcome),
              }),
            ]
          : []),
      ],
    };
  },
};

const unserved = (path: string): Text =>
  /log-?in|sign-?in|auth|sso/i.test(path)
    ? texts("fix-login", { path })
    : texts("fix-unserved", { path });

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
