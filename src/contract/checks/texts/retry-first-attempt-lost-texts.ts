import { createTexts } from "../../../base/text.js";

export const retryFirstAttemptLostTexts = createTexts("retry/first-attempt-lost", {
  title: {
    en: "The retry of an event whose first attempt broke off is acted on once",
    zh: "第 1 次尝试中断的事件，重试时只处理一次",
  },
  clause: {
    en: "An attempt that is not answered with 200 within 3 s is repeated under the same event_id, at most four times.",
    zh: "3 秒内未返回 200 的尝试，会以同一个 event_id 重试，最多重试 4 次。",
  },
  why: {
    en: "A receiver that notes the event_id before it has the whole event takes the retry for a duplicate, and the event is lost.",
    zh: "若在收完整个事件之前就记录 event_id，重试会被当作重复事件，事件就丢失了。",
  },
  fix: {
    en: "Note the event_id only when the body has come in whole and is verified, in the same transaction as the work or right before it is handed on.",
    zh: "收完请求体并通过校验后再记录 event_id：与业务处理放在同一事务中，或在即将转交处理时记录。",
  },
  event: {
    en: "an event whose connection breaks off in the body",
    zh: "请求体未发完、连接就断开的事件",
  },
  retry: { en: "its retry", zh: "该事件的重试" },
  refused: { en: "The retry was not accepted.", zh: "重试失败。" },
  holds: { en: "The retry was acted on once.", zh: "重试的事件只处理了 1 次。" },
  effects: {
    en: "The retry was accepted but the event not acted on exactly once.",
    zh: "重试成功，但事件未做到只处理一次。",
  },
});
