import { createTexts } from "../../../base/text.js";

export const refusesContentTexts = createTexts("cause/refuses-content", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It takes an event that holds nothing but its id, and refuses a good one (${answer}).`,
    zh: ({ answer }) => `接收端接受只含 ID 的事件，却拒绝正常事件（${answer}）。`,
  },
  "sentence-with-difference": {
    en: ({ answer, differences }: { answer: string; differences: readonly string[] }) =>
      `It takes an event that holds nothing but its id, and refuses a good one (${answer}) for ${differences.join(" together with ")}.`,
    zh: ({ answer, differences }) =>
      `接收端接受只含 ID 的事件，却拒绝正常事件（${answer}），原因在于：${differences.join("，加上 ")}。`,
  },
  fix: {
    en: "Accept every documented value of this field, and whatever the handler does not need.",
    zh: "接受该字段在文档中的所有取值；处理函数用不到的内容一律放过。",
  },
  variant: { en: "one with nothing but its id", zh: "只含 ID 的事件" },
  "left-out": {
    en: ({ path }: { path: string }) => `${path} left out`,
    zh: ({ path }) => `缺少 ${path}`,
  },
  value: {
    en: ({ path, value }: { path: string; value: string }) => `${path}: ${value}`,
    zh: ({ path, value }) => `${path}: ${value}`,
  },
});
