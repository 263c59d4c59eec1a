import { createTexts } from "../../../base/text.js";

export const eventConcurrentTexts = createTexts("event/concurrent", {
  title: {
    en: "Fifty good events at once are all answered with 200 within 3 s, and each acted on once",
    zh: "",
  },
  clause: {
    en: "Events are sent as they occur, side by side; each is to be answered with status 200 within 3 s.",
    zh: "",
  },
  why: {
    en: "Events come in bursts – a change to a level concerns all its rooms, a busy chat has many messages – and what does not get through comes again 15 s later, as a burst.",
    zh: "",
  },
  fix: {
    en: "Answer first and work from a queue; give the pool of connections and workers room, and do not refuse with 429 or 503 what a queue could hold.",
    zh: "",
  },
});
