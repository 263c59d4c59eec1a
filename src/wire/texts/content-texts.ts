import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

export const contentTexts = createTexts("explain-content", {
  "empty-token": {
    en: "The token is empty, as on the long connection.",
    zh: "token 为空，与长连接推送的一致。",
  },
  "no-token-given": {
    en: "No Verification Token was given to compare with.",
    zh: "没有提供 Verification Token，无法比对。",
  },
  "right-token": {
    en: "The Verification Token is the app's.",
    zh: "Verification Token 与应用一致。",
  },
  "other-token": {
    en: "The Verification Token is another one.",
    zh: "Verification Token 与应用不一致。",
  },
  "compare-token": {
    en: "Compare with the developer console: the token of another app, or one from before a reset.",
    zh: "与开发者后台核对：可能是其他应用的 Verification Token，或重置之前的。",
  },
  masked: {
    en: ({ start, length }: { start: string; length: number }) =>
      `${start}… (${length} characters)`,
    zh: ({ start, length }) => `${start}…（${length} 个字符）`,
  },
  absent: { en: "absent", zh: "无" },
  "no-challenge": {
    en: "There is no challenge to echo.",
    zh: "没有可以返回的 challenge。",
  },
  "a-string": { en: "a string", zh: "字符串" },
  "send-challenge": {
    en: "Send the challenge as a string.",
    zh: "将 challenge 写成字符串发送。",
  },
  "answer-challenge": {
    en: ({ answer }: { answer: string }) =>
      `To be answered in clear with status 200 and ${answer} within 1 s.`,
    zh: ({ answer }) => `须在 1 秒内返回 200 状态码和明文 ${answer}。`,
  },
  "other-type": {
    en: ({ type, known, isSecond }: Typed) =>
      `It is a ${type}${isSecond ? "" : " of schema 1.0"}: only ${known} is held against a schema.`,
    zh: ({ type, known, isSecond }) =>
      `事件类型是 ${type}${isSecond ? "" : "（schema 1.0）"}：只对 ${known} 做格式校验。`,
  },
  "no-second-version": {
    en: ({ known }: { known: string }) =>
      `It is not a schema 2.0 event: only ${known} is held against a schema.`,
    zh: ({ known }) => `不是 schema 2.0 的事件：只对 ${known} 做格式校验。`,
  },
  "mend-sender": {
    en: "Mend the sender; a receiver should still answer 200 to what it does not understand.",
    zh: "修正发送方；遇到无法识别的事件，接收端仍应返回 200。",
  },
  valid: {
    en: ({ type }: { type: string }) => `It is a valid ${type}.`,
    zh: ({ type }) => zh`这是合法的${type}事件。`,
  },
});

interface Typed {
  type: string;
  /** The type whose schema is known. */
  known: string;
  isSecond: boolean;
}
