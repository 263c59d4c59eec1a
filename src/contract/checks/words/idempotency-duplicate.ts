import { createTexts } from "../../../base/text.js";

export const idempotencyDuplicateTexts = createTexts("idempotency/duplicate", {
  title: {
    en: "The same event sent again is answered with 200 and not acted on again",
    zh: "",
  },
  clause: {
    en: "Events are delivered at least once: the same event_id may come again, also after an answer of 200.",
    zh: "",
  },
  why: {
    en: "One event would act twice: two mails, two replies, two rows.",
    zh: "",
  },
  fix: {
    en: "Remember each event_id for at least eight hours (a unique index is enough), and answer 200 without acting when it is known.",
    zh: "",
  },
});
