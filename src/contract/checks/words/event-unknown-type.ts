import { createTexts } from "../../../base/text.js";

export const eventUnknownTypeTexts = createTexts("event/unknown-type", {
  title: {
    en: "A genuine event of a type the receiver does not handle is answered with 200 and has no effect",
    zh: "",
  },
  clause: {
    en: "One URL gets all events an app is subscribed to; header.event_type says what an event is about.",
    zh: "",
  },
  why: {
    en: "Somebody ticks another event in the console: an answer of 500 has each of them sent five times, and acting on it would be acting on something else.",
    zh: "",
  },
  fix: {
    en: "Look at header.event_type; answer 200 and do nothing for types you do not handle. The Python SDK answers 500: catch its error.",
    zh: "",
  },
});
