import { createTexts } from "../base/text.js";

/** What deliveries refuse. */
export const deliveryTexts = createTexts("delivery", {
  "open-journal": { en: "open the journal", zh: "打开推送日志" },
  journal: { en: "journal", zh: "推送日志" },
  "journal-remedy": {
    en: "Restore the file from a copy, or remove this line and all after it; the deliveries they record are then lost.",
    zh: "用备份恢复该文件，或删除这一行及其后的所有行，这些行记录的推送会随之丢失。",
  },
  "no-journal-header": { en: "it is not a journal header", zh: "这一行不是推送日志的开头" },
  "no-event-or-target": { en: "it has no event or no target", zh: "缺少事件或请求地址" },
  "not-open": {
    en: ({ id }: { id: string }) => `it refers to delivery ${id}, which is not open`,
    zh: ({ id }) => `它指向推送 ${id}，而该推送不在进行中`,
  },

  closed: {
    en: ({ eventId }: { eventId: string }) =>
      `Failed to deliver event ${eventId}: the dispatcher is closed.`,
    zh: ({ eventId }) => `无法推送事件 ${eventId}：推送器已关闭。`,
  },
  "closed-to-journal": {
    en: "Failed to deliver event from the journal: the dispatcher is closed.",
    zh: "无法推送推送日志中的事件：推送器已关闭。",
  },
  "deliver-before-closing": {
    en: "Deliver before closing, or create another dispatcher.",
    zh: "在关闭前推送，或另建一个推送器。",
  },

  "long-connection-fault": {
    en: ({ fault }: { fault: string }) =>
      `Failed to deliver by webhook: the fault "${fault}" exists on the long connection only.`,
    zh: ({ fault }) => `无法以 Webhook 模式推送：故障 ${fault} 仅适用于长连接。`,
  },
  "webhook-faults": {
    en: ({ names }: { names: readonly string[] }) =>
      `Faults of a webhook are: ${names.join(", ")}.`,
    zh: ({ names }) => `改用 Webhook 模式的故障：${names.join("、")}。`,
  },

  "unwritable-head": {
    en: ({ part, text }: { part: string; text: string }) =>
      `Failed to write the request: HTTP has no way to write the ${part} ${text}.`,
    zh: ({ part, text }) => `无法写出请求：HTTP 不能表示${part} ${text}。`,
  },
  method: { en: "method", zh: "请求方法" },
  "header-name": { en: "header name", zh: "请求头的名称" },
  "header-value": {
    en: ({ name }: { name: string }) => `value of ${name}`,
    zh: ({ name }) => `请求头 ${name} 的值`,
  },
  "leave-them-out": {
    en: "Leave line breaks, control characters and all beyond Latin-1 out of the head.",
    zh: "去掉请求头中的换行、控制字符和 Latin-1 以外的字符。",
  },
});
