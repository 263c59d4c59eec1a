import type { AttemptRecord } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";

/** An attempt without the texts of its answer. */
export const withoutAnswer = (record: AttemptRecord): AttemptRecord => ({
  ...record,
  outcome: withoutTexts(record.outcome),
});

function withoutTexts(outcome: Outcome): Outcome {
  if (outcome.kind === "acknowledged") return { ...outcome, body: "" };
  return outcome.kind === "answered"
    ? { ...outcome, headers: [], body: "", bodyTruncated: outcome.body !== "" }
    : outcome;
}
