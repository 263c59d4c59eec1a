import { createTexts } from "../../../base/text.js";

export const signatureBeforeChallengeTexts = createTexts("cause/signature-before-challenge", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It wants a signature of the url_verification request, which carries none: without X-Lark headers it answers ${answer}, with them the challenge comes back.`,
    zh: ({ answer }) =>
      `url_verification 请求不带签名，接收端却要求签名：不带 X-Lark-* 请求头时不返回 challenge（${answer}），带上后原样返回。`,
  },
  fix: {
    en: 'When type is "url_verification", answer {"challenge": <the one received>} before any signature check.',
    zh: '先判断 type：为 "url_verification" 时，不校验签名，直接返回 {"challenge": <收到的 challenge>}。',
  },
  ordinary: {
    en: "the challenge without X-Lark headers",
    zh: "不带 X-Lark-* 请求头的 url_verification 请求",
  },
  variant: {
    en: "the challenge with X-Lark headers",
    zh: "带 X-Lark-* 请求头的 url_verification 请求",
  },
});
