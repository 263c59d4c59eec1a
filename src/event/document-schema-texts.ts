import { createTexts } from "../base/text.js";
import { eitherZh, zh } from "../base/zh.js";
import type { DocumentKind } from "./document-schema.js";

/** What each kind of document is called. */
const kindsZh: Readonly<Record<DocumentKind, string>> = {
  scenario: "场景",
  tenant: "租户文件",
  config: "配置文件",
  baseline: "基线",
  report: "报告",
  capture: "录制文件",
};

const typeNames: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  null: "empty",
};

const typeNamesZh: Readonly<Record<string, string>> = {
  object: "对象",
  array: "列表",
  string: "文本",
  integer: "整数",
  number: "数字",
  boolean: "true 或 false",
  null: "空值",
};

/** "steps[2].count", or the whole document. */
const at = (path: string): string => path || "the document";
const atZh = (path: string): string => (path === "" ? "整个文件" : `${path} `);

export const documentSchemaTexts = createTexts("event-document", {
  place: {
    en: ({ line, column }: { line: number; column: number }) => `line ${line}, column ${column}`,
    zh: ({ line, column }) => `第 ${line} 行第 ${column} 列`,
  },
  "problem-at": {
    en: ({ place, problem }: { place: string; problem: string }) => `${place}: ${problem}`,
    zh: ({ place, problem }) => `${place}：${problem}`,
  },
  unusable: {
    en: ({ file, document, problem, others }: Unusable) =>
      `Failed to use ${file} as a ${document}: ${problem}${others === 0 ? "" : ` (and ${others} more)`}`,
    zh: ({ file, document, problem, others }) =>
      `无法将 ${file} 用作${kindsZh[document]}：${problem}${others === 0 ? "" : `（另有 ${others} 处）`}`,
  },
  "what-is-allowed": {
    en: ({ document }: { document: DocumentKind }) =>
      `"mocklark schema ${document}" prints what is allowed.`,
    zh: ({ document }) => `运行 mocklark schema ${document}，可查看允许的写法。`,
  },
  "no-field": {
    en: ({ path, name }: { path: string; name: string }) => `${at(path)} has no field "${name}".`,
    zh: ({ path, name }) => `${atZh(path)}不支持字段 "${name}"。`,
  },
  known: {
    en: ({ names }: { names: readonly string[] }) => `Known are ${names.join(", ")}.`,
    zh: ({ names }) => `可用的字段：${names.join("、")}。`,
  },
  lacks: {
    en: ({ path, name }: { path: string; name: string }) => `${at(path)} lacks "${name}".`,
    zh: ({ path, name }) => `${atZh(path)}缺少 "${name}"。`,
  },
  must: {
    en: ({ path, demand, seen }: { path: string; demand: string; seen: string }) =>
      `${at(path)} ${demand}, but is ${seen}.`,
    zh: ({ path, demand, seen }) => zh`${atZh(path)}${demand}，实际为${seen}。`,
  },
  "must-be": {
    en: ({ path, types, seen }: { path: string; types: readonly string[]; seen: string }) =>
      `${at(path)} must be ${types.map((type) => typeNames[type] ?? type).join(" or ")}, but is ${seen}.`,
    zh: ({ path, types, seen }) =>
      zh`${atZh(path)}须为${eitherZh(types.map((type) => typeNamesZh[type] ?? type))}，实际为${seen}。`,
  },
  "must-do": {
    en: ({ demand }: { demand: string }) => `must ${demand}`,
    zh: ({ demand }) => demand,
  },
  "not-allowed": { en: "is not allowed", zh: "不允许这样写" },
  empty: {
    en: ({ path }: { path: string }) => `${at(path)} must not be empty.`,
    zh: ({ path }) => `${atZh(path)}不得为空。`,
  },
  /** What stands where a key does, which nobody is to see. */
  "of-type": {
    en: ({ type }: { type: string }) => typeNames[type] ?? type,
    zh: ({ type }) => typeNamesZh[type] ?? type,
  },
});

interface Unusable {
  file: string;
  document: DocumentKind;
  problem: string;
  others: number;
}
