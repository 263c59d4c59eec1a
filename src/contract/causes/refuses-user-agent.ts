import { verbatim } from "../../base/text.js";
import type { Cause } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { refusal } from "./troubles.js";
import { answerOf } from "../report/describe-answer.js";
import { ordinaryFor, withHeaders } from "./trial.js";
import { refusesUserAgentTexts as texts } from "./texts/refuses-user-agent-texts.js";

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";

/** A filter in front of it refuses what is no browser. */
export const refusesUserAgent: Cause = {
  id: "refuses-user-agent",
  explains: ["challenge", "event"],
  looksAt: refusal,
  async probe(context) {
    const make = ordinaryFor(context);
    const asBrowser = () => {
      const attempt = make();
      const request = withHeaders(attempt.request, ([name, value]) => [
        name,
        name === "User-Agent" ? browser : value,
      ]);
      return { ...attempt, request };
    };
    const flip = await findFlip(
      context,
      { label: verbatim("User-Agent: Go-http-client/1.1"), make },
      [{ means: browser, label: texts("browser"), make: asBrowser }],
    );
    return (
      flip && {
        sentence: texts("sentence", { answer: answerOf(flip.before.outcome) }),
        fix: texts("fix"),
        evidence: flip.evidence,
      }
    );
  },
};
