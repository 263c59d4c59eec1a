import { createTexts } from "../../../base/text.js";

export const idempotencyHorizonTexts = createTexts("idempotency/horizon", {
  title: {
    en: "An event is known until its last retry, 7 h 5 min later by the receiver's own clock",
    zh: "接收端自己的时钟过去 7 小时 5 分钟后，仍能识别同一事件",
  },
  clause: {
    en: "Where answers are lost, the same event_id comes again 15 s, 5 min, 1 h and 6 h after the attempt before.",
    zh: "响应丢失时，同一个 event_id 会在上一次尝试之后 15 秒、5 分钟、1 小时、6 小时再次推送。",
  },
  why: {
    en: "A memory of a minute, an hour or two hours is over before Feishu's last retry: the event acts twice, hours later, when nobody looks.",
    zh: "只保存 1 分钟、1 小时或 2 小时，等不到飞书的最后一次重试：几小时后无人留意时，事件会再处理一次。",
  },
  fix: {
    en: "Remember each event_id for at least eight hours: a table with a unique index on event_id, or Redis SET NX EX 36000, before the work is done.",
    zh: "将 event_id 至少保存 8 小时：在处理之前写入带唯一索引的数据表，或用 Redis SET NX EX 36000。",
  },
});
