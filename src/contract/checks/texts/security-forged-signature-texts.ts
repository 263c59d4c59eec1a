import { createTexts } from "../../../base/text.js";

export const securityForgedSignatureTexts = createTexts("security/forged-signature", {
  title: {
    en: "An event with a wrong signature has no effect",
    zh: "签名错误的事件不会被处理",
  },
  clause: {
    en: "X-Lark-Signature is sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex; a request where it differs is not from Feishu.",
    zh: "X-Lark-Signature 为 sha256(timestamp + nonce + Encrypt Key + 原始 body) 的小写十六进制值；不一致的请求并非来自飞书。",
  },
  why: {
    en: "Whoever learns the URL could make the receiver act.",
    zh: "否则任何知道请求地址的人都能触发接收端处理。",
  },
  fix: {
    en: "Compare the signature before anything else and do nothing when it differs. The SDKs do so when the Encrypt Key is given to the dispatcher.",
    zh: "先比对签名，不一致则不做任何处理。将 Encrypt Key 传给 SDK 的事件处理器，SDK 就会验签。",
  },
  event: { en: "an event with a wrong signature", zh: "签名错误的事件" },
  holds: { en: "The forged event had no effect.", zh: "伪造事件未被处理。" },
  broken: { en: "The forged event was acted on.", zh: "伪造事件被处理了。" },
});
