import { createTexts } from "../base/text.js";

/** What is said to those who steer the Open API; what it answers to an app are Feishu's own words. */
export const openApiTexts = createTexts("open-api", {
  // What follows "Failed to".
  create: { en: "create the Open API", zh: "创建 Open API" },
  "plan-failure": { en: "plan a failure of the Open API", zh: "安排 Open API 的故障" },
  "expire-tokens": { en: "expire tokens", zh: "让 token 过期" },
  "give-token": { en: "give a token", zh: "签发 token" },

  "no-code": {
    en: "Failed to plan a failure of the Open API: code is missing.",
    zh: "无法安排 Open API 的故障：缺少 code。",
  },
  "give-a-code": {
    en: "Give the code to answer, 99991400 for instance; 0 for a call that is only slow.",
    zh: "传入要返回的 code，例如 99991400。只需延迟响应时传入 0。",
  },
  "no-operation": {
    en: ({ written }: { written: string }) =>
      `Failed to plan a failure of the Open API: there is no operation ${written}.`,
    zh: ({ written }) => `无法安排 Open API 的故障：没有操作 ${written}。`,
  },
  "no-app": {
    en: ({ purpose, written }: { purpose: string; written: string }) =>
      `Failed to ${purpose}: there is no app ${written}.`,
    zh: ({ purpose, written }) => `无法${purpose}：没有应用 ${written}。`,
  },
  known: {
    en: ({ names }: { names: readonly string[] }) => `There are: ${names.join(", ")}.`,
    zh: ({ names }) => `改用以下之一：${names.join("、")}。`,
  },
  "give-a-status": { en: "Give a status from 200 to 599.", zh: "传入 200–599 之间的状态码。" },
  "give-429-or-400": { en: "Give 429 or 400.", zh: "传入 429 或 400。" },
  "give-a-page-size": {
    en: "Give a whole number from 1 to 100.",
    zh: "传入 1–100 之间的整数。",
  },

  "this-machine-only": {
    en: "The control API answers this machine only.",
    zh: "控制 API 只响应本机的请求。",
  },
  "unreadable-body": {
    en: ({ why }: { why: string }) => `Failed to read the request's body: ${why}.`,
    zh: ({ why }) => `无法读取请求体：${why}。`,
  },
  "no-object": { en: "it is no object", zh: "它不是 JSON 对象" },
  "send-an-object": { en: "Send a JSON object.", zh: "发送 JSON 对象。" },
});
