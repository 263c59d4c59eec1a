import { createTexts } from "../../../base/text.js";

export const idempotencySameContentNewIdTexts = createTexts("idempotency/same-content-new-id", {
  title: {
    en: "The same content under another event_id is a new event",
    zh: "",
  },
  clause: {
    en: "The event_id alone tells whether two deliveries are of one event.",
    zh: "",
  },
  why: {
    en: "A setting that is changed, changed back and changed again gives the same content twice: the last change would be lost.",
    zh: "",
  },
  fix: {
    en: "Tell repeats by header.event_id, not by a hash of the content or by scope_id.",
    zh: "",
  },
});
