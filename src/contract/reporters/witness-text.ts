import type { Language } from "../../base/text.js";
import type { WitnessSummary } from "../../receiver/effect-ledger.js";
import { reporterTexts } from "./reporter-texts.js";

/** What the effects were counted by, in a few words. */
export function witnessText(witness: WitnessSummary, language: Language): string {
  if (witness.state === "none") return reporterTexts("no-witness").in(language);
  if (witness.state === "blind") return witness.reason;
  const { eventId, subjectId } = witness.occurrencesPerEffect;
  return reporterTexts("witness", { witness: witness.kind, eventId, subjectId }).in(language);
}
