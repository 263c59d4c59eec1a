import { createTexts } from "../../../base/text.js";

export const connectionAcksEventTexts = createTexts("connection/acks-event", {
  title: {
    en: "A good event is acknowledged with code 200 within 3 s, and acted on once",
    zh: "正常事件在 3 秒内以 code 200 响应，且只处理一次",
  },
  clause: {
    en: "An event is delivered when its frame comes back within 3 s, with its message_id and with 200 for the code in its payload.",
    zh: "3 秒内收到响应帧，message_id 与事件一致，payload 中的 code 为 200，才算推送成功。",
  },
  why: {
    en: "Every other acknowledgement counts as failed: the event is sent four more times and then dropped.",
    zh: "其他响应一律算推送失败：事件会再推送 4 次，之后丢弃。",
  },
  fix: {
    en: 'Answer the frame itself: the same headers, and the payload {"code":200}. The SDKs do, and say 500 when a handler throws.',
    zh: '返回原帧：headers 不变，payload 为 {"code":200}。SDK 已经这样做，handler 抛出异常时则返回 500。',
  },
});
