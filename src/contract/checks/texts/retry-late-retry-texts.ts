import { createTexts } from "../../../base/text.js";

export const retryLateRetryTexts = createTexts("retry/late-retry", {
  title: {
    en: "The last retry, hours after the event was made, is accepted and acted on",
    zh: "事件产生数小时后的最后一次重试，仍能成功并得到处理",
  },
  clause: {
    en: "Retries come 15 s, 5 min, 1 h and 6 h after the failure before; header.create_time stays what it was at first.",
    zh: "每次失败后依次间隔 15 秒、5 分钟、1 小时、6 小时重试；header.create_time 始终是最初的值。",
  },
  why: {
    en: "A receiver that was down for hours would lose every event of that time although Feishu still sends it.",
    zh: "否则接收端停机数小时，就会丢失这段时间的所有事件，尽管飞书仍在重试。",
  },
  fix: {
    en: "Judge the age of a request by X-Lark-Request-Timestamp, never by header.create_time.",
    zh: "用 X-Lark-Request-Timestamp 判断请求是否过期，不要用 header.create_time。",
  },
  event: {
    en: "an event made 7 h 5 min ago, signed now",
    zh: "7 小时 5 分钟前产生、现在签名的事件",
  },
  refused: { en: "The late retry was not accepted.", zh: "最后一次重试失败。" },
  holds: {
    en: "The late retry was accepted and acted on once.",
    zh: "最后一次重试成功，只处理了 1 次。",
  },
  effects: {
    en: "The late retry was accepted but not acted on exactly once.",
    zh: "最后一次重试成功，但未做到只处理一次。",
  },
});
