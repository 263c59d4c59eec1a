import { createTexts } from "../../../base/text.js";

export const connectionEveryTypeTexts = createTexts("connection/every-type", {
  title: {
    en: "A good event of each further type is acknowledged with 200 and acted on once",
    zh: "其他各类型的正常事件，客户端也响应 200，且各处理一次",
  },
  clause: {
    en: "A connection gets the events of every type its app is subscribed to, and each of them wants an acknowledgement with 200 within 3 s.",
    zh: "连接会收到应用订阅的所有类型的事件，每个事件都须在 3 秒内响应 200。",
  },
  why: {
    en: "All other checks push events of the first type: a handler that was never registered, or fails for one type, shows in none of them.",
    zh: "其他检查项只推送第一种类型的事件；某个类型没有注册处理函数，或处理时出错，只有这一项能发现。",
  },
  fix: {
    en: "Register a handler for each type the app is subscribed to, and tell repeats by event_id whatever the type.",
    zh: "为应用订阅的每种事件类型注册处理函数；无论哪种类型，都用 event_id 判断重复。",
  },
});
