import { createTexts } from "../../../base/text.js";

export const idempotencyAfterRestartTexts = createTexts("idempotency/after-restart", {
  title: {
    en: "An event that comes again after a restart of the receiver is not acted on again",
    zh: "",
  },
  clause: {
    en: "Events are delivered at least once, and the last retry comes more than seven hours after the first attempt: a deployment may lie in between.",
    zh: "",
  },
  why: {
    en: "Event ids kept in memory are gone with the process: every restart lets repeats through.",
    zh: "",
  },
  fix: {
    en: "Keep the event ids where they outlive the process: a table with a unique index, Redis, or a file. A receiver started by us finds the name of a file to use in RECEIVER_STATE.",
    zh: "",
  },
});
