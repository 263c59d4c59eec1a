import { createTexts } from "../../../base/text.js";

export const wantsHeaderCaseTexts = createTexts("cause/wants-header-case", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It finds the headers by their lower-case names only: as Feishu writes them (X-Lark-Signature) it answers ${answer}.`,
    zh: ({ answer }) =>
      `接收端只认小写的请求头名称：按飞书的写法（X-Lark-Signature）发送时会拒绝（${answer}）。`,
  },
  fix: {
    en: "Look headers up without regard to case.",
    zh: "读取请求头时不区分名称的大小写。",
  },
  ordinary: {
    en: "X-Lark-Signature, as Feishu writes it",
    zh: "X-Lark-Signature，飞书的写法",
  },
  variant: {
    en: "the same headers with lower-case names",
    zh: "同样的请求头，名称改为小写",
  },
});
