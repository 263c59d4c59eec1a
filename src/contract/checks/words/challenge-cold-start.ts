import { createTexts } from "../../../base/text.js";

export const challengeColdStartTexts = createTexts("challenge/cold-start", {
  title: {
    en: "The very first request after a start, a challenge, is answered within 1 s",
    zh: "",
  },
  clause: {
    en: "The challenge must be back within 1 s, also when it is the first request after a deployment.",
    zh: "",
  },
  why: {
    en: "Whoever saves the request URL right after a deployment, or with an instance that sleeps between calls, sees that the challenge was not returned.",
    zh: "",
  },
  fix: {
    en: "Load modules and open connections before the port is opened, not on the first call; keep one instance warm.",
    zh: "",
  },
});
