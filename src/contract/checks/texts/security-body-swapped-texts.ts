import { createTexts } from "../../../base/text.js";

export const securityBodySwappedTexts = createTexts("security/body-swapped", {
  title: {
    en: "An event under the signature of another event has no effect",
    zh: "套用其他事件签名的事件不会被处理",
  },
  clause: {
    en: "The signature covers the bytes of the body: it is good for that one body only.",
    zh: "签名由请求体的原始字节算出，只对这一个请求体有效。",
  },
  why: {
    en: "Where the body is left out of the comparison, the signature of one recorded request opens the door to any other.",
    zh: "若签名校验不包含请求体，只要录下一个请求的签名，就能伪造任意请求。",
  },
  fix: {
    en: "Hash timestamp, nonce and Encrypt Key together with the raw body of the very request, and compare all 64 digits.",
    zh: "将时间戳、nonce、Encrypt Key 与本次请求的原始 body 一起计算哈希，并比对全部 64 位。",
  },
  event: { en: "an event with the signature of another one", zh: "套用其他事件签名的事件" },
  holds: {
    en: "The event under a foreign signature had no effect.",
    zh: "套用其他事件签名的事件未被处理。",
  },
  broken: {
    en: "The event was acted on although its signature belongs to another body.",
    zh: "签名属于另一个请求体，事件仍被处理。",
  },
});
