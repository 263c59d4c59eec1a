import { createTexts } from "../../../base/text.js";

const units = { s: "秒", min: "分钟", h: "小时" } as const;

interface Amount {
  readonly amount: number;
  readonly unit: keyof typeof units;
}

const meanings = {
  slow: {
    en: "its clock is slow, or its window leaves no room for a timestamp that is ahead of it",
    zh: "接收端的时钟慢了，或时间窗口不允许时间戳超前",
  },
  fast: {
    en: "its clock is fast, or its window is too narrow for a timestamp that is behind it",
    zh: "接收端的时钟快了，或时间窗口太窄，容不下稍早的时间戳",
  },
  zone: { en: "it mixes up time zones", zh: "接收端弄错了时区" },
  milliseconds: {
    en: "it takes the header for milliseconds, and it is in seconds",
    zh: "接收端把请求头当作毫秒，而单位是秒",
  },
} as const;

/** What it means that a receiver takes another time than the true one. */
export type ClockMeaning = keyof typeof meanings;

export const wrongClockTexts = createTexts("cause/wrong-clock", {
  sentence: {
    en: ({ answer, shift, meaning }: { answer: string; shift: string; meaning: ClockMeaning }) =>
      `It judges X-Lark-Request-Timestamp wrongly: a good event signed now gets ${answer}, and with a timestamp ${shift} it is taken, so ${meanings[meaning].en}.`,
    zh: ({ answer, shift, meaning }) =>
      `接收端对 X-Lark-Request-Timestamp 的判断有误：时间戳为当前时间的正常事件不被接受（${answer}），${shift}则被接受，可见${meanings[meaning].zh}。`,
  },
  fix: {
    en: "Set its clock by NTP, read the header as Unix seconds, and allow at least 5 minutes either way.",
    zh: "用 NTP 校准时钟，将请求头按 Unix 秒读取，前后至少各允许 5 分钟。",
  },
  ordinary: { en: "a timestamp of now", zh: "时间戳为当前时间" },
  variant: {
    en: ({ shift }: { shift: string }) => `a timestamp ${shift}`,
    zh: ({ shift }) => `时间戳${shift}`,
  },
  earlier: {
    en: ({ amount, unit }: Amount) => `${amount} ${unit} earlier`,
    zh: ({ amount, unit }) => `提前 ${amount} ${units[unit]}`,
  },
  later: {
    en: ({ amount, unit }: Amount) => `${amount} ${unit} later`,
    zh: ({ amount, unit }) => `推后 ${amount} ${units[unit]}`,
  },
  "in-milliseconds": { en: "in milliseconds", zh: "改为毫秒" },
});
