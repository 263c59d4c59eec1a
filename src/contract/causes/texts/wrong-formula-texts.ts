import { createTexts } from "../../../base/text.js";

interface Formula {
  readonly formula: string;
}

export const wrongFormulaTexts = createTexts("cause/wrong-formula", {
  sentence: {
    en: ({ formula, answer }: Formula & { answer: string }) =>
      `It computes the signature as ${formula}: signed as documented, the same event gets ${answer}.`,
    zh: ({ formula, answer }) =>
      `接收端计算签名的方式不对：${formula}。按官方算法签名的同样事件不被接受（${answer}）。`,
  },
  "comes-further": {
    en: ({ answer }: { answer: string }) => `Signed so, an event comes further, to ${answer}.`,
    zh: ({ answer }) => `按接收端的方式签名，事件能通过验签，但仍未成功（${answer}）。`,
  },
  fix: {
    en: "Compute sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex, over the bytes before any parsing.",
    zh: "用解析前的原始 body 计算 sha256(timestamp + nonce + Encrypt Key + body)，结果为小写十六进制。",
  },
  "fix-without-key": {
    en: "Without an Encrypt Key the signature holds no secret: compare header.token with the Verification Token instead.",
    zh: "改为比对 header.token 与 Verification Token：没有 Encrypt Key 时，签名不含任何密钥。",
  },
  ordinary: { en: "signed as documented", zh: "按官方算法签名" },
  variant: {
    en: ({ formula }: Formula) => `signed as ${formula}`,
    zh: ({ formula }) => `按「${formula}」签名`,
  },
});
