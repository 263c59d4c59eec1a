import { createTexts } from "../../../base/text.js";

export const securityClockSkewTexts = createTexts("security/clock-skew", {
  title: {
    en: "Timestamps 10 s ahead and 60 s behind are accepted",
    zh: "",
  },
  clause: {
    en: "X-Lark-Request-Timestamp is the sender's clock, in unix seconds; no two clocks agree, and a request takes its time.",
    zh: "",
  },
  why: {
    en: "A clock that drifts by seconds, or a slow network, has genuine events refused; it looks like a wrong signature and comes and goes.",
    zh: "",
  },
  fix: {
    en: "Let the replay window reach from 5 minutes ahead to eight hours back, in seconds, and keep the machine's clock by NTP.",
    zh: "",
  },
});
