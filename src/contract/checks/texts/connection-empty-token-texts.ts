import { createTexts } from "../../../base/text.js";

export const connectionEmptyTokenTexts = createTexts("connection/empty-token", {
  title: {
    en: "An event whose header.token is empty is acknowledged and acted on",
    zh: "header.token 为空的事件，客户端正常响应并处理",
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
  event: { en: "an event with an empty token", zh: "token 为空的事件" },
  holds: {
    en: "An event with an empty token was acknowledged and acted on.",
    zh: "客户端已响应并处理 token 为空的事件。",
  },
  "not-acked": {
    en: "An event with an empty token was not acknowledged with 200.",
    zh: "客户端未对 token 为空的事件响应 200。",
  },
  effects: {
    en: "An event with an empty token was acknowledged but not acted on exactly once.",
    zh: "客户端已响应 token 为空的事件，但未做到只处理一次。",
  },
  "refused-for-it": {
    en: "Events are refused for their empty token.",
    zh: "客户端因 token 为空而拒绝事件。",
  },
  "taken-with-token": {
    en: ({ outcome }: { outcome: string }) =>
      `${outcome}; with the app's Verification Token in it the same is acknowledged with code 200`,
    zh: ({ outcome }) =>
      `${outcome}；填入应用的 Verification Token 后，客户端对同样的事件响应 code 200`,
  },
  "others-were": {
    en: ({ outcome }: { outcome: string }) =>
      `It was not acknowledged with 200 (${outcome}), but other events with an empty token were.`,
    zh: ({ outcome }) =>
      `客户端未对这个事件响应 200（${outcome}），但对 token 同样为空的其他事件都响应了。`,
  },
  "none-is": {
    en: ({ outcome }: { outcome: string }) =>
      `A good event gets no acknowledgement with code 200 (${outcome}), with a token or without: see connection/acks-event.`,
    zh: ({ outcome }) =>
      `无论有无 token，客户端都未对正常事件响应 code 200（${outcome}），见 connection/acks-event。`,
  },
});
