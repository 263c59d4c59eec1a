import type { Cause } from "./cause.js";
import { anyTrouble } from "./troubles.js";

/** Neither the challenge nor an event is answered at all. Other paths have been tried before: wrong-path. */
export const answersNothing: Cause = {
  id: "answers-nothing",
  explains: ["challenge", "event"],
  looksAt: (symptoms, contact) =>
    contact.reception === "silent" ? anyTrouble(symptoms, contact) : undefined,
  probe({ check }) {
    return Promise.resolve({
      sentence: `It accepts connections at this URL and never answers${check.actual === undefined ? "" : ` (${check.actual})`}.`,
      fix: "See that the handler ends its answer on every way through, and that the path is the one it serves: adaptDefault of the Node SDK keeps silent about any other.",
      evidence: [],
    });
  },
};
