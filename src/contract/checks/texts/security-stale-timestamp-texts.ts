import { createTexts } from "../../../base/text.js";

export const securityStaleTimestampTexts = createTexts("security/stale-timestamp", {
  title: {
    en: "An event signed seven days ago has no effect",
    zh: "7 天前签名的事件不会被处理",
  },
  clause: {
    en: "X-Lark-Request-Timestamp says when the request was signed; Feishu's last retry comes 7 h 5 min 15 s after the first attempt.",
    zh: "X-Lark-Request-Timestamp 是签名的时间；飞书的最后一次重试比第 1 次尝试晚 7 小时 5 分钟 15 秒。",
  },
  why: {
    en: "Whoever recorded a request could replay it at any time, long after its event_id was forgotten. No SDK looks at the timestamp.",
    zh: "否则录下请求的人可以随时发起重放攻击，哪怕 event_id 早已不再保存。所有 SDK 都不校验时间戳。",
  },
  fix: {
    en: "Refuse timestamps (unix seconds) older than eight hours, and keep event ids at least that long. A shorter window would refuse Feishu's own late retries, if they keep their first signature.",
    zh: "拒绝早于 8 小时的时间戳（Unix 秒），event_id 也至少保存同样久。窗口再短，飞书的最后几次重试若沿用首次签名，就会被拒绝。",
  },
  event: { en: "an event signed seven days ago", zh: "7 天前签名的事件" },
  holds: { en: "The stale event had no effect.", zh: "7 天前签名的事件未被处理。" },
  broken: {
    en: "The event was acted on although it was signed seven days ago.",
    zh: "事件在 7 天前签名，仍被处理。",
  },
});
