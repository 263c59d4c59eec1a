import { createTexts } from "../../base/text.js";

/** What many checks expect. */
export const expectedTexts = createTexts("expected", {
  "status-200": { en: "status 200", zh: "状态码 200" },
  "status-200-in-time": { en: "status 200 within 3 s", zh: "3 秒内返回状态码 200" },
  "status-200-each": { en: "status 200 for each", zh: "每个都返回状态码 200" },
  "status-200-and-effect": { en: "status 200 and 1 effect", zh: "状态码 200，处理 1 次" },
  "effect-for-each": { en: "1 effect for each", zh: "每个事件处理 1 次" },
  "effect-of-each": { en: "1 effect of each", zh: "每个事件处理 1 次" },
  "answer-within": {
    en: ({ ms }: { ms: number }) => `an answer within ${ms} ms`,
    zh: ({ ms }) => `${ms} ms 内返回响应`,
  },
  "new-connection": { en: "a new connection", zh: "建立新的连接" },
});
