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
  "gave-up": {
    en: "It asked once and gave up, as the official SDKs do.",
    zh: "客户端请求一次后放弃，与官方 SDK 相同。",
  },
  "asked-more": {
    en: ({ times, seconds }: { times: number; seconds: number }) =>
      `asked ${times} times more in ${seconds} s`,
    zh: ({ times, seconds }) => `${seconds} 秒内又请求 ${times} 次`,
  },
  "goes-on": {
    en: ({ asked }: { asked: string }) => `It goes on asking: it ${asked}.`,
    zh: ({ asked }) => `客户端继续请求连接地址：${asked}。`,
  },
  "too-often": {
    en: "It asks far more often than once per ReconnectInterval.",
    zh: "客户端请求过于频繁，远超每个 ReconnectInterval 一次。",
  },
  "at-most": {
    en: ({ times, seconds }: { times: number; seconds: number }) =>
      `at most ${times} questions in ${seconds} s`,
    zh: ({ times, seconds }) => `${seconds} 秒内最多请求 ${times} 次`,
  },
});
