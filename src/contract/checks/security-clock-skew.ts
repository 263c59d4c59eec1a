import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import type { Check } from "../suite/check.js";
import { securityClockSkewTexts as texts } from "./texts/security-clock-skew-texts.js";

const aheadMs = 10_000;
const behindMs = 60_000;

export const securityClockSkew: Check = {
  id: "security/clock-skew",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  evaluate(context) {
    const now = context.wall.now();
    return judgeGoodEvents(context, [
      {
        event: context.makeEvent(),
        what: texts("ahead"),
        timestampMs: now + aheadMs,
      },
      {
        event: context.makeEvent(),
        what: texts("behind"),
        timestampMs: now - behindMs,
      },
    ]);
  },
};
