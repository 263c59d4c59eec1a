import { createTexts } from "../../base/text.js";

/** What verdicts are called; a report's tallies too. */
export const verdictTexts = createTexts("verdict", {
  pass: { en: "pass", zh: "通过" },
  warn: { en: "warn", zh: "警告" },
  fail: { en: "fail", zh: "未通过" },
  known: { en: "known", zh: "已知问题" },
  skip: { en: "skip", zh: "跳过" },
  inconclusive: { en: "inconclusive", zh: "无法判定" },
  error: { en: "error", zh: "工具出错" },
});

/** What severities are called. */
export const severityTexts = createTexts("severity", {
  must: { en: "must", zh: "必须" },
  should: { en: "should", zh: "建议" },
  info: { en: "info", zh: "提示" },
});
