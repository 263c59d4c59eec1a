import { createTexts } from "../../../base/text.js";

export const connectionDuplicateTexts = createTexts("connection/duplicate", {
  title: {
    en: "The same event pushed again is acknowledged and not acted on again",
    zh: "同一事件再次推送时，客户端响应 200 且不重复处理",
  },
  clause: {
    en: "Events are delivered at least once: where an acknowledgement gets lost, the same event_id comes again.",
    zh: "飞书至少发送一次：响应帧丢失时，同一个 event_id 会再次推送。",
  },
  why: {
    en: "One event would act twice: two mails, two replies, two rows. No SDK keeps duplicates away.",
    zh: "同一事件会处理两次：发两封邮件，回复两次，写入两条记录。所有 SDK 都不做去重。",
  },
  fix: {
    en: "Remember each event_id for at least eight hours (a unique index is enough), and acknowledge with 200 without acting when it is known.",
    zh: "将 event_id 至少保存 8 小时（数据库唯一索引即可）；遇到已有的 event_id，直接响应 200，不再处理。",
  },
  "not-acked": {
    en: "The event was not acknowledged the first time.",
    zh: "第一次推送时，客户端未响应 200。",
  },
});
