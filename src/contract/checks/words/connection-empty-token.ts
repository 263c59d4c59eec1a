import { createTexts } from "../../../base/text.js";

export const connectionEmptyTokenTexts = createTexts("connection/empty-token", {
  title: {
    en: "An event whose header.token is empty is acknowledged and acted on",
    zh: "header.token 为空的事件能正常响应和处理",
  },
  clause: {
    en: "On the long connection header.token is the empty string: the app's secret has opened the connection, so the event needs no proof.",
    zh: "长连接推送的 header.token 是空字符串：连接凭 App Secret 建立，事件无需再证明来源。",
  },
  why: {
    en: "Code that was written for webhooks and compares the token refuses every event here.",
    zh: "按 Webhook 模式编写、会比对 token 的代码，在长连接下会拒绝所有事件。",
  },
  fix: {
    en: "Leave header.token alone on the long connection. With the SDKs, give the dispatcher no Verification Token.",
    zh: "不要在长连接下校验 header.token。使用 SDK 时，创建事件处理器不传 Verification Token。",
  },
});
