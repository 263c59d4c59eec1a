import { createTexts } from "../../../base/text.js";

export const eventWithin3sTexts = createTexts("event/within-3s", {
  title: {
    en: "Every good event of the run is answered within 3 s",
    zh: "",
  },
  clause: {
    en: "A delivery fails when the answer does not come within 3 s.",
    zh: "",
  },
  why: {
    en: "A late answer counts as none: Feishu sends the event again, and it is worked on twice.",
    zh: "",
  },
  fix: {
    en: "Put the event into a queue or a table, answer 200, and do the work afterwards.",
    zh: "",
  },
});
