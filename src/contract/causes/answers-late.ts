import { formatDuration } from "../../base/durations.js";
import type { Cause } from "./cause.js";
import { eventTrouble, failureOf } from "./troubles.js";

/** It answers, but only after its work. */
export const answersLate: Cause = {
  id: "answers-late",
  explains: ["event"],
  looksAt: (symptoms, contact) =>
    contact.reception === "late"
      ? (failureOf(symptoms, "event/within-3s") ?? eventTrouble(symptoms, contact))
      : undefined,
  probe({ contact }) {
    const waits = contact.good.map(({ outcome }) => outcome.durationMs);
    const longest = formatDuration(Math.round(Math.max(0, ...waits)));
    return Promise.resolve({
      sentence: "It answers a good event only after its work, and that takes more than 3 s.",
      fix: "Put the event into a queue or a table, answer 200 first, and do the work afterwards.",
      evidence: [`${waits.length} good events: no answer within ${longest}`],
    });
  },
};
