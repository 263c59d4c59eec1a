import { createTexts } from "../../../base/text.js";

export const eventUnknownTypeTexts = createTexts("event/unknown-type", {
  title: {
    en: "A genuine event of a type the receiver does not handle is answered with 200 and has no effect",
    zh: "遇到不支持的事件类型，返回 200 且不处理",
  },
  clause: {
    en: "One URL gets all events an app is subscribed to; header.event_type says what an event is about.",
    zh: "应用订阅的所有事件都推送到同一个请求地址，事件类型由 header.event_type 表示。",
  },
  why: {
    en: "Somebody ticks another event in the console: an answer of 500 has each of them sent five times, and acting on it would be acting on something else.",
    zh: "有人在开发者后台多添加了一个事件：若返回 500，每个事件都会推送 5 次；若处理，就是误当成了别的事件。",
  },
  fix: {
    en: "Look at header.event_type; answer 200 and do nothing for types you do not handle. The Python SDK answers 500: catch its error.",
    zh: "先判断 header.event_type，不支持的类型返回 200 且不处理。Python SDK 此时返回 500，须捕获它的异常。",
  },
  refused: {
    en: "An event of an unknown type was not accepted.",
    zh: "未知类型的事件推送失败。",
  },
  holds: {
    en: "An event of an unknown type was accepted and had no effect.",
    zh: "未知类型的事件推送成功，未被处理。",
  },
  "acted-on": {
    en: "An event of an unknown type was acted on.",
    zh: "未知类型的事件被处理了。",
  },
});
