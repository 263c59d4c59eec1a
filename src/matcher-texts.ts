import { createTexts } from "./base/text.js";
import type { DeliveryStatus } from "./delivery/delivery.js";

/** What the matchers say when an assertion does not hold, and how they were misused. */
export const matcherTexts = createTexts("matcher", {
  expected: {
    en: ({ wish, seen }: { wish: string; seen: string }) => `expected ${wish}, but: ${seen}`,
    zh: ({ wish, seen }) => `期望${wish}，实际：${seen}`,
  },
  "expected-not": {
    en: ({ wish, seen }: { wish: string; seen: string }) => `expected not ${wish}, but: ${seen}`,
    zh: ({ wish, seen }) => `期望不是${wish}，实际：${seen}`,
  },
  delivered: { en: "it to be delivered", zh: "推送成功" },
  rejected: { en: "it to be rejected", zh: "推送被拒绝" },
  attempts: {
    en: ({ count }: { count: number }) => `${count} ${count === 1 ? "attempt" : "attempts"}`,
    zh: ({ count }) => `共 ${count} 次尝试`,
  },
  verified: { en: "the URL to verify", zh: "请求地址校验通过" },
  kept: { en: "the receiver to keep the contract", zh: "接收端通过契约测试" },
  "nothing-failed": { en: "nothing failed", zh: "没有未通过的检查项" },
  story: {
    en: ({ status, count, lines }: Story) =>
      [`${status} after ${count === 1 ? "1 attempt" : `${count} attempts`}`, ...lines].join("\n"),
    zh: ({ status, count, lines }) =>
      [`${count} 次尝试后${statusesZh[status]}`, ...lines].join("\n"),
  },
  attempt: {
    en: ({ attempt, outcome }: { attempt: number; outcome: string }) =>
      `  attempt ${attempt}: ${outcome}`,
    zh: ({ attempt, outcome }) => `  第 ${attempt} 次尝试：${outcome}`,
  },
  undecided: {
    en: ({ text }: { text: string }) => `undecided: ${text}`,
    zh: ({ text }) => `无法判定：${text}`,
  },

  misused: {
    en: ({ matcher, wanted, found }: Misuse) =>
      `Failed to use ${matcher}(): it needs ${wanted}, not ${found}.`,
    zh: ({ matcher, wanted, found }) =>
      `无法使用 ${matcher}()：需要「${wanted}」，得到的是「${found}」。`,
  },
  "a-delivery": { en: "a delivery", zh: "一次推送" },
  "a-delivery-or-outcome": { en: "a delivery or an outcome", zh: "一次推送或推送结果" },
  "a-verification": {
    en: "the result of simulator.verifyUrl",
    zh: "simulator.verifyUrl 的结果",
  },
  "a-report": {
    en: "a report of checkReceiver, or one of its checks",
    zh: "checkReceiver 的报告或其中的检查项",
  },
  "a-promise": { en: "a promise", zh: "Promise" },
  "await-it": { en: "Await it first.", zh: "先用 await 等待结果。" },
  "look-at-it": { en: "Look at what expect() was given.", zh: "检查传给 expect() 的值。" },
});

const statusesZh: Readonly<Record<DeliveryStatus, string>> = {
  pending: "仍在推送",
  succeeded: "推送成功",
  "given-up": "放弃推送",
  cancelled: "取消推送",
};

interface Story {
  readonly status: DeliveryStatus;
  readonly count: number;
  readonly lines: readonly string[];
}

interface Misuse {
  readonly matcher: string;
  readonly wanted: string;
  readonly found: string;
}
