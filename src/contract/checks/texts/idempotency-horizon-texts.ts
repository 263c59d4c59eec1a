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
  first: { en: "a good event, its answer lost", zh: "响应丢失的正常事件" },
  later: {
    en: ({ age }: { age: string }) => `the same event ${age} later`,
    zh: ({ age }) => `${age}后再次推送的同一事件`,
  },
  "comes-again": {
    en: ({ age }: { age: string }) => `an event that comes again ${age} later`,
    zh: ({ age }) => `${age}后会再次推送的事件`,
  },
  "no-effect": {
    en: "The event had no effect: see event/accepted.",
    zh: "事件未被处理，见 event/accepted。",
  },
  "lost-process": {
    en: "A process of the receiver ended while its clock was moved, and what it remembered ended with it. If a supervisor takes the leap for a hang, lift its time limit for the check (gunicorn: --timeout 0).",
    zh: "调整时钟时，接收端的一个进程退出，它记住的内容随之丢失。若进程管理器把时钟跳变当作卡死，请在检查时取消它的超时限制（gunicorn：--timeout 0）。",
  },
  refused: {
    en: ({ age }: { age: string }) =>
      `The event was refused ${age} after its first attempt, so Feishu would go on sending it.`,
    zh: ({ age }) => `第 1 次尝试之后 ${age}，事件被拒绝，飞书会继续重试。`,
  },
  known: {
    en: "The event was acted on once in 7 h 5 min of the receiver's own clock.",
    zh: "接收端自己的时钟过去 7 小时 5 分钟，事件只处理了 1 次。",
  },
  "unmoved-store": {
    en: ({ places }: { places: string }) =>
      `The receiver knew the event for 7 h 5 min of its own clock, but it is connected to ${places}, whose clock was not moved: if event ids are kept there, see that they are kept for eight hours.`,
    zh: ({ places }) =>
      `接收端自己的时钟过去 7 小时 5 分钟，仍能识别这个事件。但它连接了 ${places}，那里的时钟没有调整：若 event_id 保存在那里，请确认至少保存 8 小时。`,
  },
  "unmoved-sqlite": {
    en: ({ where }: { where: string }) =>
      `The receiver knew the event for 7 h 5 min of its own clock, but it uses SQLite (${where}), whose datetime('now') was not moved. Add --receiver-clock faketime, which moves that, too.`,
    zh: ({ where }) =>
      `接收端自己的时钟过去 7 小时 5 分钟，仍能识别这个事件。但它使用 SQLite（${where}），其 datetime('now') 没有随之调整。加上 --receiver-clock faketime 可将它一并调整。`,
  },
  "acted-again": {
    en: "An event that came again within 7 h 5 min was acted on again.",
    zh: "7 小时 5 分钟内再次推送的事件被重复处理。",
  },
  "no-memory": {
    en: "The receiver remembers no event at all: see idempotency/duplicate.",
    zh: "接收端完全没有去重，见 idempotency/duplicate。",
  },
  forgotten: {
    en: ({ age }: { age: string }) =>
      `The receiver forgets an event_id: forgotten after ${age} of its own clock.`,
    zh: ({ age }) => `接收端保存 event_id 的时间太短：按它自己的时钟，${age}后已不能识别。`,
  },
  "forgotten-between": {
    en: ({ knownAt, age }: { knownAt: string; age: string }) =>
      `The receiver forgets an event_id: known after ${knownAt}, forgotten after ${age} of its own clock.`,
    zh: ({ knownAt, age }) =>
      `接收端保存 event_id 的时间太短：按它自己的时钟，${knownAt}后仍能识别，${age}后已不能识别。`,
  },
});
