import type { Text } from "../../base/text.js";
import type { CheckId } from "../report/check-id.js";
import { isAccepted } from "../report/exchange.js";
import { openFailures, type CheckResult } from "../report/report.js";
import type { FirstContact } from "../suite/first-contact.js";
import type { Symptoms } from "./cause.js";

/** The open failure of this check. */
export function failureOf(symptoms: Symptoms, id: CheckId): CheckResult<Text> | undefined {
  return openFailures(symptoms).find((check) => check.id === id);
}

/** The failure that shows that the URL does not verify. */
export function challengeTrouble(
  symptoms: Symptoms,
  { challenge }: FirstContact,
): CheckResult<Text> | undefined {
  return challenge.verified ? undefined : failureOf(symptoms, "challenge/echo");
}

/** The failure that shows that good events are not taken: event/accepted, or where that was not run the first that needs one. */
export function eventTrouble(
  symptoms: Symptoms,
  { reception }: FirstContact,
): CheckResult<Text> | undefined {
  const accepted = symptoms.checks.find(({ id }) => id === "event/accepted");
  if (accepted)
    return (
      failureOf(symptoms, "event/accepted") ??
      (taken(accepted) ? undefined : firstEventFailure(symptoms, reception))
    );
  return firstEventFailure(symptoms, reception);
}

const taken = ({ verdict, known }: CheckResult<Text>): boolean =>
  verdict === "pass" || (verdict === "fail" && known !== undefined);

function firstEventFailure(
  symptoms: Symptoms,
  reception: FirstContact["reception"],
): CheckResult<Text> | undefined {
  if (reception === "accepted" || reception === "flaky") return undefined;
  return openFailures(symptoms).find(({ id }) => /^(event|retry|idempotency)\//.test(id));
}

/** A good event that was answered with 200 and not acted on, though others were. */
export function effectTrouble(
  symptoms: Symptoms,
  contact: FirstContact,
): CheckResult<Text> | undefined {
  if (eventTrouble(symptoms, contact)) return undefined;
  return openFailures(symptoms).find(({ id, effects }) => id.startsWith("event/") && effects === 0);
}

/** The same where a request is refused, not taken in silence: what refuses it looks at no content. */
export function refusal(symptoms: Symptoms, contact: FirstContact): CheckResult<Text> | undefined {
  const [first] = contact.good;
  const isTaken = first !== undefined && isAccepted(first.outcome);
  return (
    challengeTrouble(symptoms, contact) ?? (isTaken ? undefined : eventTrouble(symptoms, contact))
  );
}

/** What follows from a URL that does not verify: where challenge/echo was not run, that no event is taken. */
export function unverified(
  symptoms: Symptoms,
  contact: FirstContact,
): CheckResult<Text> | undefined {
  return contact.challenge.verified ? undefined : anyTrouble(symptoms, contact);
}

/** Whether it hangs up on what it is to take: then each trial may cost a restart. */
export const diesOf = ({ good, challenge }: FirstContact): boolean =>
  [challenge, ...good].some(({ outcome }) => outcome.kind === "reset");

/** Either of the two, the challenge first: it is what Feishu sends first. */
export function anyTrouble(
  symptoms: Symptoms,
  contact: FirstContact,
): CheckResult<Text> | undefined {
  return challengeTrouble(symptoms, contact) ?? eventTrouble(symptoms, contact);
}
