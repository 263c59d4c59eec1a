import { createTexts } from "../../../base/text.js";

export const eventFlakyTexts = createTexts("event/flaky", {
  title: {
    en: "The same good content is answered alike every time",
    zh: "内容相同的正常事件，每次响应都一致",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200; every other answer has the event sent again.",
    zh: "返回 HTTP 200 状态码，推送才算成功；其他响应都会导致飞书重新推送。",
  },
  why: {
    en: "A 500 now and then looks like a fault of this or that event. Each one comes again 15 s later, and after five of them the event is lost.",
    zh: "偶尔返回 500，看起来像是个别事件有问题。其实每个这样的事件都要等 15 秒重试，5 次都失败就会丢失。",
  },
  fix: {
    en: "See what the receiver writes when it answers so. Put the event into a queue or a table first and do what may fail afterwards, with retries of its own.",
    zh: "查看接收端返回该响应时的日志。先将事件写入队列或数据表，可能失败的操作放到之后，并自行重试。",
  },
  holds: {
    en: ({ count }: { count: number }) => `${count} good events of one content were accepted.`,
    zh: ({ count }) => `内容相同的 ${count} 个正常事件全部推送成功。`,
  },
  "now-and-then": {
    en: ({ answer }: { answer: string }) => `Good events are refused now and then: ${answer}.`,
    zh: ({ answer }) => `正常事件有时被拒绝（${answer}）。`,
  },
  expected: { en: "status 200 each time", zh: "每次都返回状态码 200" },
  "of-one-content": {
    en: ({ seen, refused, count }: { seen: string; refused: number; count: number }) =>
      `${seen} for ${refused} of ${count} events of one content`,
    zh: ({ seen, refused, count }) =>
      `内容相同的 ${count} 个事件中，有 ${refused} 个被拒绝（${seen}）`,
  },
  "accepted-again": {
    en: ({ seen, count }: { seen: string; count: number }) =>
      `${seen} for ${count} ${count === 1 ? "event" : "events"} that a second try had accepted`,
    zh: ({ seen, count }) => `${count} 个事件再次推送才成功（第一次：${seen}）`,
  },
  "without-effect": { en: "status 200, but no effect,", zh: "状态码 200，但未处理" },
});
