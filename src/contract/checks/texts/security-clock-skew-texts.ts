import { createTexts } from "../../../base/text.js";

export const securityClockSkewTexts = createTexts("security/clock-skew", {
  title: {
    en: "Timestamps 10 s ahead and 60 s behind are accepted",
    zh: "时间戳超前 10 秒或落后 60 秒的事件不会被拒绝",
  },
  clause: {
    en: "X-Lark-Request-Timestamp is the sender's clock, in unix seconds; no two clocks agree, and a request takes its time.",
    zh: "X-Lark-Request-Timestamp 取自发送方的时钟（Unix 秒）；各台机器的时钟不会完全一致，请求传输也需要时间。",
  },
  why: {
    en: "A clock that drifts by seconds, or a slow network, has genuine events refused; it looks like a wrong signature and comes and goes.",
    zh: "时钟偏差几秒或网络较慢，正常事件就会被拒绝；看起来像签名错误，且时有时无。",
  },
  fix: {
    en: "Let the replay window reach from 5 minutes ahead to eight hours back, in seconds, and keep the machine's clock by NTP.",
    zh: "将防重放窗口设为超前 5 分钟至过去 8 小时（以秒计），并用 NTP 校准机器时钟。",
  },
  ahead: { en: "an event with a timestamp 10 s ahead", zh: "时间戳超前 10 秒的事件" },
  behind: { en: "an event with a timestamp 60 s behind", zh: "时间戳落后 60 秒的事件" },
});
