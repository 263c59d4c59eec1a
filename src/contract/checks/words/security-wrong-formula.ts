import { createTexts } from "../../../base/text.js";

/** How the documented signature is made. */
export const documentedFormula =
  "sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex";

export const securityWrongFormulaTexts = createTexts("security/wrong-formula", {
  title: {
    en: "A signature by any other formula than the documented one has no effect",
    zh: "未按官方算法签名的事件不会被处理",
  },
  clause: {
    en: `X-Lark-Signature is ${documentedFormula}: a plain SHA-256, not an HMAC, and never without the key.`,
    zh: "",
  },
  why: {
    en: "A signature that needs no secret can be made by anyone; one by another formula refuses every real event.",
    zh: "不需要密钥的签名人人都能生成；用其他算法则会拒绝所有真实事件。",
  },
  fix: {
    en: "Compute sha256(timestamp + nonce + Encrypt Key + raw body) with the headers as they came and the bytes before any parsing, and accept nothing else.",
    zh: "用请求头的原值和解析前的原始 body 计算 sha256(timestamp + nonce + Encrypt Key + body)，与 X-Lark-Signature 比对，不一致即拒绝。",
  },
});
