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
});
