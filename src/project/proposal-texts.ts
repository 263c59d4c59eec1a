import { createTexts } from "../base/text.js";

/** What a person reads in the files that `mocklark init` writes. */
export const proposalTexts = createTexts("project/proposal", {
  config: {
    en: "# What mocklark knows of this project. Any flag may stand here by its name.",
    zh: "# mocklark 对这个项目的了解。任何选项都可以按名称写在这里。",
  },
  "no-exec": {
    en: '# exec: "what starts the receiver"',
    zh: '# exec: "启动接收端的命令"',
  },
  "test-key": {
    en: "# For tests only: the receiver is started with it. It keeps nothing safe.",
    zh: "# 仅供测试：接收端用它启动，不是真实的 Encrypt Key，无需保密。",
  },
  env: {
    en: "# The receiver's own names for what mocklark gives it.",
    zh: "# mocklark 传给接收端的值，用接收端自己的变量名。",
  },
  events: {
    en: "# What the receiver gets; the contract is judged by the first.",
    zh: "# 接收端接收的事件类型；契约测试以第一种为准。",
  },
  "reserve-name": { en: "The limits of a room change", zh: "会议室预定限制发生变更" },
  "event-name": {
    en: ({ type }: { type: string }) => `An event of ${type}`,
    zh: ({ type }) => `${type} 事件`,
  },
  why: {
    en: `An event that Feishu sends is accepted at the first attempt and acted on once. What the receiver prints shows
  that: where it acts, print the event's id. With --strict the run fails where nothing shows it.`,
    zh: `飞书推送的事件，第 1 次尝试即成功，且只处理一次。接收端的输出可以说明这一点：在处理事件的地方输出 event_id。
  加上 --strict，没有输出时运行即失败。`,
  },
  "reserve-step": {
    en: "an administrator changes the limits of a room",
    zh: "管理员修改会议室的预定限制",
  },
  "event-step": { en: "one event arrives", zh: "收到 1 个事件" },
  baseline: {
    en: `# Failures that are known, and may fail until a day:
#   - check: idempotency/duplicate
#     reason: what is behind it
#     owner: who mends it
#     expires: "2030-12-31"
`,
    zh: `# 已知问题，到期之前不计为未通过：
#   - check: idempotency/duplicate
#     reason: 问题的由来
#     owner: 负责修改的人
#     expires: "2030-12-31"
`,
  },
  "check-step": { en: "Check the receiver", zh: "检查接收端" },
  "run-step": { en: "Play the scenarios", zh: "运行场景" },
});
