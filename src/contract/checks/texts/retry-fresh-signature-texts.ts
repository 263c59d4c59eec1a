import { createTexts } from "../../../base/text.js";

export const retryFreshSignatureTexts = createTexts("retry/fresh-signature", {
  title: {
    en: "A retry that is signed and encrypted anew is known by its event_id",
    zh: "重新签名和加密的重试，仍按 event_id 识别",
  },
  clause: {
    en: "The event_id tells events apart; timestamp, nonce, signature and ciphertext may differ from attempt to attempt.",
    zh: "区分事件看 event_id；时间戳、nonce、签名和密文在每次尝试中都可能不同。",
  },
  why: {
    en: "Feishu retries when the answer was lost, also after the receiver acted. Where repeats are told by nonce, signature or bytes, that event acts twice.",
    zh: "响应丢失时，即使接收端已处理，飞书也会重试。若按 nonce、签名或字节判断重复，事件会处理两次。",
  },
  fix: {
    en: "Take header.event_id, read from the decrypted body, as the key of what was handled.",
    zh: "从解密后的请求体中读取 header.event_id，作为已处理事件的键。",
  },
  first: { en: "an event, signed 15 s ago", zh: "15 秒前签名的事件" },
  anew: { en: "the same event, signed and encrypted anew", zh: "重新签名和加密的同一事件" },
  refused: {
    en: "The retry was refused, so Feishu would go on sending it.",
    zh: "重试被拒绝，飞书会继续重试。",
  },
  holds: {
    en: "The retry was accepted and not acted on again.",
    zh: "重试成功，且没有重复处理。",
  },
  broken: {
    en: "The event and its retry were not acted on exactly once.",
    zh: "事件及其重试未做到只处理一次。",
  },
});
