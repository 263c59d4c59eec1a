import { createTexts } from "../../../base/text.js";

export const refusesUserAgentTexts = createTexts("cause/refuses-user-agent", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It answers ${answer} to the User-Agent Go-http-client/1.1, which is Feishu's, and otherwise to a browser's.`,
    zh: ({ answer }) =>
      `接收端拒绝飞书所用的 User-Agent Go-http-client/1.1（${answer}），换成浏览器的 User-Agent 则不同。`,
  },
  fix: {
    en: "Take this path out of the filter against bots.",
    zh: "将这个路径从反爬虫规则中排除。",
  },
  browser: { en: "a browser's User-Agent", zh: "浏览器的 User-Agent" },
});
