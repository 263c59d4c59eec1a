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
    const isEverAnswered = contact.good.some(({ outcome }) => outcome.kind === "answered");
    return Promise.resolve({
      sentence: isEverAnswered
        ? "It answers a good event only after its work, and that takes more than 3 s."
        : `It sends no answer to a good event within ${longest}: it never does, or only after its work.`,
      fix: isEverAnswered
        ? "Put the event into a queue or a table, answer 200 first, and do the work afterwards."
        : "See that the handler ends its answer on every way through. Put the event into a queue or a table, answer 200 first, and do the work afterwards.",
      evidence: [`${waits.length} good events: no answer within ${longest}`],
    });
  },
};
