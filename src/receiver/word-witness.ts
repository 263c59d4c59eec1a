import type { Language, Text } from "../base/text.js";
import type { WitnessSummary } from "./effect-ledger.js";

/** What was learnt about a witness, in the words of one language; the reason stays as data beside them. */
export function wordWitness(summary: WitnessSummary<Text>, language: Language): WitnessSummary {
  if (summary.state !== "blind") return summary;
  const { reason } = summary;
  return { ...summary, reason: reason.in(language), data: { reason } };
}
