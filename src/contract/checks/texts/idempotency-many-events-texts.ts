import { createTexts } from "../../../base/text.js";

/** How many other events come before the first one comes again. */
export const manyEvents = 2_000;

export const idempotencyManyEventsTexts = createTexts("idempotency/many-events", {
  title: {
    en: `An event is known after ${manyEvents.toLocaleString("en")} others`,
    zh: `推送 ${manyEvents} 个其他事件后，仍能识别重复事件`,
  },
  clause: {
    en: "The last retry comes 7 h 5 min after the first attempt, however many events came in between.",
    zh: "最后一次重试比第 1 次尝试晚 7 小时 5 分钟，无论其间有多少事件。",
  },
  why: {
    en: "A list of the last hundred ids is full after one burst, such as a change to a building with a hundred rooms; the retries of older events then act twice.",
    zh: "只记最近 100 个 ID 的列表，一次集中变更（例如一栋楼的 100 间会议室）就会占满，此前事件的重试会被重复处理。",
  },
  fix: {
    en: "Bound the memory of ids by time (eight hours), not by number: a table with a unique index, or Redis SET NX EX 36000.",
    zh: "按时间（8 小时）而不是按数量限制 event_id 的保存：用带唯一索引的数据表，或 Redis SET NX EX 36000。",
  },
  first: { en: "the first event", zh: "第一个事件" },
  "first-again": {
    en: ({ sent }: { sent: number }) => `the first event again, after ${sent} others`,
    zh: ({ sent }) => `推送 ${sent} 个其他事件后，再次推送的第一个事件`,
  },
  attempt: {
    en: ({ event, attempt }: { event: string; attempt: number }) => `${event}, attempt ${attempt}`,
    zh: ({ event, attempt }) => `${event}，第 ${attempt} 次尝试`,
  },
  "one-of-many": { en: "one of many events", zh: "大量事件之一" },
  "acted-again": {
    en: ({ sent }: { sent: number }) => `An event was acted on again after ${sent} others.`,
    zh: ({ sent }) => `推送 ${sent} 个其他事件后，再次推送的事件被重复处理。`,
  },
  "too-slow": {
    en: ({ seconds, sent }: { seconds: number; sent: number }) =>
      `All ${manyEvents} other events would have taken more than ${seconds} s; after ${sent} it knew the first one still.`,
    zh: ({ seconds, sent }) =>
      `推送全部 ${manyEvents} 个其他事件会超过 ${seconds} 秒；推送 ${sent} 个后，仍能识别第一个事件。`,
  },
  holds: {
    en: ({ sent }: { sent: number }) => `The event was known after ${sent} others.`,
    zh: ({ sent }) => `推送 ${sent} 个其他事件后，仍能识别重复事件。`,
  },
  "refused-again": {
    en: ({ outcome }: { outcome: string }) =>
      `The event was not accepted when it came again (${outcome}).`,
    zh: ({ outcome }) => `再次推送失败（${outcome}）。`,
  },
});
