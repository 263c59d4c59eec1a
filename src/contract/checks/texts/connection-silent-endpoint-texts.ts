import { createTexts } from "../../../base/text.js";

export const connectionSilentEndpointTexts = createTexts("connection/silent-endpoint", {
  title: {
    en: "The client asks the endpoint again when it accepts a question and never answers",
    zh: "获取连接地址的请求无响应时，客户端会再次请求",
  },
  clause: {
    en: "A server that hangs accepts connections and does not answer; whoever waits without a time limit waits for ever.",
    zh: "卡住的服务端会接受连接但不响应；没有超时限制的请求会一直等下去。",
  },
  why: {
    en: "The client sits in one request, with its process up and its log quiet, and receives nothing until somebody restarts it.",
    zh: "客户端卡在一个请求上，进程还在，日志也没有异常，直到有人重启才能收到事件。",
  },
  fix: {
    en: "Give the request to /callback/ws/endpoint a timeout of some 10 s, and try again when it is over. The Node SDK has 15 s, those for Go and Java have 10 s; the one for Python has none: give its requests.post one, or watch from outside whether the client is connected.",
    zh: "给 /callback/ws/endpoint 请求设置约 10 秒的超时，超时后重试。Node SDK 默认 15 秒，Go 和 Java SDK 默认 10 秒；Python SDK 没有超时，须给其中的 requests.post 设置，或从外部监测客户端是否在线。",
  },
  "wait-again": {
    en: "the client to ask again, though the endpoint does not answer",
    zh: "客户端再次请求连接地址（接口无响应）",
  },
  holds: {
    en: ({ after }: { after: string }) => `It asked again after ${after}.`,
    zh: ({ after }) => `客户端在 ${after}后再次请求。`,
  },
  "not-again": {
    en: ({ seconds }: { seconds: number }) =>
      `It did not ask again for ${seconds} s while the endpoint did not answer.`,
    zh: ({ seconds }) => `连接地址接口无响应，客户端在 ${seconds} 秒内没有再次请求。`,
  },
  ended: {
    en: ({ exit }: { exit: string }) =>
      `Its process ended with ${exit} while it waited for an answer of the endpoint.`,
    zh: ({ exit }) => `等待连接地址接口响应时，客户端进程退出（${exit}）。`,
  },
  "within-limit": {
    en: ({ seconds }: { seconds: number }) => `asked again within ${seconds} s`,
    zh: ({ seconds }) => `${seconds} 秒内再次请求`,
  },
  "asked-once": {
    en: "asked once, and not again in that time",
    zh: "只请求了一次，其间没有再次请求",
  },
});
