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
});
