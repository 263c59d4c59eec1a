import { createTexts } from "../../base/text.js";

/** Why a reporter cannot be had, or not write. */
export const reporterProblemTexts = createTexts("reporter/problem", {
  "empty-path": {
    en: ({ text }: { text: string }) => `Failed to read the reporter "${text}": the path is empty.`,
    zh: ({ text }) => `无法识别报告格式「${text}」：路径为空。`,
  },
  "with-a-path": {
    en: ({ name }: { name: string }) => `Write ${name}=path/to/file, or just ${name}.`,
    zh: ({ name }) => `写成 ${name}=path/to/file，或只写 ${name}。`,
  },
  unknown: {
    en: ({ name }: { name: string }) =>
      `Failed to read the reporter "${name}": there is none of that name.`,
    zh: ({ name }) => `无法识别报告格式「${name}」：没有这种格式。`,
  },
  known: {
    en: ({ kinds }: { kinds: readonly string[] }) => `Known are ${kinds.join(", ")}.`,
    zh: ({ kinds }) => `可选的格式：${kinds.join("、")}。`,
  },
  "not-written": {
    en: ({ path, why }: { path: string; why: string }) =>
      `Failed to write the report ${path}: ${why}.`,
    zh: ({ path, why }) => `无法写入报告 ${path}：${why}。`,
  },
  "another-place": {
    en: "Choose a place that may be written to.",
    zh: "选择一个可写入的位置。",
  },
});
