import { createTexts } from "../../../base/text.js";

export const challengeWithin1sTexts = createTexts("challenge/within-1s", {
  title: {
    en: "The url_verification request is answered within 1 s",
    zh: "",
  },
  clause: {
    en: "The challenge must be back within 1 s; Feishu waits no longer.",
    zh: "",
  },
  why: {
    en: "The developer console shows that the challenge was not returned and does not save the request URL.",
    zh: "",
  },
  fix: {
    en: "Answer the challenge before anything slow: no database, no remote call, no cold start on the way.",
    zh: "",
  },
});
