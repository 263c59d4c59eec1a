import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import type { Check } from "../suite/check.js";

const aheadMs = 10_000;
const behindMs = 60_000;

export const securityClockSkew: Check = {
  id: "security/clock-skew",
  title: "Timestamps 10 s ahead and 60 s behind are accepted",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "X-Lark-Request-Timestamp is the sender's clock, in unix seconds; no two clocks agree, and a request takes its time.",
  page: feishuPages.encryption,
  why: "A clock that drifts by seconds, or a slow network, has genuine events refused; it looks like a wrong signature and comes and goes.",
  fix: "Let the replay window reach from 5 minutes ahead to eight hours back, in seconds, and keep the machine's clock by NTP.",
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
