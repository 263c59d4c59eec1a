import { createTexts } from "../../../base/text.js";

export const connectionPingsTexts = createTexts("connection/pings", {
  title: {
    en: "The client pings as often as ClientConfig says, also after a pong changed it",
    zh: "客户端按 ClientConfig 发送 ping，并采用 pong 带来的新值",
  },
  clause: {
    en: "A client sends a ping frame every PingInterval seconds; a pong may bring a new ClientConfig, which holds from then on.",
    zh: "客户端每隔 PingInterval 秒发送一个 ping 帧；pong 可能带来新的 ClientConfig，此后以它为准。",
  },
  why: {
    en: "A connection without pings is taken for dead and closed; a client that pings without a pause is a flood.",
    zh: "没有 ping 的连接会被视为失效而关闭；不间断地发送 ping 则会冲击服务端。",
  },
  fix: {
    en: "Read PingInterval from the endpoint's answer and from each pong's payload before the next ping is scheduled. The SDKs do.",
    zh: "先从连接地址接口的响应和每个 pong 的 payload 中读取 PingInterval，再安排下一次 ping。SDK 已经这样做。",
  },
  "wait-pings": { en: "pings", zh: "ping" },
  "no-ping": {
    en: ({ seconds }: { seconds: number }) => `No ping came although PingInterval is ${seconds} s.`,
    zh: ({ seconds }) => `PingInterval 为 ${seconds} 秒，但没有收到 ping。`,
  },
  stopped: {
    en: "The pings stopped after a pong that held a new ClientConfig.",
    zh: "pong 带来新的 ClientConfig 后，客户端不再发送 ping。",
  },
  holds: {
    en: "It pings, and took the PingInterval that a pong brought.",
    zh: "客户端发送 ping，并采用了 pong 带来的 PingInterval。",
  },
  flood: {
    en: "It pings far more often than PingInterval says.",
    zh: "客户端发送 ping 过于频繁，远超 PingInterval 的规定。",
  },
  interval: {
    en: ({ seconds }: { seconds: number }) => `${seconds} s between two pings`,
    zh: ({ seconds }) => `每隔 ${seconds} 秒一个 ping`,
  },
  "gaps-in-ms": {
    en: ({ gapsMs }: { gapsMs: readonly number[] }) =>
      gapsMs.map((gap) => `${Math.round(gap)} ms`).join(", then "),
    zh: ({ gapsMs }) => `间隔依次为 ${gapsMs.map((gap) => `${Math.round(gap)} ms`).join("、")}`,
  },
  "gaps-in-s": {
    en: ({ gapsMs }: { gapsMs: readonly number[] }) =>
      gapsMs.map((gap) => `${(gap / 1_000).toFixed(1)} s`).join(", then "),
    zh: ({ gapsMs }) =>
      `间隔依次为 ${gapsMs.map((gap) => `${(gap / 1_000).toFixed(1)} 秒`).join("、")}`,
  },
  "fix-flood": {
    en: "PingInterval is in seconds: multiply it by 1000 for a timer that counts milliseconds, and keep one ping timer per connection.",
    zh: "将 PingInterval（单位为秒）乘以 1000，再用于以毫秒计的定时器；每个连接只保留一个 ping 定时器。",
  },
  "not-taken": {
    en: ({ seconds }: { seconds: number }) =>
      `The PingInterval of ${seconds} s that a pong brought was not taken.`,
    zh: ({ seconds }) => `客户端没有采用 pong 带来的 PingInterval（${seconds} 秒）。`,
  },
  "ping-frame": {
    en: "a ping frame: method 0 and the header type=ping",
    zh: "ping 帧：method 为 0，headers 中 type=ping",
  },
  "zeros-left-out": {
    en: "Its ping frames leave out required fields whose value is zero.",
    zh: "客户端的 ping 帧省略了值为 0 的必填字段。",
  },
  "all-fields": {
    en: "SeqID, LogID, service and method in every frame, also where they are 0",
    zh: "每个帧都有 SeqID、LogID、service 和 method，值为 0 也不省略",
  },
  "bad-frames": { en: "frames that cannot be decoded", zh: "无法解码的帧" },
  "fix-zeros": {
    en: "Declare fields 1 to 4 as required (proto2), or write them in any case: proto3 encoders leave out whatever is zero. Official decoders refuse such frames, and Feishu has been seen not to answer them.",
    zh: "将字段 1–4 声明为 required（proto2），或始终写入：proto3 编码器会省略值为 0 的字段。官方解码器拒绝这样的帧，飞书实际也不响应。",
  },
  "no-frame": {
    en: "What it sends in place of a ping cannot be decoded.",
    zh: "客户端发送的不是 ping 帧，且无法解码。",
  },
  "fix-no-frame": {
    en: "Send a pbbp2 Frame with SeqID 0, LogID 0, the service_id of the URL, method 0 and the header type=ping, as a binary message.",
    zh: "以二进制消息发送 pbbp2 Frame：SeqID 为 0，LogID 为 0，service 为连接地址中的 service_id，method 为 0，headers 中 type=ping。",
  },
  native: {
    en: "It sends WebSocket's own pings in place of ping frames.",
    zh: "客户端发送的是 WebSocket 自带的 ping，而不是 ping 帧。",
  },
  "native-count": {
    en: ({ count }: { count: number }) => `${count} WebSocket pings (opcode 9) and no ping frame`,
    zh: ({ count }) => `${count} 个 WebSocket ping（opcode 9），没有 ping 帧`,
  },
  "fix-native": {
    en: "Send a ping frame every PingInterval seconds: a binary message with a pbbp2 Frame of method 0 and the header type=ping. A WebSocket library's own pings are none, whatever its ping interval is called.",
    zh: "每隔 PingInterval 秒发送一个 ping 帧，即含有 pbbp2 Frame（method 为 0，headers 中 type=ping）的二进制消息。WebSocket 库自带的 ping 不算，无论它的间隔参数叫什么。",
  },
  "none-after-first": { en: "none after its first", zh: "第一个之后再没有" },
  none: { en: "none", zh: "没有 ping" },
});
