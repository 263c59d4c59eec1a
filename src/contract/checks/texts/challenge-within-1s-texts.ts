import { createTexts } from "../../../base/text.js";

export const challengeWithin1sTexts = createTexts("challenge/within-1s", {
  title: {
    en: "The url_verification request is answered within 1 s",
    zh: "url_verification 请求在 1 秒内得到响应",
  },
  clause: {
    en: "The challenge must be back within 1 s; Feishu waits no longer.",
    zh: "challenge 须在 1 秒内返回，超过 1 秒飞书不再等待。",
  },
  why: {
    en: "The developer console shows that the challenge was not returned and does not save the request URL.",
    zh: "否则开发者后台提示「Challenge code没有返回」，无法保存请求地址。",
  },
  fix: {
    en: "Answer the challenge before anything slow: no database, no remote call, no cold start on the way.",
    zh: "在任何耗时操作之前返回 challenge：不访问数据库，不调用远程服务，也不触发冷启动。",
  },
  "no-answer": { en: "There was no answer.", zh: "没有返回响应。" },
  late: { en: "The answer came too late.", zh: "响应过慢。" },
  "without-challenge": {
    en: "An answer came in time, but without the challenge: see challenge/echo.",
    zh: "响应及时，但未返回 challenge，见 challenge/echo。",
  },
  holds: { en: "The challenge came back in time.", zh: "challenge 已及时返回。" },
});
