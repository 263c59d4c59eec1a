import { createTexts } from "../../../base/text.js";

export const connectionLimitTexts = createTexts("connection/limit", {
  title: {
    en: "The client does not hammer at the door when the app has too many connections",
    zh: "连接数超限时，客户端不会频繁重试",
  },
  clause: {
    en: "An app may have 50 connections; one more is refused at the endpoint with code 1000040350.",
    zh: "每个应用最多建立 50 个连接；超出后，获取连接地址会返回错误码 1000040350。",
  },
  why: {
    en: "The official SDKs give up for good, with the process still running: whoever watches it does not see that no event comes any more.",
    zh: "官方 SDK 会就此放弃重连，进程却仍在运行，从外部看不出已收不到事件。",
  },
  fix: {
    en: "End the process when the client reports this (onError in the Node SDK), so that it is started again; otherwise ask at most once per ReconnectInterval.",
    zh: "在客户端报告此错误时（Node SDK 的 onError）退出进程，由外部重新启动；否则每个 ReconnectInterval 最多请求一次。",
  },
});
