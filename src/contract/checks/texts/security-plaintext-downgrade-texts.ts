import { createTexts } from "../../../base/text.js";

export const securityPlaintextDowngradeTexts = createTexts("security/plaintext-downgrade", {
  title: {
    en: "An event in clear has no effect once the app has an Encrypt Key",
    zh: "配置 Encrypt Key 后，明文事件不会被处理",
  },
  clause: {
    en: "Once an Encrypt Key is set, every event comes encrypted.",
    zh: "设置 Encrypt Key 后，所有事件都是加密推送。",
  },
  why: {
    en: "Without a key the signature holds no secret. Who may fall back to that can forge every event.",
    zh: "没有密钥的签名人人都能生成。允许退回明文，等于任何人都能伪造事件。",
  },
  fix: {
    en: "With an Encrypt Key set, refuse every body without an encrypt field, and always sign with the key.",
    zh: "拒绝所有没有 encrypt 字段的请求体（已配置 Encrypt Key 时），并始终用 Encrypt Key 计算签名。",
  },
  event: { en: "an event in clear, signed with the empty key", zh: "用空密钥签名的明文事件" },
  holds: { en: "The event in clear had no effect.", zh: "明文事件未被处理。" },
  broken: { en: "The event in clear was acted on.", zh: "明文事件被处理了。" },
});
