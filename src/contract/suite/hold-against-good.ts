import type { Text } from "../../base/text.js";
import { isAccepted } from "../report/exchange.js";
import { answerOf } from "../report/describe-answer.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "./check.js";
import type { RunExchange } from "./run-exchange.js";
import { takesGoodEvents, type FirstContact } from "./first-contact.js";
import { suiteTexts as texts } from "./suite-texts.js";

/**
 * What a check has found, held against what good events get. An answer that is not about the check's rule
 * decides nothing: one that says the receiver is busy, or the same refusal that every good event gets.
 */
export function holdAgainstGood(
  check: Check,
  judgement: Judgement,
  own: readonly RunExchange[],
  contact: FirstContact,
): Judgement {
  if (judgement.kind !== "holds" && judgement.kind !== "broken") return judgement;
  if (check.judgesRefusal === true) return judgement;
  const busy = check.judgesBusy ? undefined : own.find(({ exchange }) => isBusy(exchange.outcome));
  if (busy) {
    return undecided(texts("busy", { answer: answerOf(busy.exchange.outcome) }));
  }
  const [good] = contact.good;
  if (good === undefined || takesGoodEvents(contact) || own.length === 0) return judgement;
  // Where a good event was sent, its answer decides, whatever an attack got before it.
  const genuine = own.filter((entry) => entry.genuine);
  const alike = (genuine.length > 0 ? genuine : own).every(
    ({ exchange: { outcome } }) => outcome.kind === "broken-off" || isAlike(outcome, good.outcome),
  );
  if (!alike) return judgement;
  return undecided(texts("same-answer", { answer: answerOf(good.outcome) }));
}

const undecided = (reason: Text): Judgement => ({ kind: "undecided", reason });

/** Too many requests, or unavailable for the moment. */
function isBusy(outcome: Outcome): boolean {
  return outcome.kind === "answered" && (outcome.status === 429 || outcome.status === 503);
}

/** The same refusal: what is accepted is never alike. */
function isAlike(one: Outcome, other: Outcome): boolean {
  if (isAccepted(one) || one.kind !== other.kind) return false;
  if (one.kind !== "answered" || other.kind !== "answered") return true;
  return one.status === other.status;
}
