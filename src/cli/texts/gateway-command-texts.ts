import { createTexts } from "../../base/text.js";

/** `mocklark gateway`, and remote control of one that runs. */
export const gatewayCommandTexts = createTexts("cli/gateway", {
  about: {
    en: "be the server of the long connection: official clients connect to it",
    zh: "长连接网关：供官方客户端连接",
  },
  count: {
    en: "push so many events once a client is online",
    zh: "客户端上线后推送的事件数量",
  },
  send: {
    en: "play this scenario once a client is online",
    zh: "客户端上线后运行此场景",
  },
  stay: { en: "stay open after --count or --send", zh: "--count 或 --send 完成后继续运行" },
  "wait-for": {
    en: "how long to wait for a client; default: ever",
    zh: "等待客户端的最长时间；默认一直等待",
  },
  fault: { en: "what goes wrong at each first attempt", zh: "每次推送在第 1 次尝试时注入的故障" },
  "no-command": {
    en: ({ written }: { written: string }) =>
      `Failed to run "gateway ${written}": there is no such command.`,
    zh: ({ written }) => `无法运行「gateway ${written}」：没有这个命令。`,
  },
  "app-id": {
    en: ({ appId }: { appId: string }) =>
      `The official Node client connects only with an app id of cli_ and 16 hex digits, not with ${appId}.`,
    zh: ({ appId }) =>
      `官方 Node 客户端要求 App ID 为 cli_ 加 16 位十六进制数字，用 ${appId} 无法连接。`,
  },
  waiting: {
    en: "Waiting for clients with this domain, id and secret; Ctrl-C ends.",
    zh: "正在等待客户端连接（使用上面的 domain、App ID 和 App Secret），按 Ctrl-C 结束",
  },
  online: { en: "online", zh: "上线" },
  from: {
    en: ({ address }: { address: string }) => `from ${address}`,
    zh: ({ address }) => `来自 ${address}`,
  },
  closed: { en: "closed", zh: "断开" },
  counts: {
    en: ({ pushed, acks, code }: { pushed: number; acks: number; code: number }) =>
      `${pushed} pushed, ${acks} acknowledged, code ${code}`,
    zh: ({ pushed, acks, code }) => `推送 ${pushed}，响应 ${acks}，关闭码 ${code}`,
  },
  refused: { en: "refused", zh: "拒绝" },
  "refused-app": {
    en: ({ appId, refusal }: { appId: string; refusal: string }) => `${appId}: ${refusal}`,
    zh: ({ appId, refusal }) => `${appId}：${refusal}`,
  },
  "at-upgrade": {
    en: ({ refusal }: { refusal: string }) => `at the upgrade: ${refusal}`,
    zh: ({ refusal }) => `升级为 WebSocket 时：${refusal}`,
  },
  "bad-frame": { en: "bad frame", zh: "无效的帧" },
  live: {
    en: ({ each }: { each: readonly string[] }) =>
      each.length === 0 ? "no connection" : `${countOf(each.length)}: ${each.join(", ")}`,
    zh: ({ each }) =>
      each.length === 0 ? "没有连接" : `${each.length} 个连接：${each.join("，")}`,
  },
  connection: {
    en: ({ id, state, acks, pushed }: Connection) => `${id} ${state} ${acks}/${pushed}`,
    zh: ({ id, state, acks, pushed }) => `${id} ${stateWords[state]} ${acks}/${pushed}`,
  },

  "control-url": {
    en: "the gateway; default: the one on this machine",
    zh: "长连接网关的 URL；默认本机",
  },
  "control-port": { en: "its port on this machine; default 7788", zh: "本机端口；默认 7788" },
  connections: {
    en: "list the connections of a gateway that runs",
    zh: "列出运行中的长连接网关的连接",
  },
  "connections-json": { en: "one JSON object per connection", zh: "每个连接输出一个 JSON 对象" },
  listed: {
    en: ({ id, state, appId, address, pushed, acks }: Listed) =>
      `${id}  ${state}  ${appId}  ${address}  ${pushed} pushed, ${acks} acknowledged`,
    zh: ({ id, state, appId, address, pushed, acks }) =>
      `${id}  ${stateWords[state]}  ${appId}  ${address}  推送 ${pushed}，响应 ${acks}`,
  },
  "none-connected": { en: "No client is connected.", zh: "没有客户端在线。" },
  "nothing-to-do": {
    en: ({ act }: { act: GatewayAct }) =>
      `No client is connected: there is nothing to ${act === "slow" || act === "fast" ? "hold back" : act}.`,
    zh: ({ act }) => `没有客户端在线，没有可${actsZh[act]}的连接。`,
  },
  kick: {
    en: "destroy a connection's TCP, which makes every official client come back",
    zh: "切断连接的 TCP；官方客户端都会重连",
  },
  close: { en: "close a connection with a close frame", zh: "用关闭帧关闭连接" },
  freeze: { en: "play dead on a connection without closing it", zh: "不关闭连接，但不再响应" },
  thaw: { en: "end freeze", zh: "结束 freeze" },
  "connection-id": {
    en: "its id, as `connections` lists it; default: all",
    zh: "`connections` 列出的连接 ID；默认全部",
  },
  slow: {
    en: "hold back what goes to a client; 0 ends it",
    zh: "延迟发往客户端的数据；0 表示结束",
  },
  delay: { en: "milliseconds", zh: "毫秒数" },
  "slow-id": { en: "its id; default: all", zh: "连接 ID；默认全部" },
  "client-config": {
    en: "change what clients are told with their next pong",
    zh: "修改随下一个 pong 返回给客户端的配置",
  },
  settings: {
    en: ({ presets }: { presets: readonly string[] }) =>
      `for example PingInterval=3 ReconnectNonce=0, in seconds; or one of ${presets.join(", ")}`,
    zh: ({ presets }) =>
      `例如 PingInterval=3 ReconnectNonce=0，单位为秒；或以下之一：${presets.join("、")}`,
  },
  outage: {
    en: "take the whole server away, or its endpoint, and give it back",
    zh: "模拟整个服务器或连接地址接口不可用，以及恢复",
  },
  "which-outage": {
    en: "unreachable, silent-endpoint, or none to end it",
    zh: "unreachable、silent-endpoint，或用 none 恢复",
  },
  refuse: { en: "turn the next clients away", zh: "拒绝接下来的客户端" },
  "which-refusal": {
    en: "how, for example too-many-connections",
    zh: "拒绝的方式，例如 too-many-connections",
  },
  times: { en: "how many clients; 0 withdraws it", zh: "拒绝的客户端数量；0 表示撤销" },
  json: { en: "what was done as JSON", zh: "以 JSON 输出结果" },
  done: {
    en: ({ act, ids, appId, delayMs }: Done) =>
      `${doneWords(act, delayMs)} ${countOf(ids.length)} of ${appId}: ${ids.join(", ")}.`,
    zh: ({ act, ids, appId, delayMs }) =>
      `${doneWordsZh(act, delayMs)}（${appId} 的 ${ids.length} 个连接）：${ids.join("、")}。`,
  },
  "outage-unreachable": {
    en: ({ closed }: { closed: number }) =>
      `The gateway is unreachable now: closed ${countOf(closed)}. "mocklark gateway outage none" ends it.`,
    zh: ({ closed }) =>
      `长连接网关现在无法访问，已关闭 ${closed} 个连接。用 \`mocklark gateway outage none\` 恢复。`,
  },
  "outage-silent": {
    en: 'The endpoint accepts requests now and answers none. "mocklark gateway outage none" ends it.',
    zh: "连接地址接口现在接收请求但不响应。用 `mocklark gateway outage none` 恢复。",
  },
  "outage-none": { en: "There is no outage any more.", zh: "已恢复正常。" },
  refusal: {
    en: ({ refusal, count }: { refusal: string; count: number }) =>
      count === 0
        ? `No client is turned away with ${refusal} any more.`
        : `The next ${count === 1 ? "client" : `${count} clients`} will be turned away with ${refusal}.`,
    zh: ({ refusal, count }) =>
      count === 0
        ? `不再用 ${refusal} 拒绝客户端。`
        : `将用 ${refusal} 拒绝接下来的 ${count} 个客户端。`,
  },
  "no-flag": {
    en: ({ name, flag }: { name: string; flag: string }) =>
      `Failed to run "${name}": it has no flag ${flag}.`,
    zh: ({ name, flag }) => `无法运行「${name}」：没有选项 ${flag}。`,
  },
  "lists-flags": {
    en: ({ name }: { name: string }) => `"mocklark ${name} --help" lists its flags.`,
    zh: ({ name }) => `用 \`mocklark ${name} --help\` 查看它的选项。`,
  },
  "bad-setting": {
    en: ({ text }: { text: string }) => `Failed to read the setting "${text}".`,
    zh: ({ text }) => `无法读取配置项「${text}」。`,
  },
  "bad-setting-remedy": {
    en: ({ presets }: { presets: readonly string[] }) =>
      `Write a name, "=" and a whole number, for example PingInterval=3, or one of ${presets.join(", ")}.`,
    zh: ({ presets }) =>
      `写成名称、「=」和整数，例如 PingInterval=3，或以下之一：${presets.join("、")}。`,
  },
  "not-a-gateway": {
    en: ({ url }: { url: string }) => `Failed to control ${url}: it is not a gateway.`,
    zh: ({ url }) => `无法控制 ${url}：它不是长连接网关。`,
  },
  "not-a-gateway-remedy": {
    en: "Give the URL that `mocklark gateway` printed.",
    zh: "填写 `mocklark gateway` 输出的 URL。",
  },
  unreachable: {
    en: ({ origin, why }: { origin: string; why: string }) =>
      `Failed to reach the gateway at ${origin}: ${why}.`,
    zh: ({ origin, why }) => `无法连接长连接网关 ${origin}：${why}。`,
  },
  "extra-certs": {
    en: "Set NODE_EXTRA_CA_CERTS to the file of the authority that signed its certificate.",
    zh: "将 NODE_EXTRA_CA_CERTS 设为签发其证书的 CA 文件。",
  },
  "start-it": {
    en: "Start it with `mocklark gateway`, or say --port or --url.",
    zh: "用 `mocklark gateway` 启动它，或用 --port、--url 指定。",
  },
  "bad-url": {
    en: ({ text }: { text: string }) => `Failed to read the gateway's URL "${text}".`,
    zh: ({ text }) => `无法读取长连接网关的 URL「${text}」。`,
  },
  "bad-url-remedy": {
    en: 'It looks like "http://127.0.0.1:7788".',
    zh: "改为「http://127.0.0.1:7788」这样的形式。",
  },
});

/** What is done to connections: "fast" ends "slow". */
export type GatewayAct = "kick" | "close" | "freeze" | "thaw" | "slow" | "fast";

type State = "opening" | "online" | "frozen" | "closing" | "closed";

const stateWords: Readonly<Record<State, string>> = {
  opening: "正在连接",
  online: "在线",
  frozen: "冻结",
  closing: "正在关闭",
  closed: "已关闭",
};

interface Connection {
  readonly id: string;
  readonly state: State;
  readonly acks: number;
  readonly pushed: number;
}

interface Listed extends Connection {
  readonly appId: string;
  readonly address: string;
}

interface Done {
  readonly act: GatewayAct;
  readonly ids: readonly string[];
  readonly appId: string;
  readonly delayMs: number;
}

const countOf = (count: number): string => `${count} ${count === 1 ? "connection" : "connections"}`;

function doneWords(act: GatewayAct, delayMs: number): string {
  if (act === "slow") return `Hold back by ${delayMs} ms`;
  return {
    kick: "Kicked",
    close: "Closed",
    freeze: "Froze",
    thaw: "Thawed",
    fast: "No longer hold back",
  }[act];
}

const actsZh: Readonly<Record<GatewayAct, string>> = {
  kick: "切断",
  close: "关闭",
  freeze: "冻结",
  thaw: "解冻",
  slow: "延迟",
  fast: "取消延迟",
};

const doneWordsZh = (act: GatewayAct, delayMs: number): string =>
  act === "slow" ? `已延迟 ${delayMs} ms 发送数据` : `已${actsZh[act]}`;
