import { createTexts } from "../base/text.js";

/** What stands around the texts of a check that is explained. */
export const explainTexts = createTexts("explain-check", {
  rule: { en: "Rule", zh: "规则" },
  why: { en: "Why it matters", zh: "为什么要紧" },
  fix: { en: "How to fix it", zh: "怎么改" },
  page: { en: "Feishu's page", zh: "飞书文档" },
  when: { en: "When it runs", zh: "运行时机" },
  head: {
    en: ({ id, severity, appliesTo, title }: Head) =>
      `${id} (${severity}, ${appliesTo})\n${title}.`,
    zh: ({ id, severity, appliesTo, title }) =>
      `${id}（${severity}，${transports[appliesTo]}）\n${title}`,
  },
  phase: {
    en: ({ phase }: { phase: string }) => `${phase}.`,
    zh: ({ phase }) => `${phase}。`,
  },
  "phase-and-needs": {
    en: ({ phase, needs }: { phase: string; needs: readonly string[] }) =>
      `${phase}; needs: ${needs.join(", ")}.`,
    zh: ({ phase, needs }) => `${phase}；前提：${needs.join("、")}。`,
  },
  together: { en: "Side by side with other checks", zh: "与其他检查项同时进行" },
  alone: { en: "While nothing else goes on", zh: "单独进行" },
  hostile: {
    en: "Side by side with other checks, its attacks one at a time",
    zh: "与其他检查项同时进行，攻击请求逐个发送",
  },
  flood: {
    en: "After those, because it sends thousands of events",
    zh: "在上述检查项之后，因为要发送数千个事件",
  },
  destructive: {
    en: "Near the end, because it may kill the receiver",
    zh: "接近末尾，因为可能导致接收端退出",
  },
  kill: {
    en: "Near the end, because it kills the receiver and starts it again",
    zh: "接近末尾，因为要强制结束并重新启动接收端",
  },
  restart: {
    en: "Near the end, because it stops the receiver and starts it again",
    zh: "接近末尾，因为要停止并重新启动接收端",
  },
  "time-travel": {
    en: "Near the end, because it moves the receiver's clock by hours, for which it starts it again",
    zh: "接近末尾，因为要将接收端的时钟拨快数小时，为此会重新启动它",
  },
  review: {
    en: "Last, over everything the run has sent",
    zh: "最后进行，回顾本次运行发送的所有请求",
  },
});

const transports = { webhook: "Webhook 模式", "long-connection": "长连接模式" } as const;

interface Head {
  readonly id: string;
  readonly severity: string;
  readonly appliesTo: keyof typeof transports;
  readonly title: string;
}
