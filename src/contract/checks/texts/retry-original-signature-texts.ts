import { createTexts } from "../../../base/text.js";

export const retryOriginalSignatureTexts = createTexts("retry/original-signature", {
  title: {
    en: "The last retry is accepted also with the first attempt's timestamp and signature",
    zh: "最后一次重试沿用首次的时间戳和签名，也能成功",
  },
  clause: {
    en: "Whether Feishu signs each retry anew is not documented; if not, the last one carries a timestamp 7 h 5 min 15 s old.",
    zh: "飞书是否为每次重试重新签名，文档没有说明；若不重新签名，最后一次重试带的是 7 小时 5 分钟 15 秒之前的时间戳。",
  },
  why: {
    en: "A replay window of minutes would then refuse every retry from the second on.",
    zh: "若防重放窗口只有几分钟，从第 2 次重试起都会被拒绝。",
  },
  fix: {
    en: "Let the replay window be eight hours, and remember event ids at least as long: that stops replays inside it.",
    zh: "将防重放窗口设为 8 小时，event_id 至少保存同样久，以拦住窗口内的重放攻击。",
  },
  event: { en: "an event made and signed 7 h 5 min ago", zh: "7 小时 5 分钟前产生和签名的事件" },
  refused: {
    en: "A retry with the first attempt's signature is not accepted.",
    zh: "沿用首次签名的重试失败。",
  },
  holds: {
    en: "A retry with the first attempt's signature is accepted and acted on.",
    zh: "沿用首次签名的重试成功，也已处理。",
  },
  effects: {
    en: "A retry with the first attempt's signature is accepted but not acted on exactly once.",
    zh: "沿用首次签名的重试成功，但未做到只处理一次。",
  },
});
