import { createTexts } from "../../../base/text.js";

export const challengePlaintextRefusedTexts = createTexts("challenge/plaintext-refused", {
  title: {
    en: "A receiver with an Encrypt Key does not echo a challenge sent in clear",
    zh: "配置了 Encrypt Key 时，不返回明文请求中的 challenge",
  },
  clause: {
    en: "Once the app has an Encrypt Key everything comes encrypted, the url_verification request too.",
    zh: "应用配置 Encrypt Key 后，所有推送都会加密，url_verification 请求也不例外。",
  },
  why: {
    en: "What comes in clear was not sent by Feishu; a receiver that takes a challenge in clear often takes events in clear as well.",
    zh: "明文请求不是飞书发来的。接受明文 challenge 的接收端，往往也会接受明文事件。",
  },
  fix: {
    en: "When an Encrypt Key is set, refuse every body that is not an object with a string in encrypt. The Node and Python SDKs do not; check it ahead of the SDK.",
    zh: "拒绝不含字符串字段 encrypt 的请求体（配置了 Encrypt Key 时）。Node SDK 和 Python SDK 不检查这一点，须在调用 SDK 之前自行检查。",
  },
  plaintext: { en: "a challenge in clear", zh: "明文 challenge 请求" },
});
