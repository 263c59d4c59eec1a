import { createTexts } from "../../../base/text.js";

/** How the documented signature is made. */
const documentedFormula = {
  en: "sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex",
  zh: "sha256(timestamp + nonce + Encrypt Key + 原始 body) 的小写十六进制值",
};

export const securityWrongFormulaTexts = createTexts("security/wrong-formula", {
  title: {
    en: "A signature by any other formula than the documented one has no effect",
    zh: "未按官方算法签名的事件不会被处理",
  },
  clause: {
    en: `X-Lark-Signature is ${documentedFormula.en}: a plain SHA-256, not an HMAC, and never without the key.`,
    zh: `X-Lark-Signature 为 ${documentedFormula.zh}：是普通的 SHA-256，不是 HMAC，且不能缺少密钥。`,
  },
  why: {
    en: "A signature that needs no secret can be made by anyone; one by another formula refuses every real event.",
    zh: "不需要密钥的签名人人都能生成；用其他算法则会拒绝所有真实事件。",
  },
  fix: {
    en: "Compute sha256(timestamp + nonce + Encrypt Key + raw body) with the headers as they came and the bytes before any parsing, and accept nothing else.",
    zh: "用请求头的原值和解析前的原始 body 计算 sha256(timestamp + nonce + Encrypt Key + body)，与 X-Lark-Signature 比对，不一致即拒绝。",
  },
  documented: { en: documentedFormula.en, zh: documentedFormula.zh },
  "empty-key-signature": {
    en: "an event encrypted and signed with the empty key",
    zh: "用空密钥加密和签名的事件",
  },
  "key-left-out": { en: "an event signed without the key", zh: "签名时未用密钥的事件" },
  "nothing-sent": { en: "No good event was sent.", zh: "没有推送过正常事件。" },
  holds: {
    en: "Signatures made without the key had no effect.",
    zh: "签名时未用密钥的事件未被处理。",
  },
  broken: {
    en: ({ event }: { event: string }) => `The receiver acted on ${event}.`,
    zh: ({ event }) => `接收端处理了${event}。`,
  },
  "formula-named": {
    en: ({ formula }: { formula: string }) => `Your receiver computes the signature as ${formula}.`,
    zh: ({ formula }) => `接收端计算签名的算法是：${formula}。`,
  },
  "documented-refused": {
    en: ({ formula, outcome }: { formula: string; outcome: string }) =>
      `${formula}, which was answered with ${outcome}`,
    zh: ({ formula, outcome }) => `${formula}，对它的响应为：${outcome}`,
  },
  "formula-accepted": {
    en: ({ formula, outcome }: { formula: string; outcome: string }) =>
      `${formula} was accepted (${outcome})`,
    zh: ({ formula, outcome }) => `按「${formula}」签名的事件推送成功（${outcome}）`,
  },
  "not-accepted": {
    en: ({ outcome }: { outcome: string }) =>
      `A good event was not accepted (${outcome}): see event/accepted.`,
    zh: ({ outcome }) => `正常事件推送失败（${outcome}），见 event/accepted。`,
  },
  "no-formula-accepted": {
    en: ({ outcome }: { outcome: string }) =>
      `A good event was not accepted (${outcome}), and no formula seen in the wild was either: see event/accepted.`,
    zh: ({ outcome }) =>
      `正常事件推送失败（${outcome}），按已知的错误算法签名也都失败，见 event/accepted。`,
  },
  "signed-as": {
    en: ({ formula }: { formula: string }) => `a signature made as ${formula}`,
    zh: ({ formula }) => `按「${formula}」生成的签名`,
  },
  "empty-key": {
    en: "SHA-256 with the empty key, and decrypts with it too",
    zh: "以空密钥计算 SHA-256，并以空密钥解密",
  },
});
