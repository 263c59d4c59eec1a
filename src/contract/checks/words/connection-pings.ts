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
});
