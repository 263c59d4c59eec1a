import { createTexts } from "../../../base/text.js";

export const idempotencyConcurrentDuplicatesTexts = createTexts(
  "idempotency/concurrent-duplicates",
  {
    title: {
      en: "The same event five times at once is acted on once",
      zh: "同一事件同时推送 5 份，只处理一次",
    },
    clause: {
      en: "Events are delivered at least once, and a repeat may arrive while the first is still being worked on.",
      zh: "飞书至少发送一次；第一份还在处理时，重复事件就可能到达。",
    },
    why: {
      en: "Looking whether an event_id is known and noting it afterwards lets all copies through that come in between.",
      zh: "若先查询 event_id 是否存在再写入，其间到达的重复事件都会漏过。",
    },
    fix: {
      en: "Look and note in one step: INSERT … ON CONFLICT DO NOTHING on a unique event_id, SET NX in Redis, or a map that is written before the first await.",
      zh: "将查询和写入合为一步：对唯一的 event_id 执行 INSERT … ON CONFLICT DO NOTHING，用 Redis 的 SET NX，或在第一个 await 之前写入 Map。",
    },
    copy: {
      en: ({ copies }: { copies: number }) => `one of ${copies} copies at once`,
      zh: ({ copies }) => `同时推送的 ${copies} 份之一`,
    },
    "none-accepted": {
      en: "None of the copies was accepted: see event/accepted.",
      zh: "同时推送的事件全部失败，见 event/accepted。",
    },
    holds: {
      en: ({ copies }: { copies: number }) => `${copies} copies at once were acted on once.`,
      zh: ({ copies }) => `同时推送 ${copies} 份相同事件，只处理了 1 次。`,
    },
    broken: {
      en: ({ copies }: { copies: number }) =>
        `${copies} copies at once were not acted on exactly once.`,
      zh: ({ copies }) => `同时推送 ${copies} 份相同事件，未做到只处理一次。`,
    },
  },
);
