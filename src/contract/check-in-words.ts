import type { Language } from "../base/text.js";
import type { Check } from "./suite/check.js";

/** A check as its readers see it. */
export interface CheckInWords extends Omit<Check, "texts" | "page" | "evaluate" | "severityFor"> {
  /** A claim about the receiver, in the present tense. */
  readonly title: string;
  /** The rule, in our words. */
  readonly clause: string;
  /** The Feishu page the rule is from. */
  readonly page: string;
  /** What goes wrong in practice when it does not hold. */
  readonly why: string;
  /** What to change in the receiver. */
  readonly fix: string;
}

/** @param language default: English */
export function checkInWords(check: Check, language: Language = "en"): CheckInWords {
  const {
    id,
    severity,
    appliesTo,
    texts,
    page,
    evaluate: _evaluate,
    severityFor: _for,
    ...more
  } = check;
  return {
    id,
    title: texts("title").in(language),
    severity,
    appliesTo,
    clause: texts("clause").in(language),
    page: page.in(language),
    why: texts("why").in(language),
    fix: texts("fix").in(language),
    ...more,
  };
}
