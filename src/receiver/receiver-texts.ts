import { createTexts } from "../base/text.js";

interface Reason {
  readonly reason: string;
}

/** What is said of a receiver that we start, and of how it is started. */
export const receiverTexts = createTexts("receiver", {
  printed: {
    en: ({ tail }: { tail: string }) => `Its last output:\n${tail}`,
    zh: ({ tail }) => `最后的输出：\n${tail}`,
  },
  "printed-nothing": { en: "It printed nothing.", zh: "它没有任何输出。" },
  "start-the-receiver": { en: "start the receiver", zh: "启动接收端" },
  "open-the-clock": { en: "open the receiver's clock", zh: "调整接收端的时钟" },
  "join-the-clocks": { en: "join the clocks", zh: "合并时钟" },
  "not-started": {
    en: ({ command, reason }: Reason & { command: string }) =>
      `Failed to start the receiver "${command}": ${reason}.`,
    zh: ({ command, reason }) => `无法启动接收端「${command}」：${reason}。`,
  },
  "port-taken": {
    en: ({ place }: { place: string }) => `something else already listens on ${place}`,
    zh: ({ place }) => `${place} 已被其他程序占用`,
  },
  "port-taken-remedy": {
    en: "Leave --exec out to judge what runs there; otherwise stop it, or name another port in the URL.",
    zh: "去掉 --exec，直接检查该端口上的程序；否则先停止它，或在请求地址中换一个端口。",
  },
  "no-command": {
    en: "Failed to start the receiver: its command is empty.",
    zh: "无法启动接收端：命令为空。",
  },
  "command-with-nul": {
    en: "Failed to start the receiver: its command holds a NUL character.",
    zh: "无法启动接收端：命令中含有 NUL 字符。",
  },
  "no-command-remedy": {
    en: 'Say what starts it, for example "node server.js".',
    zh: '写明启动命令，例如 "node server.js"。',
  },
  ended: {
    en: ({ exit }: { exit: string }) => `it ended with ${exit}`,
    zh: ({ exit }) => `进程已结束（${exit}）`,
  },
  "ended-well-remedy": {
    en: "Keep it in the foreground: without &, and not as a daemon.",
    zh: "让它在前台运行：不加 &，也不作为守护进程。",
  },
  "ended-remedy": {
    en: "Run it by hand, with PORT set, to see why it ends.",
    zh: "设置 PORT 后手动运行，查看它为什么结束。",
  },
  "waited-in-vain": {
    en: ({ missing, waited }: { missing: string; waited: string }) => `${missing} within ${waited}`,
    zh: ({ missing, waited }) => `等待了 ${waited}，${missing}`,
  },
  "accepts-nothing": {
    en: ({ port }: { port: number }) => `nothing accepted a connection on port ${port}`,
    zh: ({ port }) => `端口 ${port} 始终没有接受连接`,
  },
  "accepts-nothing-remedy": {
    en: "Let it listen on the port it finds in PORT, or name the URL it listens at beside --exec; --wait-for gives a slow one more time.",
    zh: "让它监听环境变量 PORT 指定的端口，或在 --exec 之外写明请求地址；启动较慢时用 --wait-for 延长等待。",
  },
  "accepts-nothing-at-url-remedy": {
    en: ({ url }: { url: string }) =>
      `See that it listens at ${url}; --wait-for gives a slow one more time.`,
    zh: ({ url }) => `检查它是否监听 ${url}；启动较慢时用 --wait-for 延长等待。`,
  },
  "or-wait": {
    en: ({ remedy }: { remedy: string }) => `${remedy} If it only takes longer, add --wait-for.`,
    zh: ({ remedy }) => `${remedy}如果只是启动较慢，加上 --wait-for。`,
  },
  "listens-on-only": {
    en: ({ places }: { places: readonly string[] }) => `it listens on ${places.join(" and ")} only`,
    zh: ({ places }) => `它只监听 ${places.join("、")}`,
  },
  "listen-on-ipv4": {
    en: "Feishu calls IPv4: listen on 127.0.0.1 or 0.0.0.0.",
    zh: "监听 127.0.0.1 或 0.0.0.0：飞书使用 IPv4。",
  },
  "listen-on": {
    en: ({ place }: { place: string }) => `Listen on ${place}, or on 0.0.0.0.`,
    zh: ({ place }) => `监听 ${place} 或 0.0.0.0。`,
  },
  "listens-on-other-port": {
    en: ({ ports, expected }: { ports: readonly number[]; expected: number }) =>
      `it listens on port ${ports.join(" and ")}, not on ${expected}`,
    zh: ({ ports, expected }) => `它监听的端口是 ${ports.join("、")}，而不是 ${expected}`,
  },
  "other-port-remedy": {
    en: ({ url }: { url: string }) =>
      `Let it read its port from PORT, or give the URL it listens at beside --exec: ${url}.`,
    zh: ({ url }) => `让它从环境变量 PORT 读取端口，或在 --exec 之外写明它监听的地址：${url}。`,
  },
  "still-runs": {
    en: ({ pid }: { pid: number }) =>
      `Process ${pid} was started by --exec, left its process group and still runs.`,
    zh: ({ pid }) => `进程 ${pid} 由 --exec 启动，已脱离进程组，仍在运行。`,
  },
  "command-still-runs": {
    en: ({ pid, command }: { pid: number; command: string }) =>
      `Process ${pid} (${command}) was started by --exec, left its process group and still runs.`,
    zh: ({ pid, command }) => `进程 ${pid}（${command}）由 --exec 启动，已脱离进程组，仍在运行。`,
  },
  "something-still-runs": {
    en: "Something that --exec started left its process group and still runs.",
    zh: "--exec 启动的某个进程已脱离进程组，仍在运行。",
  },
  "variable-not-set": {
    en: ({ name, reason }: Reason & { name: string }) =>
      `Failed to set ${name} for the receiver: ${reason}.`,
    zh: ({ name, reason }) => `无法为接收端设置环境变量 ${name}：${reason}。`,
  },
  "reference-not-here": {
    en: ({ reference }: { reference: string }) => `@${reference} is not known here`,
    zh: ({ reference }) => `这里没有 @${reference} 的值`,
  },
  "reference-not-here-remedy": {
    en: "Only a client of the long connection, or of the Open API, is given a domain.",
    zh: "去掉它：只有长连接客户端或 Open API 的调用方才有 domain。",
  },
  "no-variable-name": {
    en: "that is no name of a variable",
    zh: "这不是合法的变量名",
  },
  "variable-name-remedy": {
    en: "A variable's name has letters, digits and _, and begins with no digit.",
    zh: "变量名只用字母、数字和 _，且不以数字开头。",
  },
  "value-with-nul": {
    en: "its value holds a NUL character",
    zh: "值中含有 NUL 字符",
  },
  "leave-it-out": { en: "Leave it out.", zh: "去掉该字符。" },
  "no-such-reference": {
    en: ({ reference }: { reference: string }) => `there is no @${reference}`,
    zh: ({ reference }) => `没有 @${reference}`,
  },
  "references-remedy": {
    en: ({ known }: { known: readonly string[] }) =>
      `There are ${known.join(", ")}; a text that begins with @ is written @@.`,
    zh: ({ known }) => `可用的有 ${known.join("、")}；以 @ 开头的普通文本写作 @@。`,
  },
  "give-an-object": {
    en: "Give an object: a text for each variable.",
    zh: "传入一个对象，每个变量对应一个字符串。",
  },
  "give-a-text": {
    en: ({ name }: { name: string }) => `Give a text for ${name}.`,
    zh: ({ name }) => `为 ${name} 传入字符串。`,
  },
  "variable-problem": {
    en: ({ name, reason, remedy }: Reason & { name: string; remedy: string }) =>
      `For ${name}: ${reason}. ${remedy}`,
    zh: ({ name, reason, remedy }) => `${name}：${reason}。${remedy}`,
  },
  "setting-without-equals": {
    en: "Failed to read a variable: it has no =.",
    zh: "无法读取环境变量：缺少 =。",
  },
  "setting-remedy": {
    en: "Write NAME=VALUE, for example FEISHU_ENCRYPT_KEY=@encrypt-key.",
    zh: "写成 NAME=VALUE，例如 FEISHU_ENCRYPT_KEY=@encrypt-key。",
  },
});
