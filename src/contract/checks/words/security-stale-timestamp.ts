import { createTexts } from "../../../base/text.js";

export const securityStaleTimestampTexts = createTexts("security/stale-timestamp", {
  title: {
    en: "An event signed seven days ago has no effect",
    zh: "",
  },
  clause: {
    en: "X-Lark-Request-Timestamp says when the request was signed; Feishu's last retry comes 7 h 5 min 15 s after the first attempt.",
    zh: "",
  },
  why: {
    en: "Whoever recorded a request could replay it at any time, long after its event_id was forgotten. No SDK looks at the timestamp.",
    zh: "",
  },
  fix: {
    en: "Refuse timestamps (unix seconds) older than eight hours, and keep event ids at least that long. A shorter window would refuse Feishu's own late retries, if they keep their first signature.",
    zh: "",
  },
});
