import { createTexts } from "./base/text.js";

/** What `describeReceiver` says besides what the report holds. */
export const vitestTexts = createTexts("vitest", {
  "describe-receiver": { en: "describe the receiver", zh: "描述接收端" },
  lives: {
    en: "the receiver lives through it all, and the baseline is up to date",
    zh: "接收端全程保持运行，基线没有过期或失效的条目",
  },
  known: {
    en: ({ reason, expires }: { reason: string; expires: string }) =>
      `known failure, until ${expires}: ${reason}`,
    zh: ({ reason, expires }) => `已知问题，${expires} 到期：${reason}`,
  },
  inconclusive: {
    en: ({ text }: { text: string }) => `inconclusive: ${text}`,
    zh: ({ text }) => `无法判定：${text}`,
  },
});
