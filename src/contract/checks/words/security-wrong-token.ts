import { createTexts } from "../../../base/text.js";

export const securityWrongTokenTexts = createTexts("security/wrong-token", {
  title: {
    en: "An event with another Verification Token, or with none, has no effect",
    zh: "Verification Token 不符或缺失的事件不会被处理",
  },
  clause: {
    en: "Every event carries the app's Verification Token in header.token; an event with another one is not for this app.",
    zh: "每个事件的 header.token 都是应用的 Verification Token；token 不符的事件不属于该应用。",
  },
  why: {
    en: "Without an Encrypt Key the token is the only thing that others do not know. With one, it still tells the events of two apps with the same key apart.",
    zh: "没有 Encrypt Key 时，token 是外人唯一不知道的内容。有 Encrypt Key 时，它仍能区分密钥相同的两个应用的事件。",
  },
  fix: {
    en: "Compare header.token with the Verification Token in constant time and refuse the event when it differs. The SDKs do not do it, or not for an event without a token: do it yourself.",
    zh: "以恒定时间比较 header.token 与 Verification Token，不一致则拒绝。SDK 不校验 token，或放过没有 token 的事件，须自行校验。",
  },
});
