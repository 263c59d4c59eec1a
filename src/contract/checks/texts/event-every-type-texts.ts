import { createTexts } from "../../../base/text.js";

export const eventEveryTypeTexts = createTexts("event/every-type", {
  title: {
    en: "A good event of each further type is accepted and acted on once",
    zh: "其他每种类型的正常事件都推送成功，且只处理一次",
  },
  clause: {
    en: "One URL gets the events of every type an app is subscribed to, and each of them is to be answered with 200 within 3 s.",
    zh: "应用订阅的所有类型的事件都推送到同一个请求地址，每个都须在 3 秒内返回 200。",
  },
  why: {
    en: "All other checks send events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
    zh: "其他检查项只推送第一种类型的事件。某种类型没有注册处理函数，或处理时出错，那些检查项都看不出来。",
  },
  fix: {
    en: "Register a handler for each type the app is subscribed to, and verify, dedupe and answer before you look at the type.",
    zh: "为订阅的每种类型注册处理函数，验签、去重和返回响应都放在判断类型之前。",
  },
});
