import { createTexts } from "../../../base/text.js";

export const retryOriginalSignatureTexts = createTexts("retry/original-signature", {
  title: {
    en: "The last retry is accepted also with the first attempt's timestamp and signature",
    zh: "",
  },
  clause: {
    en: "Whether Feishu signs each retry anew is not documented; if not, the last one carries a timestamp 7 h 5 min 15 s old.",
    zh: "",
  },
  why: {
    en: "A replay window of minutes would then refuse every retry from the second on.",
    zh: "",
  },
  fix: {
    en: "Let the replay window be eight hours, and remember event ids at least as long: that stops replays inside it.",
    zh: "",
  },
});
