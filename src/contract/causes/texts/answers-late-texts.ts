import { createTexts } from "../../../base/text.js";

export const answersLateTexts = createTexts("cause/answers-late", {
  sentence: {
    en: "It answers a good event only after its work, and that takes more than 3 s.",
    zh: "接收端处理完事件才返回响应，用时超过 3 秒。",
  },
  fix: {
    en: "Put the event into a queue or a table, answer 200 first, and do the work afterwards.",
    zh: "将事件写入队列或数据表后立即返回 200，再异步处理。",
  },
  "never-sentence": {
    en: ({ longest }: { longest: string }) =>
      `It sends no answer to a good event within ${longest}: it never does, or only after its work.`,
    zh: ({ longest }) => `接收端 ${longest}内没有响应正常事件：从不响应，或处理完才响应。`,
  },
  "never-fix": {
    en: "See that the handler ends its answer on every way through. Put the event into a queue or a table, answer 200 first, and do the work afterwards.",
    zh: "检查处理函数的每个分支是否都返回响应。将事件写入队列或数据表后立即返回 200，再异步处理。",
  },
  "no-answer": {
    en: ({ count, longest }: { count: number; longest: string }) =>
      `${count} good events: no answer within ${longest}`,
    zh: ({ count, longest }) => `${count} 个正常事件：${longest}内均未响应`,
  },
});
