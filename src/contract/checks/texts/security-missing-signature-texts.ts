import { createTexts } from "../../../base/text.js";

export const securityMissingSignatureTexts = createTexts("security/missing-signature", {
  title: {
    en: "An event without a signature has no effect",
    zh: "没有签名的事件不会被处理",
  },
  clause: {
    en: "Every event carries X-Lark-Request-Timestamp, X-Lark-Request-Nonce and X-Lark-Signature; only the url_verification request comes without them.",
    zh: "每个事件都带 X-Lark-Request-Timestamp、X-Lark-Request-Nonce 和 X-Lark-Signature；只有 url_verification 请求不带。",
  },
  why: {
    en: "Where a missing header counts as a good one, leaving it out is all a forgery takes.",
    zh: "若把缺少请求头当作校验通过，去掉请求头就能伪造事件。",
  },
  fix: {
    en: 'Treat a missing header as a wrong signature. Let only a body with type "url_verification" through unsigned, and do nothing about it but echo the challenge.',
    zh: '将缺少请求头视为签名错误。只有 type 为 "url_verification" 的请求可以不验签，且只原样返回 challenge。',
  },
  event: { en: "an event without X-Lark headers", zh: "不带 X-Lark-* 请求头的事件" },
  holds: { en: "The unsigned event had no effect.", zh: "没有签名的事件未被处理。" },
  broken: { en: "The unsigned event was acted on.", zh: "没有签名的事件被处理了。" },
});
