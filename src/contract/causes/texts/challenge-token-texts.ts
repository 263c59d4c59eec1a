import { createTexts } from "../../../base/text.js";

export const challengeTokenTexts = createTexts("cause/challenge-token", {
  sentence: {
    en: ({ means, answer }: { means: string; answer: string }) =>
      `It takes ${means} for its Verification Token: with it the challenge comes back, with the real one it answers ${answer}.`,
    zh: ({ means, answer }) =>
      `接收端比对 token 用的不是 Verification Token，而是另一个值（${means}）：token 为该值时原样返回 challenge，为正确的值时不返回（${answer}）。`,
  },
  fix: {
    en: "Give the receiver the Verification Token as the developer console shows it.",
    zh: "将接收端的 Verification Token 设为开发者后台显示的值。",
  },
  ordinary: {
    en: "the challenge with the Verification Token",
    zh: "url_verification 请求，token 为 Verification Token",
  },
  variant: {
    en: ({ means }: { means: string }) => `the challenge with ${means} as token`,
    zh: ({ means }) => `url_verification 请求，token 改为另一个值（${means}）`,
  },
});
