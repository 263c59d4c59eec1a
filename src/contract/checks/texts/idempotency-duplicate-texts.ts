import { createTexts } from "../../../base/text.js";

export const idempotencyDuplicateTexts = createTexts("idempotency/duplicate", {
  title: {
    en: "The same event sent again is answered with 200 and not acted on again",
    zh: "同一事件再次推送时，返回 200 且不重复处理",
  },
  clause: {
    en: "Events are delivered at least once: the same event_id may come again, also after an answer of 200.",
    zh: "飞书至少发送一次：即使已返回 200，同一个 event_id 仍可能再次推送。",
  },
  why: {
    en: "One event would act twice: two mails, two replies, two rows.",
    zh: "同一事件会处理两次：发两封邮件，回复两次，写入两条记录。",
  },
  fix: {
    en: "Remember each event_id for at least eight hours (a unique index is enough), and answer 200 without acting when it is known.",
    zh: "将 event_id 至少保存 8 小时（数据库唯一索引即可）；遇到已有的 event_id，直接返回 200，不再处理。",
  },
});
