import { createTexts } from "../../../base/text.js";

export const connectionUnknownTypeTexts = createTexts("connection/unknown-type", {
  title: {
    en: "An event of a type without a handler is acknowledged with 200",
    zh: "没有处理函数的事件类型，客户端也响应 200",
  },
  clause: {
    en: "Every event wants an acknowledgement within 3 s, also one of a type the client has no handler for.",
    zh: "每个事件都须在 3 秒内响应，没有注册处理函数的类型也不例外。",
  },
  why: {
    en: "Every other acknowledgement has the event sent four more times. The Node SDK says 200 to an event without a handler; the Python, Go and Java SDKs say 500.",
    zh: "其他响应都会使飞书再推送 4 次。对没有处理函数的事件，Node SDK 返回 200，Python、Go、Java SDK 返回 500。",
  },
  fix: {
    en: "Subscribe the app only to events you handle, or acknowledge others with 200: with the Python, Go and Java SDKs, register a handler that does nothing for each type the app is subscribed to.",
    zh: "只订阅要处理的事件，或对其他事件也响应 200：使用 Python、Go、Java SDK 时，为应用订阅的其他类型注册空的处理函数。",
  },
  holds: {
    en: "An event of a type without a handler was acknowledged with 200.",
    zh: "客户端对没有处理函数的事件响应了 200。",
  },
  refused: {
    en: "An event of a type without a handler was not acknowledged with 200.",
    zh: "客户端未对没有处理函数的事件响应 200。",
  },
});
