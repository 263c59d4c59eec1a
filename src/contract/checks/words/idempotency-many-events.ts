import { createTexts } from "../../../base/text.js";

export const idempotencyManyEventsTexts = createTexts("idempotency/many-events", {
  title: {
    en: "An event is known after 2,000 others",
    zh: "",
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
});
