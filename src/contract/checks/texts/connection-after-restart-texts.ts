import { createTexts } from "../../../base/text.js";

export const connectionAfterRestartTexts = createTexts("connection/after-restart", {
  title: {
    en: "An event pushed again after a restart of the client is not acted on again",
    zh: "客户端重启后再次收到同一事件，不重复处理",
  },
  clause: {
    en: "Events are delivered at least once, and the last retry comes more than seven hours after the first attempt: a deployment may lie in between.",
    zh: "飞书至少发送一次，最后一次重试比第 1 次尝试晚 7 个多小时，其间可能重新部署。",
  },
  why: {
    en: "Event ids kept in memory are gone with the process: every restart lets repeats through.",
    zh: "只保存在内存中的 event_id 会随进程丢失，每次重启都会漏过重复事件。",
  },
  fix: {
    en: "Keep the event ids where they outlive the process: a table with a unique index, Redis, or a file. A client started by us finds the name of a file to use in RECEIVER_STATE.",
    zh: "将 event_id 保存在进程之外：带唯一索引的数据表、Redis 或文件。由 mocklark 启动的客户端可从 RECEIVER_STATE 取得可用的文件名。",
  },
  "not-acked": {
    en: "The event was not acknowledged before the restart.",
    zh: "重启前，客户端未对事件响应 200。",
  },
  "not-connected": { en: "It did not connect after the restart.", zh: "重启后，客户端没有连接。" },
  refused: {
    en: "The event was refused after the restart, so Feishu would push it again.",
    zh: "重启后，事件被拒绝，飞书会再次推送。",
  },
});
