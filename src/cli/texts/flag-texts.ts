import { createTexts } from "../../base/text.js";

/** What help says of the flags that several commands have, and what is said of values they do not take. */
export const flagTexts = createTexts("cli/options", {
  none: { en: "none", zh: "无" },
  choices: {
    en: ({ text, choices }: { text: string; choices: readonly string[] }) =>
      `${text} (${choices.join(", ")})`,
    zh: ({ text, choices }) => `${text}（${choices.join("、")}）`,
  },
  config: {
    en: "config file; default: mocklark.config.yaml or .json, if there is one",
    zh: "配置文件；默认读取当前文件夹的 mocklark.config.yaml 或 .json（如果有）",
  },
  quiet: { en: "no progress on stderr", zh: "不在 stderr 输出进度" },
  lang: { en: "the language of what a person reads", zh: "输出内容的语言" },
  "encrypt-key": {
    en: "the app's Encrypt Key; without one bodies go in clear",
    zh: "应用的 Encrypt Key；不填则明文推送",
  },
  "encrypt-key-file": { en: "read the Encrypt Key from a file", zh: "从文件读取 Encrypt Key" },
  "verification-token": {
    en: "the app's Verification Token",
    zh: "应用的 Verification Token",
  },
  "app-id": { en: "cli_ and 16 hex digits", zh: "cli_ 加 16 位十六进制数字" },
  "app-secret": { en: "for the long connection", zh: "建立长连接时使用" },
  "tenant-key": { en: "16 hex digits", zh: "16 位十六进制数字" },
  grant: {
    en: "grant only these permissions (repeatable); default: all",
    zh: "只开通这些权限（可重复）；默认全部开通",
  },
  "allow-host": {
    en: ({ role }: { role: "target or witness" | "gateway" }) =>
      `allow a public host as ${role} (repeatable)`,
    zh: ({ role }) =>
      `允许公网主机作为${role === "gateway" ? "长连接网关" : "接收端或观测点"}（可重复）`,
  },
  ca: {
    en: "trust this CA certificate (PEM) for https",
    zh: "https 信任此 CA 证书（PEM）",
  },
  insecure: { en: "accept any certificate", zh: "接受任何证书" },
  exec: {
    en: "start the receiver, watch its output, stop it afterwards",
    zh: "启动接收端并观测其输出，结束后停止它",
  },
  "wait-for": {
    en: "how long --exec may take; default 20s",
    zh: "等待 --exec 就绪的最长时间；默认 20s",
  },
  witness: {
    en: "what shows its effects: log:path, url:http://…, command:…",
    zh: "观测点，从中查看处理结果：log:path、url:http://…、command:…",
  },
  "long-connection": {
    en: "the receiver is a client of the long connection",
    zh: "接收端是长连接客户端",
  },
  "receiver-port": {
    en: "the port opened for the receiver, see MOCKLARK_DOMAIN; default: any",
    zh: "为接收端打开的端口，见 MOCKLARK_DOMAIN；默认任意空闲端口",
  },
  env: {
    en: "a variable for --exec, such as LARK_KEY=@encrypt-key (repeatable)",
    zh: "传给 --exec 的环境变量，例如 LARK_KEY=@encrypt-key（可重复）",
  },
  path: {
    en: "where --exec expects events; default /webhook/event",
    zh: "--exec 启动的接收端接收事件的路径；默认 /webhook/event",
  },
  "receiver-clock": {
    en: "how the receiver's own clock is moved: auto, node, faketime, command:CMD with {seconds}, or off",
    zh: "如何拨动接收端的时钟：auto、node、faketime、command:CMD（命令中写 {seconds}）或 off",
  },
  event: {
    en: "the type of events: a file with one captured event, TYPE=FILE for a JSON Schema, or the name of a type that comes with mocklark (repeatable)",
    zh: "事件类型：包含一个真实事件的文件、TYPE=FILE（JSON Schema）或 mocklark 自带的类型名（可重复）",
  },
  "event-seed": { en: "the same seed makes the same events", zh: "种子相同，生成的事件相同" },
  set: {
    en: "set a field, for example event.time_config.max_duration=4",
    zh: "设置字段，例如 event.time_config.max_duration=4",
  },
  unset: { en: "leave a field out", zh: "去掉字段" },
  variant: { en: "which kind of event", zh: "事件的形态" },
  scope: { en: "whose limits changed", zh: "预定限制发生变更的对象" },
  locale: { en: "language of names", zh: "名称的语言" },
  deterministic: {
    en: "fix ids and times too (seed 1 unless --seed says otherwise)",
    zh: "ID 和时间也固定（未指定 --seed 时种子为 1）",
  },
  retries: {
    en: "after a failure: skip the waits, wait as Feishu does (7 h in all), or never retry",
    zh: "失败后：跳过等待、按飞书的间隔等待（共 7 小时）或不重试",
  },
  speed: {
    en: "wait as Feishu does, but so many times as fast: 60x",
    zh: "按飞书的间隔等待，但加快若干倍：60x",
  },
  "success-status": {
    en: "count this as success too (repeatable)",
    zh: "该状态码也算成功（可重复）",
  },
  "follow-redirects": { en: "follow so many redirects; default 0", zh: "跟随重定向的次数；默认 0" },
  "no-resign": {
    en: "send retries with the first attempt's timestamp and signature",
    zh: "重试时沿用第 1 次尝试的时间戳和签名",
  },
  "no-reencrypt": {
    en: "send retries with the first attempt's ciphertext",
    zh: "重试时沿用第 1 次尝试的密文",
  },
  timestamps: {
    en: "what X-Lark-Request-Timestamp shows",
    zh: "X-Lark-Request-Timestamp 使用的时间",
  },
  ordered: {
    en: "hold each event until the one before it has ended",
    zh: "前一个事件推送结束后再推送下一个",
  },
  "duplicate-probability": {
    en: "send an event again after its success, 0 to 1",
    zh: "推送成功后重复推送的概率，0 到 1",
  },
  port: { en: "port; 0 is any free one", zh: "端口；0 表示任意空闲端口" },
  data: {
    en: ({ kept }: { kept: "deliveries" | "the tenant and its deliveries" }) =>
      `keep ${kept} on disk, and go on with what is owed there`,
    zh: ({ kept }) =>
      `将${kept === "deliveries" ? "推送" : "租户及其推送"}保存到磁盘，并继续其中未完成的推送`,
  },
  "event-log": {
    en: "append a row per attempt in Feishu's words, as NDJSON",
    zh: "每次尝试追加一行，字段同飞书的事件日志（NDJSON）",
  },
  "client-config": {
    en: "what clients are told about reconnecting and pinging",
    zh: "返回给客户端的重连和 ping 配置",
  },
  quick: {
    en: "clients reconnect at once and ping every second; short for --client-config quick",
    zh: "客户端立即重连，每秒 ping 一次；等同于 --client-config quick",
  },
  "websocket-ping": {
    en: "time between two pings of the WebSocket itself; 0 is none; default 30s",
    zh: "WebSocket 自身两次 ping 的间隔；0 表示不 ping；默认 30s",
  },
  cert: { en: "certificate (PEM), for wss", zh: "证书（PEM），用于 wss" },
  key: { en: "its private key (PEM)", zh: "证书的私钥（PEM）" },
  "json-happenings": { en: "one JSON object per happening", zh: "每件事输出一个 JSON 对象" },
  "json-object": { en: "one JSON object", zh: "输出一个 JSON 对象" },
  url: { en: "the receiver's URL", zh: "接收端的 URL" },
  "url-or-exec": {
    en: "the receiver's URL; may be left out with --exec",
    zh: "接收端的 URL；使用 --exec 时可省略",
  },
  "allow-invalid": {
    en: "let pass what breaks the schema or a rule",
    zh: "放行不符合 Schema 或规则的事件",
  },

  empty: {
    en: ({ value }: { value: FlagValue }) => `The ${value} is empty.`,
    zh: ({ value }) => `${valueWords[value]}为空。`,
  },
  nul: {
    en: ({ value }: { value: FlagValue }) => `The ${value} holds a NUL character.`,
    zh: ({ value }) => `${valueWords[value]}含有 NUL 字符。`,
  },
  "expected-host": {
    en: "Expected a name, an address, or *. and a domain, such as hooks.example.com.",
    zh: "应为主机名、地址或 *. 加域名，例如 hooks.example.com。",
  },
  "expected-whole": {
    en: ({ minimum }: { minimum: number }) => `Expected a whole number of at least ${minimum}.`,
    zh: ({ minimum }) => `应为不小于 ${minimum} 的整数。`,
  },
  "expected-rate": {
    en: 'Expected a number a second, for example "20/s".',
    zh: "应为每秒的数量，例如「20/s」。",
  },
  "expected-probability": { en: "Expected a number from 0 to 1.", zh: "应为 0 到 1 之间的数。" },
  "expected-status": { en: "Expected an HTTP status.", zh: "应为 HTTP 状态码。" },
  "expected-one-of": {
    en: ({ choices }: { choices: readonly string[] }) => `Expected one of ${choices.join(", ")}.`,
    zh: ({ choices }) => `应为以下之一：${choices.join("、")}。`,
  },
  "expected-milliseconds": {
    en: "Expected milliseconds, a whole number.",
    zh: "应为毫秒数（整数）。",
  },

  "key-twice": {
    en: "Failed to find the Encrypt Key: it is given twice.",
    zh: "无法确定 Encrypt Key：给出了两次。",
  },
  "key-twice-remedy": {
    en: "Say either --encrypt-key-file or --encrypt-key.",
    zh: "--encrypt-key-file 和 --encrypt-key 只保留一个。",
  },
  "no-key": {
    en: "Failed to find the Encrypt Key: none was given.",
    zh: "无法确定 Encrypt Key：没有给出。",
  },
  "no-key-remedy": {
    en: "Set MOCKLARK_ENCRYPT_KEY, or say --encrypt-key-file PATH or --encrypt-key KEY.",
    zh: "设置 MOCKLARK_ENCRYPT_KEY，或使用 --encrypt-key-file PATH、--encrypt-key KEY。",
  },
  "no-permission": {
    en: ({ text }: { text: string }) => `Failed to grant "${text}": no such permission.`,
    zh: ({ text }) => `无法开通「${text}」：没有这个权限。`,
  },
  "there-are": {
    en: ({ names }: { names: readonly string[] }) => `There are ${names.join(", ")}.`,
    zh: ({ names }) => `可用的有：${names.join("、")}。`,
  },
  "key-file-empty": {
    en: ({ path }: { path: string }) => `Failed to read the Encrypt Key from ${path}: it is empty.`,
    zh: ({ path }) => `无法从 ${path} 读取 Encrypt Key：文件为空。`,
  },
  "key-file-empty-remedy": {
    en: "Put the key in it, or leave the flag out when the app has none.",
    zh: "将 Encrypt Key 写入该文件；应用没有 Encrypt Key 时去掉此选项。",
  },
  "key-file": {
    en: ({ path, why }: { path: string; why: string }) =>
      `Failed to read the Encrypt Key from ${path}: ${why}.`,
    zh: ({ path, why }) => `无法从 ${path} 读取 Encrypt Key：${why}。`,
  },
  "check-path": {
    en: ({ flag }: { flag: string }) => `Check the path after ${flag}.`,
    zh: ({ flag }) => `检查 ${flag} 之后的路径。`,
  },
  "path-slash": {
    en: "Failed to read the path: it does not begin with /.",
    zh: "无法读取路径：未以 / 开头。",
  },
  "path-slash-remedy": {
    en: "Give what stands in the URL behind the port, for example /lark/events.",
    zh: "填写 URL 中端口之后的部分，例如 /lark/events。",
  },
  "no-certificate": {
    en: ({ ca }: { ca: string }) => `Failed to trust ${ca}: it holds no certificate in PEM.`,
    zh: ({ ca }) => `无法信任 ${ca}：其中没有 PEM 格式的证书。`,
  },
  "no-certificate-remedy": {
    en: 'Name a file with a part that begins "-----BEGIN CERTIFICATE-----".',
    zh: "改用包含「-----BEGIN CERTIFICATE-----」的文件。",
  },
  "ca-file": {
    en: ({ path, why }: { path: string; why: string }) =>
      `Failed to read the CA certificate ${path}: ${why}.`,
    zh: ({ path, why }) => `无法读取 CA 证书 ${path}：${why}。`,
  },
  "cert-and-key": {
    en: "Failed to serve wss: --cert and --key belong together.",
    zh: "无法提供 wss：--cert 和 --key 须同时给出。",
  },
  "cert-and-key-remedy": {
    en: 'Make both with "mocklark certs".',
    zh: "用 `mocklark certs` 生成这两个文件。",
  },
  "set-of-several": {
    en: "Failed to make events: --set and --unset say fields of one type, but --event names several.",
    zh: "无法生成事件：--set 和 --unset 只针对一种事件类型，--event 却给出了多种。",
  },
  "set-of-several-remedy": { en: "Give one --event.", zh: "只保留一个 --event。" },
  "only-with-exec": {
    en: ({ name }: { name: string }) =>
      `Failed to use --${name}: it goes with --exec only, and nothing is started here.`,
    zh: ({ name }) => `无法使用 --${name}：它只能与 --exec 一起使用，而这里没有启动接收端。`,
  },
  "path-without-exec": {
    en: "Give the path as a part of the receiver's URL.",
    zh: "将路径写进接收端的 URL。",
  },
  "env-without-exec": {
    en: 'Start the receiver with --exec "node server.js", or leave --env out.',
    zh: '用 --exec "node server.js" 启动接收端，或去掉 --env。',
  },
  "neither-yes-nor-no": {
    en: ({ name, text }: { name: string; text: string }) =>
      `Failed to read ${name}: "${text}" is neither yes nor no.`,
    zh: ({ name, text }) => `无法读取 ${name}：「${text}」既不是 true 也不是 false。`,
  },
  "set-true-or-false": {
    en: 'Set it to "true" or "false".',
    zh: "将它设为 true 或 false。",
  },
});

/** What a flag may take that is never empty, by the name in its "<…>". */
export type FlagValue = "command" | "file" | "folder" | "path" | "scenario";

const valueWords: Readonly<Record<FlagValue, string>> = {
  command: "命令",
  file: "文件名",
  folder: "文件夹名",
  path: "路径",
  scenario: "场景文件名",
};
