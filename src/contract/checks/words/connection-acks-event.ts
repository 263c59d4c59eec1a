import { createTexts } from "../../../base/text.js";

export const connectionAcksEventTexts = createTexts("connection/acks-event", {
  title: {
    en: "A good event is acknowledged with code 200 within 3 s, and acted on once",
    zh: "",
  },
  clause: {
    en: "An event is delivered when its frame comes back within 3 s, with its message_id and with 200 for the code in its payload.",
    zh: "",
  },
  why: {
    en: "Every other acknowledgement counts as failed: the event is sent four more times and then dropped.",
    zh: "",
  },
  fix: {
    en: 'Answer the frame itself: the same headers, and the payload {"code":200}. The SDKs do, and say 500 when a handler throws.',
    zh: "",
  },
});
