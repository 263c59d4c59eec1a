import { createTexts } from "../../base/text.js";

export const internalsTexts = createTexts("internals", {
  trace: {
    en: ({ of }: { of: "JavaScript" | "Python" | "Java" | "Go" | ".NET" }) =>
      `a stack trace of ${of}`,
    zh: ({ of }) => `调用栈（${of}）`,
  },
  path: { en: "a file path", zh: "文件路径" },
});
