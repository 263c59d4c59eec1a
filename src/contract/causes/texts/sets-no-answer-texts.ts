import { createTexts } from "../../../base/text.js";

export const setsNoAnswerTexts = createTexts("cause/sets-no-answer", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It acts on a good event and yet answers ${answer}: its handler sets no answer of its own, or fails after the work.`,
    zh: ({ answer }) =>
      `接收端处理了正常事件，却没有返回 200（${answer}）：处理函数没有设置响应，或处理完后出错。`,
  },
  fix: {
    en: "Let the event handler answer 200 on every way through.",
    zh: "让事件处理函数的每个分支都返回 200。",
  },
});
