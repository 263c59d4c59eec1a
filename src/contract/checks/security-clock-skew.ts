import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import type { Check } from "../suite/check.js";
import { securityClockSkewTexts } from "./words/security-clock-skew.js";

const aheadMs = 10_000;
const behindMs = 60_000;

export const securityClockSkew: Check = {
  id: "security/clock-skew",
  texts: securityClockSkewTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  evaluate(context) {
    const now = context.wall.now();
    return judgeGoodEvents(context, [
      {
        event: context.makeEvent(),
        what: "an event with a timestamp 10 s ahead",
        timestampMs: now + aheadMs,
      },
      {
        event: context.makeEvent(),
        what: "an event with a timestamp 60 s behind",
        timestampMs: now - behindMs,
      },
    ]);
  },
};
