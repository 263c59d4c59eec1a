import { createTexts } from "../../../base/text.js";

export const eventAcceptedTexts = createTexts("event/accepted", {
  title: {
    en: "A good event is answered with 200 and acted on once",
    zh: "",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200 within 3 s.",
    zh: "",
  },
  why: {
    en: "Every other answer counts as failed: Feishu sends the event four more times and then drops it.",
    zh: "",
  },
  fix: {
    en: 'Answer 200 as soon as the event is verified and kept, then act on it once. What stands in the way is told under "Start with this".',
    zh: "",
  },
});
