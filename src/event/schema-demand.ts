import { createTexts, type Text } from "../base/text.js";
import { zh } from "../base/zh.js";

/** What ajv says of one mistake. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

const texts = createTexts("event-demand", {
  be: {
    en: ({ expected }: { expected: string }) => `be ${expected}`,
    zh: ({ expected }) => zh`须为${expected}`,
  },
  "something-else": { en: "something else", zh: "其他值" },
  "one-of": {
    en: ({ words }: { words: readonly string[] }) => `be one of ${words.join(", ")}`,
    zh: ({ words }) => `须为以下之一：${words.join("、")}`,
  },
  "no-field": {
    en: ({ name }: { name: string }) => `have no field "${name}"`,
    zh: ({ name }) => `不允许有字段 "${name}"`,
  },
  // English is the validator's own.
  keyword: {
    en: ({ said }: Said) => said,
    zh: ({ said, keyword, detail }) => demandsZh[keyword]?.(detail) ?? `不符合规则（${said}）`,
  },
});

interface Said {
  /** What follows "must", in the validator's words. */
  said: string;
  keyword: string;
  /** What the keyword asks for: a number, a pattern, a format. */
  detail: string;
}

const demandsZh: Readonly<Record<string, (detail: string) => string>> = {
  minimum: (limit) => `须大于或等于 ${limit}`,
  maximum: (limit) => `须小于或等于 ${limit}`,
  exclusiveMinimum: (limit) => `须大于 ${limit}`,
  exclusiveMaximum: (limit) => `须小于 ${limit}`,
  multipleOf: (factor) => `须为 ${factor} 的倍数`,
  minLength: (limit) => `须至少有 ${limit} 个字符`,
  maxLength: (limit) => `不得超过 ${limit} 个字符`,
  minItems: (limit) => `须至少有 ${limit} 项`,
  maxItems: (limit) => `不得超过 ${limit} 项`,
  minProperties: (limit) => `须至少有 ${limit} 个字段`,
  maxProperties: (limit) => `不得超过 ${limit} 个字段`,
  pattern: (pattern) => `须匹配正则表达式 "${pattern}"`,
  format: (format) => `须符合 ${format} 格式`,
  uniqueItems: () => "不得有重复项",
  contains: () => "缺少符合要求的项",
  dependentRequired: (name) => `还须有字段 "${name}"`,
  propertyNames: () => "含有不符合要求的字段名",
  oneOf: () => "须恰好符合一种写法",
  anyOf: () => "须符合其中一种写法",
  not: () => "不得为这样的值",
  "false schema": () => "不允许出现",
};

/** "be a list of people" */
export const beText = (expected: string | Text = texts("something-else")): Text =>
  texts("be", { expected });

/** "be one of a, b" */
export const oneOfText = (allowed: readonly unknown[]): Text =>
  texts("one-of", { words: allowed.map(String) });

/** 'have no field "a"' */
export const noFieldText = (name: string): Text => texts("no-field", { name });

/** What the validator itself says of any other mistake: "match pattern …", what follows "must". */
export const keywordText = (error: SchemaError): Text =>
  said(error, (error.message ?? "").replace(/^must NOT\b/, "not").replace(/^must /, ""));

/** The same with "must" before it. */
export const wholeKeywordText = (error: SchemaError): Text => said(error, error.message ?? "");

function said({ keyword, params }: SchemaError, words: string): Text {
  const detail = details.map((name) => params[name]).find(isShort) ?? "";
  return texts("keyword", { said: words, keyword, detail: String(detail) });
}

/** Where the validator says what the keyword asks for. */
const details = ["limit", "multipleOf", "pattern", "format", "missingProperty"];

const isShort = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";
