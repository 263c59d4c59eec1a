import { createTexts } from "../../../base/text.js";

export const idempotencyConcurrentDuplicatesTexts = createTexts(
  "idempotency/concurrent-duplicates",
  {
    title: {
      en: "The same event five times at once is acted on once",
      zh: "",
    },
    clause: {
      en: "Events are delivered at least once, and a repeat may arrive while the first is still being worked on.",
      zh: "",
    },
    why: {
      en: "Looking whether an event_id is known and noting it afterwards lets all copies through that come in between.",
      zh: "",
    },
    fix: {
      en: "Look and note in one step: INSERT … ON CONFLICT DO NOTHING on a unique event_id, SET NX in Redis, or a map that is written before the first await.",
      zh: "",
    },
  },
);
