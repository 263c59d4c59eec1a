import { createTexts } from "../../../base/text.js";

export const eventStatus200Texts = createTexts("event/status-200", {
  title: {
    en: "The answer to a good event is 200 itself, not another 2xx or a redirect",
    zh: "",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200; no other status is named.",
    zh: "",
  },
  why: {
    en: "Frameworks like to answer 201, 202 or 204, and proxies redirect to https or to another path: Feishu counts these as failed and sends the event again.",
    zh: "",
  },
  fix: {
    en: "Set the status to 200 explicitly, and register the URL that answers without a redirect.",
    zh: "",
  },
});
