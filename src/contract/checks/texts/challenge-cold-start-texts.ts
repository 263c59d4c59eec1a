import { createTexts } from "../../../base/text.js";

export const challengeColdStartTexts = createTexts("challenge/cold-start", {
  title: {
    en: "The very first request after a start, a challenge, is answered within 1 s",
    zh: "启动后的第一个 challenge 请求在 1 秒内得到响应",
  },
  clause: {
    en: "The challenge must be back within 1 s, also when it is the first request after a deployment.",
    zh: "challenge 须在 1 秒内返回，部署后的第一个请求也不例外。",
  },
  why: {
    en: "Whoever saves the request URL right after a deployment, or with an instance that sleeps between calls, sees that the challenge was not returned.",
    zh: "刚部署完就保存请求地址，或实例在两次调用之间休眠时，开发者后台会提示「Challenge code没有返回」。",
  },
  fix: {
    en: "Load modules and open connections before the port is opened, not on the first call; keep one instance warm.",
    zh: "在监听端口之前加载模块、建立连接，不要等到第一次调用。至少保留 1 个常驻实例。",
  },
  "right-after-start": {
    en: "a url_verification request right after the start",
    zh: "启动后立即发送的 url_verification 请求",
  },
  "timed-out": {
    en: "The first challenge after the start was not answered in time.",
    zh: "启动后的第一个 challenge 请求未及时得到响应。",
  },
  "not-returned": {
    en: "The first challenge did not come back: see challenge/echo.",
    zh: "第一个 challenge 未原样返回，见 challenge/echo。",
  },
  late: {
    en: "The first challenge after the start was answered too late.",
    zh: "启动后的第一个 challenge 请求响应过慢。",
  },
  holds: {
    en: "The first challenge after the start was answered in time.",
    zh: "启动后的第一个 challenge 请求响应及时。",
  },
});
