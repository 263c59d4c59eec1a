import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

/** What reporters say besides what a report holds, and what its parts are called. */
export const reporterTexts = createTexts("reporter", {
  checks: {
    en: ({ count }: { count: number }) => `${count} ${count === 1 ? "check" : "checks"}`,
    zh: ({ count }) => `${count} 个检查项`,
  },
  events: {
    en: ({ names }: { names: readonly string[] }) => `events ${names.join(", ")}`,
    zh: ({ names }) => `事件类型 ${names.join("、")}`,
  },
  seed: {
    en: ({ seed }: { seed: number }) => `seed ${seed}`,
    zh: ({ seed }) => `种子 ${seed}`,
  },
  "waiting-for": {
    en: ({ what, check }: { what: string; check: string }) => `waiting for ${what} (${check})`,
    zh: ({ what, check }) => `正在等待：${what}（${check}）`,
  },
  "took-long": {
    en: ({ duration }: { duration: string }) => `in ${duration}`,
    zh: ({ duration }) => `用时 ${duration}`,
  },

  "as-above": { en: "as above", zh: "同上" },
  "as-accepted": {
    en: ({ severity, seen }: { severity: string; seen: string }) =>
      `${severity}  ${seen}, as event/accepted: mend that first`,
    zh: ({ severity, seen }) =>
      `${severity}  ${seen}，与 event/accepted 相同，先解决 event/accepted`,
  },
  "known-failure": { en: "known failure", zh: "已知问题" },
  "known-because": {
    en: ({ reason }: { reason: string }) => `known failure: ${reason}`,
    zh: ({ reason }) => `已知问题：${reason}`,
  },
  "signed-for": {
    en: ({ reason, owner, expires }: { reason: string; owner: string; expires: string }) =>
      `${reason} (${owner}, until ${expires})`,
    zh: ({ reason, owner, expires }) => `${reason}（${owner}，${expires} 到期）`,
  },
  "so-often": {
    en: ({ text, count }: { text: string; count: number }) => `${text} (${count} ×)`,
    zh: ({ text, count }) => `${text}（${count} 次）`,
  },
  "failed-check": {
    en: ({ id, severity, title }: { id: string; severity: string; title: string }) =>
      `${id} (${severity}): ${title}`,
    zh: ({ id, severity, title }) => `${id}（${severity}）：${title}`,
  },
  "start-with": {
    en: ({ text }: { text: string }) => `start with: ${text}`,
    zh: ({ text }) => `先解决这一项：${text}`,
  },
  warning: { en: "warning", zh: "警告" },
  "same-error": {
    en: ({ times, checks }: { times: number; checks: readonly string[] }) =>
      `The same ${times === 1 ? "once" : `${times} times`} more: ${checks.join(", ")}.`,
    zh: ({ times, checks }) => `同样的问题另有 ${times} 次：${checks.join("、")}。`,
  },

  failures: {
    en: ({ count }: { count: number }) => (count === 1 ? "1 failure" : `${count} failures`),
    zh: ({ count }) => `${count} 个问题未解决`,
  },
  "strict-undecided": {
    en: ({ count }: { count: number }) => `${count} undecided, and the run is strict`,
    zh: ({ count }) => `${count} 项无法判定，--strict 时不算通过`,
  },
  undecided: {
    en: ({ count }: { count: number }) => `${count} undecided: neither kept nor broken`,
    zh: ({ count }) => `${count} 项无法判定：不算通过，也不算未通过`,
  },

  "no-witness": {
    en: 'no witness: add --exec "node server.js" or --witness log:PATH to decide the rest',
    zh: '没有观测点：加上 --exec "node server.js" 或 --witness log:PATH，才能判定其余检查项',
  },
  witness: {
    en: ({ witness, eventId, subjectId }: Shown) => {
      const shown = [
        ...(eventId > 0 ? [`the event_id ${eventId} ×`] : []),
        ...(subjectId > 0 ? [`the id in its content ${subjectId} ×`] : []),
      ];
      return `witness ${witness}, one effect shows ${shown.join(" and ")}`;
    },
    zh: ({ witness, eventId, subjectId }) => {
      const shown = [
        ...(eventId > 0 ? [`event_id ${eventId} 次`] : []),
        ...(subjectId > 0 ? [`事件内容中的 ID ${subjectId} 次`] : []),
      ];
      return `观测点 ${witness}，每处理 1 次会出现 ${shown.join("、")}`;
    },
  },
  clock: {
    en: ({ duration, how }: { duration: string; how: string }) =>
      `receiver's clock moved by ${duration} (${how})`,
    zh: ({ duration, how }) => `接收端时钟已拨快 ${duration}（${how}）`,
  },
  "clock-says": {
    en: ({ moved, time }: { moved: string; time: string }) => `${moved}, it says ${time}`,
    zh: ({ moved, time }) => `${moved}，显示为 ${time}`,
  },

  contract: {
    en: ({ target }: { target: string }) => `Contract of ${target}`,
    zh: ({ target }) => zh`${target}的契约测试`,
  },
  "contract-of-several": {
    en: ({ count }: { count: number }) => `Contract of ${count} receivers`,
    zh: ({ count }) => `${count} 个接收端的契约测试`,
  },
  "contract-verdict": {
    en: ({ contract, verdict }: { contract: string; verdict: string }) => `${contract}: ${verdict}`,
    zh: ({ contract, verdict }) => `${contract}：${verdict}`,
  },
  kept: { en: "kept", zh: "通过" },
  broken: { en: "broken", zh: "未通过" },
  "side-by-side": { en: "Side by side", zh: "并排对比" },
  check: { en: "Check", zh: "检查项" },
  "not-run": { en: "not run", zh: "未运行" },
  "in-all": { en: "in all", zh: "总体" },
  "summary-line": {
    en: ({ counts, duration, facts, remarks }: Summary) =>
      `${counts.join(", ")} in ${duration}, ${facts.join(", ")}. ${remarks.join("; ")}.`,
    zh: ({ counts, duration, facts, remarks }) =>
      `${counts.join("，")}，用时 ${duration}，${facts.join("，")}。${remarks.join("；")}。`,
  },
  "table-head": {
    en: "| verdict | check | severity | reason |",
    zh: "| 结论 | 检查项 | 级别 | 原因 |",
  },
  "start-heading": { en: "Start with this:", zh: "先解决这一项：" },
});

interface Shown {
  readonly witness: string;
  /** How often each shows of one effect. */
  readonly eventId: number;
  readonly subjectId: number;
}

interface Summary {
  readonly counts: readonly string[];
  readonly duration: string;
  readonly facts: readonly string[];
  readonly remarks: readonly string[];
}
