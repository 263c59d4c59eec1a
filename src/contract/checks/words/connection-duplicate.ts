import { createTexts } from "../../../base/text.js";

export const connectionDuplicateTexts = createTexts("connection/duplicate", {
  title: {
    en: "The same event pushed again is acknowledged and not acted on again",
    zh: "",
  },
  clause: {
    en: "Events are delivered at least once: where an acknowledgement gets lost, the same event_id comes again.",
    zh: "",
  },
  why: {
    en: "One event would act twice: two mails, two replies, two rows. No SDK keeps duplicates away.",
    zh: "",
  },
  fix: {
    en: "Remember each event_id for at least eight hours (a unique index is enough), and acknowledge with 200 without acting when it is known.",
    zh: "",
  },
});
