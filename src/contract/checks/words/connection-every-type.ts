import { createTexts } from "../../../base/text.js";

export const connectionEveryTypeTexts = createTexts("connection/every-type", {
  title: {
    en: "A good event of each further type is acknowledged with 200 and acted on once",
    zh: "",
  },
  clause: {
    en: "A connection gets the events of every type its app is subscribed to, and each of them wants an acknowledgement with 200 within 3 s.",
    zh: "",
  },
  why: {
    en: "All other checks push events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
    zh: "",
  },
  fix: {
    en: "Register a handler for each type the app is subscribed to, and tell repeats by event_id whatever the type.",
    zh: "",
  },
});
