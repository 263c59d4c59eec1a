import { createTexts } from "../../../base/text.js";

export const eventTokenTexts = createTexts("cause/event-token", {
  sentence: {
    en: ({ means, answer }: { means: string; answer: string }) =>
      `It takes ${means} for its Verification Token: an event with it is taken, one with the real token gets ${answer}.`,
    zh: ({ means, answer }) =>
      `接收端比对 header.token 用的不是 Verification Token，而是另一个值（${means}）：token 为该值的事件会被接受，为正确值的事件则不会（${answer}）。`,
  },
  fix: {
    en: "Give the receiver the Verification Token as the developer console shows it.",
    zh: "将接收端的 Verification Token 设为开发者后台显示的值。",
  },
  ordinary: { en: "header.token as documented", zh: "header.token 为 Verification Token" },
  variant: {
    en: ({ means }: { means: string }) => `${means} as header.token`,
    zh: ({ means }) => `header.token 改为另一个值（${means}）`,
  },
});
