import { createTexts } from "../../../base/text.js";

export const eventKeepAliveTexts = createTexts("event/keep-alive", {
  title: {
    en: "Many events over one connection are all accepted",
    zh: "同一连接上依次推送的多个事件全部成功",
  },
  clause: {
    en: "HTTP/1.1 connections stay open: after one event the next may come over the same connection, unless the answer says Connection: close.",
    zh: "HTTP/1.1 连接会保持打开。除非响应带有 Connection: close，下一个事件可能仍走同一连接。",
  },
  why: {
    en: "A receiver that drops a connection under a request loses that event until its retry 15 s later; one that mixes up two requests loses it for good.",
    zh: "请求中途断开连接，事件要等 15 秒后的重试；把两个请求混在一起，事件就再也收不到。",
  },
  fix: {
    en: "Leave connections to the HTTP server, read each request to its end, and answer Connection: close where one is to end.",
    zh: "将连接交给 HTTP 服务器管理，读完每个请求；需要断开时，在响应中带上 Connection: close。",
  },
  nth: {
    en: ({ number }: { number: number }) => `event ${number} over one connection`,
    zh: ({ number }) => `同一连接上的第 ${number} 个事件`,
  },
  refused: {
    en: ({ number }: { number: number }) => `Event ${number} over one connection was not accepted.`,
    zh: ({ number }) => `同一连接上的第 ${number} 个事件推送失败。`,
  },
  "not-once": {
    en: ({ number }: { number: number }) =>
      `Event ${number} over one connection was not acted on exactly once.`,
    zh: ({ number }) => `同一连接上的第 ${number} 个事件未做到只处理一次。`,
  },
  holds: {
    en: ({ count }: { count: number }) =>
      `${count} events over one connection were accepted and acted on once each.`,
    zh: ({ count }) => `同一连接上的 ${count} 个事件全部推送成功，各处理 1 次。`,
  },
  unseen: {
    en: ({ count }: { count: number }) =>
      `${count} events over one connection were accepted; nothing showed whether they were acted on.`,
    zh: ({ count }) => `同一连接上的 ${count} 个事件全部推送成功，但无法得知是否已处理。`,
  },
});
