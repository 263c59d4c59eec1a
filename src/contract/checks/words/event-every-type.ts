import { createTexts } from "../../../base/text.js";

export const eventEveryTypeTexts = createTexts("event/every-type", {
  title: {
    en: "A good event of each further type is accepted and acted on once",
    zh: "",
  },
  clause: {
    en: "One URL gets the events of every type an app is subscribed to, and each of them is to be answered with 200 within 3 s.",
    zh: "",
  },
  why: {
    en: "All other checks send events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
    zh: "",
  },
  fix: {
    en: "Register a handler for each type the app is subscribed to, and verify, dedupe and answer before you look at the type.",
    zh: "",
  },
});
