import { createTexts } from "../../base/text.js";

/** What the server says of runs of the contract, and of the report it keeps. */
export const contractTexts = createTexts("console/contract", {
  "run-contract": { en: "run the contract", zh: "运行契约测试" },
  "no-report": {
    en: "Failed to show the contract report: there is none yet.",
    zh: "无法显示契约测试报告：还没有报告。",
  },
  "run-first": { en: "Run the contract first.", zh: "先运行契约测试。" },
  "not-run": {
    en: ({ why }: { why: string }) => `Failed to run the contract: ${why}.`,
    zh: ({ why }) => `无法运行契约测试：${why}。`,
  },
  "under-way": {
    en: "Failed to run the contract: a run is under way.",
    zh: "无法运行契约测试：正在运行中。",
  },
  "wait-or-stop": { en: "Wait for its end, or stop it.", zh: "等待运行结束，或先停止。" },
  stopped: { en: "Stopped on the page.", zh: "已在页面上停止。" },
  "not-shown": {
    en: ({ path, why }: { path: string; why: string }) =>
      `The last contract report is not shown: ${path}: ${why}`,
    zh: ({ path, why }) => `无法显示上次的契约测试报告：${path}：${why}`,
  },
  "not-kept": {
    en: ({ path, why }: { path: string; why: string }) =>
      `The contract report is not kept: ${path}: ${why}.`,
    zh: ({ path, why }) => `无法保存契约测试报告：${path}：${why}。`,
  },
});
