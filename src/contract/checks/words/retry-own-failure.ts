import { createTexts } from "../../../base/text.js";

export const retryOwnFailureTexts = createTexts("retry/own-failure", {
  title: {
    en: "An event the receiver itself refused is acted on when it comes again",
    zh: "",
  },
  clause: {
    en: "An event that is not answered with status 200 comes again under the same event_id, at most four times.",
    zh: "",
  },
  why: {
    en: "Where the event_id is noted before the work, and the work fails, the retry is taken for a repeat: it is answered with 200 and the event is lost.",
    zh: "",
  },
  fix: {
    en: "Note the event_id after the work, or in one transaction with it; take the note back when the work fails.",
    zh: "",
  },
});
