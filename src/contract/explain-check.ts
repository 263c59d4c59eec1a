import { MocklarkError } from "../base/errors.js";
import type { Language } from "../base/text.js";
import { didYouMean } from "../base/suggestions.js";
import { phases, type Check, type Phase } from "./suite/check.js";

/**
 * The check of this id.
 * @throws MocklarkError USAGE with a suggestion
 */
export function findCheck(id: string, checks: readonly Check[]): Check {
  const found = checks.find((check) => check.id === id);
  if (found) return found;
  const ids = checks.map((check) => check.id);
  const hint = didYouMean(id, ids);
  throw new MocklarkError("USAGE", `Failed to find the check "${id}".`, {
    remedy: `${hint === "" ? "" : `${hint} `}See "mocklark checks" for all ids.`,
  });
}

const phaseTexts: Readonly<Record<Phase, string>> = {
  together: "Side by side with other checks",
  alone: "While nothing else goes on",
  hostile: "Side by side with other checks, its attacks one at a time",
  flood: "After those, because it sends thousands of events",
  destructive: "Near the end, because it may kill the receiver",
  kill: "Near the end, because it kills the receiver and starts it again",
  restart: "Near the end, because it stops the receiver and starts it again",
  "time-travel":
    "Near the end, because it moves the receiver's clock by hours, for which it starts it again",
  review: "Last, over everything the run has sent",
};

/** Everything there is to know about a check, as text for `mocklark explain-check`. */
export function explainCheck(check: Check, language: Language = "en"): string {
  const sections = [
    ["Rule", check.texts("clause").in(language)],
    ["Why it matters", check.texts("why").in(language)],
    ["How to fix it", check.texts("fix").in(language)],
    ["Feishu's page", check.page.in(language)],
    ["When it runs", `${phaseTexts[check.phase ?? phases[0]]}${needsText(check)}.`],
  ] as const;
  const head = `${check.id} (${check.severity}, ${check.appliesTo})\n${check.texts("title").in(language)}.`;
  return [head, ...sections.map(([title, text]) => `${title}\n  ${text}`)].join("\n\n");
}

function needsText({ needs = [] }: Check): string {
  return needs.length === 0 ? "" : `; needs: ${needs.join(", ")}`;
}
