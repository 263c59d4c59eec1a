import { createTexts } from "../../base/text.js";

/** What is wrong with a baseline, and what it says that is out of date. */
export const baselineTexts = createTexts("baseline", {
  unreadable: {
    en: ({ file, reason }: { file: string; reason: string }) =>
      `Failed to read the baseline ${file}: ${reason}.`,
    zh: ({ file, reason }) => `无法读取基线 ${file}：${reason}。`,
  },
  "unreadable-remedy": {
    en: "See that the file exists and may be read.",
    zh: "检查文件是否存在、是否可读。",
  },
  invalid: {
    en: ({
      file,
      line,
      column,
      reason,
    }: {
      file: string;
      line: number;
      column: number;
      reason: string;
    }) => `Failed to read the baseline ${file}: line ${line}, column ${column}: ${reason}.`,
    zh: ({ file, line, column, reason }) =>
      `无法读取基线 ${file}：第 ${line} 行第 ${column} 列，${reason}。`,
  },
  "no-list": {
    en: 'it must be an object with a list "known"',
    zh: '应为对象，其中有列表 "known"',
  },
  "no-entry": {
    en: ({ fields }: { fields: readonly string[] }) =>
      `it must be an object with ${fields.join(", ")}`,
    zh: ({ fields }) => `应为对象，字段为 ${fields.join("、")}`,
  },
  "listed-twice": {
    en: ({ check }: { check: string }) => `"${check}" is listed twice`,
    zh: ({ check }) => `"${check}" 出现了两次`,
  },
  "empty-field": {
    en: ({ field }: { field: string }) => `"${field}" must be a text that is not empty`,
    zh: ({ field }) => `"${field}" 应为非空字符串`,
  },
  "no-check": {
    en: ({ check }: { check: string }) => `there is no check "${check}"`,
    zh: ({ check }) => `没有检查项 "${check}"`,
  },
  "no-day": {
    en: ({ day }: { day: string }) => `"${day}" is no day such as 2026-12-31`,
    zh: ({ day }) => `"${day}" 不是日期，日期的写法如 2026-12-31`,
  },
  "no-field": {
    en: ({ field }: { field: string }) => `there is no field "${field}"`,
    zh: ({ field }) => `没有字段 "${field}"`,
  },
  remedy: {
    en: 'Each entry has "check", "reason", "owner" and "expires".',
    zh: '每个条目都要有 "check"、"reason"、"owner" 和 "expires"。',
  },
  stale: {
    en: ({ check }: { check: string }) =>
      `The baseline lists ${check} as a known failure, but it passes: remove the entry.`,
    zh: ({ check }) => `基线将 ${check} 列为已知问题，但这一项已通过，请删除该条目。`,
  },
  expired: {
    en: ({ check, expires, owner }: { check: string; expires: string; owner: string }) =>
      `The baseline's entry for ${check} expired on ${expires}: ${owner} has to mend it or extend it.`,
    zh: ({ check, expires, owner }) =>
      `基线中 ${check} 的条目已于 ${expires} 过期，需由 ${owner} 修复或延期。`,
  },
});
