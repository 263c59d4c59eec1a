import { createTexts } from "../../../base/text.js";

export const retryLateRetryTexts = createTexts("retry/late-retry", {
  title: {
    en: "The last retry, hours after the event was made, is accepted and acted on",
    zh: "",
  },
  clause: {
    en: "Retries come 15 s, 5 min, 1 h and 6 h after the failure before; header.create_time stays what it was at first.",
    zh: "",
  },
  why: {
    en: "A receiver that was down for hours would lose every event of that time although Feishu still sends it.",
    zh: "",
  },
  fix: {
    en: "Judge the age of a request by X-Lark-Request-Timestamp, never by header.create_time.",
    zh: "",
  },
});
