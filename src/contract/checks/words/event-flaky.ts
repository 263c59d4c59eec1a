import { createTexts } from "../../../base/text.js";

export const eventFlakyTexts = createTexts("event/flaky", {
  title: {
    en: "The same good content is answered alike every time",
    zh: "",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200; every other answer has the event sent again.",
    zh: "",
  },
  why: {
    en: "A 500 now and then looks like a fault of this or that event. Each one comes again 15 s later, and after five of them the event is lost.",
    zh: "",
  },
  fix: {
    en: "See what the receiver writes when it answers so. Put the event into a queue or a table first and do what may fail afterwards, with retries of its own.",
    zh: "",
  },
});
