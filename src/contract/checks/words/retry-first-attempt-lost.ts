import { createTexts } from "../../../base/text.js";

export const retryFirstAttemptLostTexts = createTexts("retry/first-attempt-lost", {
  title: {
    en: "The retry of an event whose first attempt broke off is acted on once",
    zh: "",
  },
  clause: {
    en: "An attempt that is not answered with 200 within 3 s is repeated under the same event_id, at most four times.",
    zh: "",
  },
  why: {
    en: "A receiver that notes the event_id before it has the whole event takes the retry for a duplicate, and the event is lost.",
    zh: "",
  },
  fix: {
    en: "Note the event_id only when the body has come in whole and is verified, in the same transaction as the work or right before it is handed on.",
    zh: "",
  },
});
