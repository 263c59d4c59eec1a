import { createTexts } from "../../../base/text.js";

interface NotInTime {
  readonly bad: number;
  readonly count: number;
  readonly unconnected: number;
}

export const eventConcurrentTexts = createTexts("event/concurrent", {
  title: {
    en: "Fifty good events at once are all answered with 200 within 3 s, and each acted on once",
    zh: "同时推送 50 个正常事件，3 秒内全部返回 200，且各处理一次",
  },
  clause: {
    en: "Events are sent as they occur, side by side; each is to be answered with status 200 within 3 s.",
    zh: "事件一发生就会推送，可能同时到达。每个都须在 3 秒内返回 HTTP 200 状态码。",
  },
  why: {
    en: "Events come in bursts – a change to a level concerns all its rooms, a busy chat has many messages – and what does not get through comes again 15 s later, as a burst.",
    zh: "事件会集中到来：层级的变更涉及其下所有会议室，活跃的群消息很多。未成功的事件 15 秒后又会集中重试。",
  },
  fix: {
    en: "Answer first and work from a queue; give the pool of connections and workers room, and do not refuse with 429 or 503 what a queue could hold.",
    zh: "先返回 200，再从队列中取出处理。为连接池和工作线程留足余量，能放进队列的请求不要用 429 或 503 拒绝。",
  },
  "one-of": {
    en: ({ count }: { count: number }) => `one of ${count} events at once`,
    zh: ({ count }) => `同时推送的 ${count} 个事件之一`,
  },
  "accepted-late": {
    en: "status 200 after more than 3 s",
    zh: "超过 3 秒才返回状态码 200",
  },
  "not-in-time": {
    en: ({ bad, count, unconnected }: NotInTime) =>
      `${bad} of ${count} events at once were not accepted in time.${
        unconnected === 0
          ? ""
          : ` ${unconnected} connections were not taken within 2 s: the server's listen backlog is shorter than that.`
      }`,
    zh: ({ bad, count, unconnected }) =>
      `同时推送的 ${count} 个事件中，${bad} 个未在 3 秒内返回 200。${
        unconnected === 0
          ? ""
          : `有 ${unconnected} 个连接未在 2 秒内建立：服务器的 listen backlog 太小。`
      }`,
  },
  "expected-in-time": {
    en: ({ count }: { count: number }) => `${count} × status 200 within 3 s`,
    zh: ({ count }) => `${count} 个全部在 3 秒内返回状态码 200`,
  },
  times: {
    en: ({ times, what }: { times: number; what: string }) => `${times} × ${what}`,
    zh: ({ times, what }) => `${times} × ${what}`,
  },
  "not-once": {
    en: "Of events at once, not each was acted on exactly once.",
    zh: "同时推送的事件，并非每个都只处理一次。",
  },
  "lost-and-repeated": {
    en: ({ lost, repeated }: { lost: number; repeated: number }) =>
      `${lost} without effect, ${repeated} with more than one`,
    zh: ({ lost, repeated }) => `${lost} 个未处理，${repeated} 个处理了多次`,
  },
  holds: {
    en: ({ count }: { count: number }) =>
      `${count} events at once were accepted and acted on once each.`,
    zh: ({ count }) => `同时推送的 ${count} 个事件全部成功，各处理 1 次。`,
  },
});
