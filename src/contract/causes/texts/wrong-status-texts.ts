import { createTexts } from "../../../base/text.js";

export const wrongStatusTexts = createTexts("cause/wrong-status", {
  sentence: {
    en: ({ status }: { status: number }) =>
      `It answers a good event with status ${status}, and Feishu takes only 200 for success.`,
    zh: ({ status }) => `接收端对正常事件返回状态码 ${status}，而飞书只把 200 视为推送成功。`,
  },
  fix: { en: "Answer with status 200.", zh: "返回 200 状态码。" },
});
