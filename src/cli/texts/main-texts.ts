import { createTexts } from "../../base/text.js";

/** What the program says before, around and instead of its commands. */
export const mainTexts = createTexts("cli/main", {
  about: {
    en: "A local Feishu for receivers of vc.reserve_config.updated_v1.",
    zh: "本地飞书，用来开发和检查 vc.reserve_config.updated_v1 的接收端。",
  },
  "no-command": {
    en: ({ written }: { written: string }) =>
      `Failed to run "${written}": there is no such command.`,
    zh: ({ written }) => `无法运行「${written}」：没有这个命令。`,
  },
  "help-lists": {
    en: ({ command }: { command: string }) => `"${command} --help" lists them.`,
    zh: ({ command }) => `用 \`${command} --help\` 查看所有命令。`,
  },
  error: { en: "error", zh: "错误" },
  invalid: { en: "invalid", zh: "无效" },
  "our-bug": {
    en: ({ message }: { message: string }) => `mocklark itself failed: ${message}`,
    zh: ({ message }) => `mocklark 内部出错：${message}`,
  },
  "report-it": {
    en: "This is a bug of ours. Run again with MOCKLARK_DEBUG=1 and report what it prints.",
    zh: "这是 mocklark 的缺陷。设置 MOCKLARK_DEBUG=1 重新运行，并附上输出内容反馈。",
  },
  stopping: {
    en: "stopping; press again to stop at once",
    zh: "正在停止，再按一次立即停止",
  },
  "stopped-by": {
    en: ({ name }: { name: string }) => `Stopped by ${name}.`,
    zh: ({ name }) => `已被 ${name} 停止。`,
  },
  "cannot-output": {
    en: ({ why }: { why: string }) => `Failed to write the output: ${why}.`,
    zh: ({ why }) => `无法写入输出：${why}。`,
  },
  Examples: { en: "Examples:", zh: "示例：" },
  "exit-codes": {
    en: `Exit codes:
  0  all well
  1  a check, an expectation or a delivery failed
  2  a flag, a file's content or a scenario makes no sense
  3  the receiver, a file or a port is not to be had
  4  a bug of ours
  129, 130, 143  stopped by SIGHUP, Ctrl-C or SIGTERM`,
    zh: `退出码：
  0  一切正常
  1  有检查项未通过、期望未满足或推送失败
  2  选项、文件内容或场景有误
  3  接收端、文件或端口不可用
  4  mocklark 自身的缺陷
  129、130、143  被 SIGHUP、Ctrl-C 或 SIGTERM 停止`,
  },
});
