import { createTexts } from "../../base/text.js";

/** The commands that show what comes with mocklark, or work on reports: checks, explain-check, schema, report. */
export const catalogueTexts = createTexts("cli/catalogue", {
  checks: { en: "list the contract checks", zh: "列出契约测试的所有检查项" },
  "checks-json": { en: "one JSON object per check", zh: "每个检查项输出一个 JSON 对象" },
  "explain-check": { en: "explain one contract check", zh: "说明一个检查项" },
  id: { en: "as `mocklark checks` lists it", zh: "`mocklark checks` 列出的 ID" },
  schema: { en: "print a JSON Schema, or list them", zh: "输出一个 JSON Schema，或列出全部" },
  "schema-name": {
    en: "event, scenario, config, report, …",
    zh: "event、scenario、config、report、…",
  },
  "no-schema": {
    en: ({ name }: { name: string }) =>
      `Failed to print the schema "${name}": there is none of that name.`,
    zh: ({ name }) => `无法输出 Schema「${name}」：没有这个名称。`,
  },
  report: { en: "work with JSON reports", zh: "处理 JSON 报告" },
  merge: {
    en: "put several JSON reports side by side on one HTML page",
    zh: "将多份 JSON 报告并排放进一个 HTML 页面",
  },
  reports: {
    en: "JSON reports; name=path gives the column a name",
    zh: "JSON 报告；写成 name=path 可给该列命名",
  },
  out: {
    en: "where to write the page; default: standard output",
    zh: "页面的写入位置；默认标准输出",
  },
  "cannot-write": {
    en: ({ path, why }: { path: string; why: string }) => `Failed to write ${path}: ${why}.`,
    zh: ({ path, why }) => `无法写入 ${path}：${why}。`,
  },
  "name-a-file": {
    en: "Name a file you may write to after --out.",
    zh: "在 --out 之后换一个可写的文件。",
  },
});
