import { MocklarkError } from "../base/errors.js";
import type { Language, Text } from "../base/text.js";
import { explainTexts as texts } from "./explain-check-texts.js";
import { severityTexts } from "./report/verdict-texts.js";
import { phases, type Check } from "./suite/check.js";
import { idRemedy } from "./suite/check-filter.js";
import { suiteTexts } from "./suite/suite-texts.js";

/**
 * The check of this id.
 * @throws MocklarkError USAGE with a suggestion
 */
export function findCheck(id: string, checks: readonly Check[]): Check {
  const found = checks.find((check) => check.id === id);
  if (found) return found;
  const ids = checks.map((check) => check.id);
  throw new MocklarkError("USAGE", suiteTexts("no-such-check", { id }), {
    remedy: idRemedy(id, ids),
  });
}

/** Everything there is to know about a check, as text for `mocklark explain-check`. */
export function explainCheck(check: Check, language: Language = "en"): string {
  const { id, appliesTo } = check;
  const head = texts("head", {
    id,
    severity: severityTexts(check.severity),
    appliesTo,
    title: check.texts("title"),
  });
  const sections = [
    [texts("rule"), check.texts("clause")],
    [texts("why"), check.texts("why")],
    [texts("fix"), check.texts("fix")],
    [texts("page"), check.page],
    [texts("when"), whenOf(check)],
  ] as const;
  return [
    head.in(language),
    ...sections.map(([title, text]) => `${title.in(language)}\n  ${text.in(language)}`),
  ].join("\n\n");
}

function whenOf({ phase = phases[0], needs = [] }: Check): Text {
  return needs.length === 0
    ? texts("phase", { phase: texts(phase) })
    : texts("phase-and-needs", { phase: texts(phase), needs });
}
