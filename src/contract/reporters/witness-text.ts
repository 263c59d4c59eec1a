import type { WitnessSummary } from "../../receiver/effect-ledger.js";

/** What the effects were counted by, in a few words. */
export function witnessText(witness: WitnessSummary): string {
  if (witness.state === "none") {
    return 'no witness: add --exec "node server.js" or --witness log:PATH to decide the rest';
  }
  if (witness.state === "blind") return witness.reason;
  const { eventId, subjectId } = witness.occurrencesPerEffect;
  const shown = [
    ...(eventId > 0 ? [`the event_id ${eventId} ×`] : []),
    ...(subjectId > 0 ? [`the id in its content ${subjectId} ×`] : []),
  ];
  return `witness ${witness.kind}, one effect shows ${shown.join(" and ")}`;
}
