import { createTexts } from "../../base/text.js";

interface Death {
  /** "exit code 1"; empty where the receiver is not ours. */
  readonly exit: string;
  readonly check: string;
  readonly recovered: boolean;
}

/** What is said of a receiver that has died. */
export const deathTexts = createTexts("death", {
  "after-request": {
    en: ({ exit, check, recovered, label }: Death & { label: string }) =>
      `The receiver ${how(exit)} after ${label} (${check}). ${since(recovered)}`,
    zh: ({ exit, check, recovered, label }) =>
      `接收端收到请求（${label}）后${howZh(exit)}，检查项为 ${check}。${sinceZh(recovered)}`,
  },
  "while-checks": {
    en: ({ exit, check, recovered, checks }: Death & { checks: number }) =>
      `The receiver ${how(exit)} while ${checks} checks went on, first seen by ${check}. ${since(recovered)}`,
    zh: ({ exit, check, recovered, checks }) =>
      `${checks} 个检查项同时进行时，接收端${howZh(exit)}，最先由 ${check} 发现。${sinceZh(recovered)}`,
  },
});

const how = (exit: string): string => (exit === "" ? "stopped answering" : `ended with ${exit}`);

const howZh = (exit: string): string => (exit === "" ? "不再响应" : `退出（${exit}）`);

const since = (recovered: boolean): string =>
  recovered ? "It was running again afterwards." : "It did not come back.";

const sinceZh = (recovered: boolean): string => (recovered ? "随后已恢复运行。" : "之后没有恢复。");
