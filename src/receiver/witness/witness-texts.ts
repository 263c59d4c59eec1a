import { createTexts } from "../../base/text.js";

/** Why nobody can say whether a receiver acted, and what witnesses fail with. */
export const witnessTexts = createTexts("witness", {
  none: {
    en: 'Nothing shows whether the receiver acted: add --exec "node server.js", or --witness log:PATH.',
    zh: '没有观测点，无法得知接收端是否处理：加上 --exec "node server.js" 或 --witness log:PATH。',
  },
  "nothing-sent": {
    en: "No good event has been sent.",
    zh: "没有发送过正常事件。",
  },
  "nothing-sent-yet": {
    en: "No good event has been sent yet.",
    zh: "尚未发送正常事件。",
  },
  "none-accepted": {
    en: "no good event was accepted, so nobody knows what an effect looks like.",
    zh: "没有任何正常事件推送成功，不知道处理后会留下什么。",
  },
  "saw-nothing": {
    en: ({ witness, within }: { witness: string; within: string }) =>
      `The witness (${witness}) did not see a good event that was accepted within ${within}; it must show the event_id, or the id in its content, of every event acted on.`,
    zh: ({ witness, within }) =>
      `接收端已接受正常事件，但观测点（${witness}）在 ${within}内没有这个事件。每处理一个事件，都要在观测点输出它的 event_id 或事件内容中的 ID。`,
  },
  "shows-everything": {
    en: "What the receiver writes shows every request that comes in, acted on or not: have it write a line with the event_id where it acts on an event, or name another place with --witness.",
    zh: "接收端的输出中，收到的请求不论是否处理都会出现。让它在处理事件的地方输出一行 event_id，或用 --witness 指定其他观测点。",
  },
  "log-not-a-file": {
    en: ({ path }: { path: string }) => `Failed to read the log ${path}: it is not a file.`,
    zh: ({ path }) => `无法读取日志 ${path}：它不是文件。`,
  },
  "log-not-a-file-remedy": {
    en: "Name the file the receiver writes to: --witness log:path/to/file.log.",
    zh: "指定接收端写入的文件：--witness log:path/to/file.log。",
  },
  "log-unreadable": {
    en: ({ path, reason }: { path: string; reason: string }) =>
      `Failed to read the log ${path}: ${reason}.`,
    zh: ({ path, reason }) => `无法读取日志 ${path}：${reason}。`,
  },
  "log-unreadable-remedy": {
    en: "See that it exists and may be read, or name another file.",
    zh: "检查文件是否存在、是否可读，或换一个文件。",
  },
  "not-asked": {
    en: ({ witness, reason }: { witness: string; reason: string }) =>
      `Failed to ask the witness ${witness}: ${reason}.`,
    zh: ({ witness, reason }) => `无法查询观测点 ${witness}：${reason}。`,
  },
  "url-remedy": {
    en: "Give a URL whose answer lists the ids of handled events: --witness url:http://….",
    zh: "换成响应中会列出已处理事件 ID 的地址：--witness url:http://…。",
  },
  "answered-status": {
    en: ({ status }: { status: number }) => `it answered ${status}`,
    zh: ({ status }) => `返回了 ${status}`,
  },
  "command-remedy": {
    en: "Run it by hand: it must print the ids of handled events and end with exit code 0.",
    zh: "手动运行该命令：它要输出已处理事件的 ID，退出码为 0。",
  },
  "command-ended": {
    en: ({ code }: { code: number }) => `it ended with exit code ${code}`,
    zh: ({ code }) => `命令结束，退出码 ${code}`,
  },
  "command-killed": { en: "it ended with a signal", zh: "命令被信号终止" },
  "command-not-run": {
    en: ({ reason }: { reason: string }) => `it could not be run: ${reason}`,
    zh: ({ reason }) => `命令未能运行：${reason}`,
  },
  "command-slow": {
    en: ({ ms }: { ms: number }) => `it took more than ${ms} ms`,
    zh: ({ ms }) => `命令运行超过 ${ms} 毫秒`,
  },
  "command-printed-too-much": {
    en: "it printed more than 16 MiB",
    zh: "命令输出超过 16 MiB",
  },
  "wrong-count": {
    en: ({ count }: { count: string }) => `Failed to count effects: the witness returned ${count}.`,
    zh: ({ count }) => `无法统计处理次数：观测点函数返回了 ${count}。`,
  },
  "wrong-count-remedy": {
    en: "Return how often the event was acted on, a whole number from 0 up.",
    zh: "返回该事件的处理次数，为不小于 0 的整数。",
  },
  unreadable: {
    en: ({ text }: { text: string }) => `Failed to read the witness "${text}".`,
    zh: ({ text }) => `无法识别观测点「${text}」。`,
  },
  usage: {
    en: 'Write log:path, url:http://… or command:"…".',
    zh: '写成 log:path、command:"…" 或 url:http://…。',
  },
  "say-what-follows": {
    en: ({ form }: { form: string }) => `Say what follows "${form}:".`,
    zh: ({ form }) => `补上 "${form}:" 之后的内容。`,
  },
  "needs-url": {
    en: "It needs a whole http or https URL.",
    zh: "写上完整的 http 或 https 地址。",
  },
});
