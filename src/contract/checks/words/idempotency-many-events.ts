import { createTexts } from "../../../base/text.js";

export const idempotencyManyEventsTexts = createTexts("idempotency/many-events", {
  title: {
    en: "An event is known after 2,000 others",
    zh: "",
  },
  clause: {
    en: "The last retry comes 7 h 5 min after the first attempt, however many events came in between.",
    zh: "",
  },
  why: {
    en: "A list of the last hundred ids is full after one burst, such as a change to a building with a hundred rooms; the retries of older events then act twice.",
    zh: "",
  },
  fix: {
    en: "Bound the memory of ids by time (eight hours), not by number: a table with a unique index, or Redis SET NX EX 36000.",
    zh: "",
  },
});
