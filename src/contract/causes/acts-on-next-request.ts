import { isAccepted } from "../report/exchange.js";
import type { Cause, ProbeContext } from "./cause.js";
import { effectTrouble, eventTrouble } from "./troubles.js";
import { ordinaryChallenge, ordinaryEvent, readAll } from "./trial.js";
import { actsOnNextRequestTexts as texts } from "./texts/acts-on-next-request-texts.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

/** Its work after the answer waits for the next request, as on a serverless instance that is frozen meanwhile. */
export const actsOnNextRequest: Cause = {
  id: "acts-on-next-request",
  explains: ["event", "no-effect"],
  looksAt(symptoms, contact) {
    const [first] = contact.good;
    if (!first || !isAccepted(first.outcome) || symptoms.witness.state === "none") return undefined;
    return eventTrouble(symptoms, contact) ?? effectTrouble(symptoms, contact);
  },
  async probe(context) {
    const isProved = context.contact.frozenAfterAnswer || (await isFrozenTwice(context));
    if (!isProved) return undefined;
    return {
      sentence: texts("sentence"),
      fix: texts("fix"),
      evidence: [texts("not-acted-on"), texts("acted-on-later"), evidenceTexts("same-again")],
    };
  },
};

async function isFrozenTwice(context: ProbeContext): Promise<boolean> {
  // Requests have come since the first events: where those do not show yet, nothing waited for them.
  const [shown] = await context.areShown(
    context.contact.good.slice(0, 1).map(({ event }) => event),
  );
  return shown === true && (await waitsForNext(context)) && (await waitsForNext(context));
}

/** Whether an event shows after the next request, and not before, however long one waits. */
async function waitsForNext(context: ProbeContext): Promise<boolean> {
  const attempt = ordinaryEvent(context)();
  const { event } = attempt;
  const [sent] = await readAll(context, [() => attempt]);
  if (!event || !sent || !isAccepted(sent.outcome) || sent.shown) return false;
  const [shownLate] = await context.areShown([event]);
  if (shownLate === true) return false;
  await readAll(context, [ordinaryChallenge(context)]);
  const [shown] = await context.areShown([event]);
  return shown === true;
}
