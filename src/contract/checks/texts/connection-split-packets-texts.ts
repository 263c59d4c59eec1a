import { createTexts } from "../../../base/text.js";

export const connectionSplitPacketsTexts = createTexts("connection/split-packets", {
  title: {
    en: "An event in three frames out of order is acknowledged once and acted on once",
    zh: "分 3 帧乱序到达的事件，只响应一次，只处理一次",
  },
  clause: {
    en: "A large event comes in several frames with the same message_id; sum says how many, seq, from 0, which one.",
    zh: "较大的事件会拆成多个帧，message_id 相同；sum 是总帧数，seq 是帧序号，从 0 开始。",
  },
  why: {
    en: "Large events would be lost, such as those with many people in them, and only those.",
    zh: "否则会丢失较大的事件（例如包含很多成员的事件），而且只丢失这些事件。",
  },
  fix: {
    en: "Collect frames by message_id until sum of them are there, join their payloads in the order of seq, then handle and acknowledge the event once.",
    zh: "按 message_id 收集帧，收齐 sum 个后按 seq 顺序拼接 payload，再处理并响应一次。",
  },
  "one-frame": { en: "an event in one frame", zh: "单帧事件" },
  "three-frames": { en: "an event in three frames, out of order", zh: "分 3 帧乱序推送的事件" },
  "not-even-one": {
    en: "Not even an event in one frame was acknowledged.",
    zh: "连单帧事件，客户端也未响应 200。",
  },
  "each-acked": {
    en: "Every frame was acknowledged instead of the event.",
    zh: "客户端响应了每个帧，而不是整个事件。",
  },
  "one-ack": { en: "one acknowledgement", zh: "响应 1 次" },
  acks: {
    en: ({ count }: { count: number }) => `${count} acknowledgements`,
    zh: ({ count }) => `响应 ${count} 次`,
  },
  holds: {
    en: "An event in three frames was acknowledged once and acted on once.",
    zh: "分 3 帧推送的事件，客户端只响应 1 次，只处理 1 次。",
  },
  refused: {
    en: "An event in three frames was not acknowledged with 200.",
    zh: "客户端未对分 3 帧推送的事件响应 200。",
  },
  effects: {
    en: "An event in three frames was acknowledged but not acted on exactly once.",
    zh: "客户端已响应分 3 帧推送的事件，但未做到只处理一次。",
  },
});
