import { createTexts } from "../../../base/text.js";

export const connectionHalfOpenTexts = createTexts("connection/half-open", {
  title: {
    en: "The client notices a gateway that has gone silent, and comes back",
    zh: "网关失去响应时，客户端能察觉并重连",
  },
  clause: {
    en: "Every ping is answered with a pong; where none comes, the peer is gone although the connection is open.",
    zh: "每个 ping 都有 pong 响应；收不到 pong，说明连接虽未断开，对端已失联。",
  },
  why: {
    en: "After a pulled cable or a lost NAT entry nobody closes the connection: the client waits for events that cannot come.",
    zh: "拔掉网线或 NAT 表项丢失后，没有一方会关闭连接，客户端只能空等。",
  },
  fix: {
    en: "Drop the connection when a ping stays without a pong. Node SDK: wsConfig: { pingTimeout: 3 } (off by default). The Go SDK notices by itself; those for Python and Java have no setting for it: watch when anything was heard last, and close the connection.",
    zh: "收不到 pong 时断开连接并重连。Node SDK：wsConfig: { pingTimeout: 3 }（默认关闭）；Go SDK 能自行察觉；Python 和 Java SDK 没有这项设置，须自行记录最后一次收到数据的时间，超时则关闭连接。",
  },
  "wait-notice": {
    en: "the client to notice that the gateway is silent",
    zh: "客户端察觉网关失去响应",
  },
  "did-not-notice": {
    en: "It did not notice that the gateway had gone silent.",
    zh: "客户端没有察觉网关已失去响应。",
  },
  when: { en: "after the gateway had gone silent", zh: "网关失去响应后" },
  event: { en: "an event after the silence", zh: "网关失去响应后的事件" },
});
