import { createTexts } from "../../base/text.js";

/** `mocklark check` and its `--watch`. */
export const checkTexts = createTexts("cli/check", {
  about: {
    en: "run the contract suite against a receiver",
    zh: "对接收端运行契约测试",
  },
  only: { en: "only these checks (repeatable)", zh: "只运行这些检查项（可重复）" },
  skip: { en: "not these checks (repeatable)", zh: "跳过这些检查项（可重复）" },
  "effect-within": {
    en: "how long after an event the receiver may act; default 8s",
    zh: "收到事件后，接收端最晚多久处理完；默认 8s",
  },
  strict: {
    en: "advice not followed and checks left undecided fail the run too",
    zh: "未遵循的建议和无法判定的检查项也算未通过",
  },
  bail: { en: "stop after the first failure", zh: "第一项未通过后停止" },
  seed: { en: "the same seed sends the same events", zh: "种子相同，推送的事件相同" },
  baseline: {
    en: "known failures, with reason and expiry",
    zh: "基线文件：已知问题及其原因和到期日",
  },
  reporter: {
    en: "pretty, json, junit, html, github (repeatable)",
    zh: "pretty、json、junit、html、github（可重复）",
  },
  watch: {
    en: "when files change, run again what failed",
    zh: "文件变动后，重新运行未通过的检查项",
  },
  unwritten: {
    en: ({ reporter, message }: { reporter: string; message: string }) =>
      `The ${reporter} report was not written: ${message}`,
    zh: ({ reporter, message }) => `${reporter} 报告未能写入：${message}`,
  },
  "start-client": {
    en: "Start the client with",
    zh: "用以下环境变量启动客户端",
  },

  flip: {
    en: ({ id, from, to }: { id: string; from: string; to: string }) => `${id}: ${from} → ${to}`,
    zh: ({ id, from, to }) => `${id}：${from} → ${to}`,
  },
  "to-mend": {
    en: ({ ids }: { ids: readonly string[] }) =>
      `${ids.length} to mend: ${ids.join(", ")}; a change runs ${ids.length === 1 ? "it" : "them"} again. Enter runs all, q and Enter ends.`,
    zh: ({ ids }) =>
      `${ids.length} 项待修复：${ids.join("、")}。文件变动后会重新运行。按 Enter 运行全部，输入 q 并按 Enter 结束。`,
  },
  "nothing-fails": {
    en: "Nothing fails; a change runs all checks. Enter runs all, q and Enter ends.",
    zh: "没有未通过的检查项，文件变动后会运行全部。按 Enter 运行全部，输入 q 并按 Enter 结束。",
  },
  "nothing-checked": {
    en: "Nothing was checked; a change runs all checks. Enter runs all, q and Enter ends.",
    zh: "没有运行任何检查项，文件变动后会运行全部。按 Enter 运行全部，输入 q 并按 Enter 结束。",
  },
  changed: {
    en: ({ first, others, checks }: Changed) =>
      `${first}${others === 0 ? "" : ` and ${others} more`} changed: ${checks === null ? "all checks" : checks === 1 ? "1 check" : `${checks} checks`} again`,
    zh: ({ first, others, checks }) =>
      `${first}${others === 0 ? " " : ` 等 ${others + 1} 个文件`}有变动，重新运行${checks === null ? "全部检查项" : ` ${checks} 个检查项`}`,
  },
  "not-watched": {
    en: ({ name }: { name: string }) => `${name} changes in every run: it is not watched any more`,
    zh: ({ name }) => `${name} 每次运行都会变动，不再监视`,
  },
  "stopped-by-q": { en: "Stopped by q.", zh: "已按 q 停止。" },
});

interface Changed {
  readonly first: string;
  /** Files that changed besides. */
  readonly others: number;
  /** Null: all of them. */
  readonly checks: number | null;
}
