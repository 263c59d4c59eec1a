import { createTexts } from "../../../base/text.js";

export const connectionReconnectsTexts = createTexts("connection/reconnects", {
  title: {
    en: "The client comes back after its connection is lost, and receives again",
    zh: "连接断开后，客户端会重连并继续接收事件",
  },
  clause: {
    en: "After a lost connection a client waits at most ReconnectNonce seconds, then tries every ReconnectInterval seconds, starting with the endpoint.",
    zh: "连接断开后，客户端最多等待 ReconnectNonce 秒，然后每隔 ReconnectInterval 秒重试，每次都从获取连接地址开始。",
  },
  why: {
    en: "Feishu's servers are restarted and networks fail; a client that stays away misses every event from then on.",
    zh: "飞书的服务器会重启，网络会中断；不重连的客户端收不到此后的任何事件。",
  },
  fix: {
    en: "Leave reconnecting on (autoReconnect in the SDKs), and ask the endpoint again for each try: its URL is good for one connection.",
    zh: "保持自动重连开启（SDK 的 autoReconnect），每次重试都重新获取连接地址：一个地址只能建立一次连接。",
  },
  when: { en: "after its TCP connection was killed", zh: "TCP 连接被切断后" },
  "wait-clean": {
    en: "the client to come back after a clean close",
    zh: "客户端在连接正常关闭后重连",
  },
  "back-after-close": {
    en: "It also came back after a clean close.",
    zh: "连接正常关闭后，客户端也会重连。",
  },
  "away-after-close": {
    en: ({ seconds }: { seconds: number }) =>
      `It did not come back within ${seconds} s of a clean close (the Java SDK by itself never does).`,
    zh: ({ seconds }) =>
      `连接正常关闭后 ${seconds} 秒内，客户端没有重连（Java SDK 自身从不重连）。`,
  },
});
