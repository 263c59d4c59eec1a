import { createTexts } from "./text.js";

interface Malformed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** What is wrong with a file that should be JSON or YAML. */
export const documentTexts = createTexts("document", {
  "not-text": {
    en: ({ file }: { file: string }) => `Failed to read ${file}: it is not a text file in UTF-8.`,
    zh: ({ file }) => `无法读取 ${file}：不是 UTF-8 编码的文本文件。`,
  },
  "name-a-text": {
    en: "Name a JSON or YAML file, or save it as UTF-8.",
    zh: "指定 JSON 或 YAML 文件，或将文件另存为 UTF-8 编码。",
  },
  malformed: {
    en: ({ file, line, column, reason }: Malformed) =>
      `Failed to read ${file}: line ${line}, column ${column}: ${reason}.`,
    zh: ({ file, line, column, reason }) =>
      `无法读取 ${file}：第 ${line} 行第 ${column} 列：${reason}。`,
  },
  "correct-it": { en: "Correct the syntax there.", zh: "修正此处的语法。" },
  "second-document": { en: "a second document begins here", zh: "从这里开始是第二个文档" },
  cycle: {
    en: ({ alias }: { alias: string }) => `*${alias} stands in what it repeats`,
    zh: ({ alias }) => `*${alias} 引用了包含它自身的内容`,
  },
  "too-deep": { en: "it is nested too deeply here", zh: "此处嵌套过深" },
});
