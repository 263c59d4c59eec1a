import { createTexts } from "../../../base/text.js";

export const connectionOpensTexts = createTexts("connection/opens", {
  title: {
    en: "The client asks where to connect and opens the connection",
    zh: "客户端获取连接地址并建立连接",
  },
  clause: {
    en: "A client posts its app id and secret to /callback/ws/endpoint and opens a WebSocket to the URL in the answer.",
    zh: "客户端向 /callback/ws/endpoint 发送 POST 请求，提交 App ID 和 App Secret，再连接返回的 WebSocket 地址。",
  },
  why: {
    en: "Without a connection the app is not online: every event fails and is dropped after four retries.",
    zh: "没有连接，应用就不在线：每个事件都会推送失败，重试 4 次后不再推送。",
  },
  fix: {
    en: "Give the SDK's client the app id and secret, and the domain (here MOCKLARK_DOMAIN); keep the process running after start().",
    zh: "将 App ID、App Secret 和 domain（此处为 MOCKLARK_DOMAIN）传给 SDK 客户端；调用 start() 后保持进程运行。",
  },
  holds: {
    en: "It asked where to connect and opened the connection.",
    zh: "客户端获取了连接地址，并建立了连接。",
  },
  "open-socket": { en: "an open WebSocket", zh: "建立 WebSocket 连接" },
  "opened-none": {
    en: ({ asked }: { asked: number }) => `asked ${asked} times, opened none`,
    zh: ({ asked }) => `请求连接地址 ${asked} 次，未建立连接`,
  },
  "missing-credentials": {
    en: "It asked without an app id or a secret.",
    zh: "客户端请求连接地址时未提供 App ID 或 App Secret。",
  },
  "invalid-app-id": {
    en: "It asked with another app id.",
    zh: "客户端请求连接地址时使用了其他 App ID。",
  },
  "invalid-credentials": {
    en: "It asked with another app secret.",
    zh: "客户端请求连接地址时使用了其他 App Secret。",
  },
  forbidden: {
    en: "Only custom apps may use the long connection.",
    zh: "只有企业自建应用可以使用长连接。",
  },
  "did-not-connect": {
    en: "It was told where to connect and did not.",
    zh: "客户端取得了连接地址，但没有连接。",
  },
});
