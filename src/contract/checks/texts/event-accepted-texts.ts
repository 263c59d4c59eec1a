import { createTexts } from "../../../base/text.js";

export const eventAcceptedTexts = createTexts("event/accepted", {
  title: {
    en: "A good event is answered with 200 and acted on once",
    zh: "正常事件返回 200，且只处理一次",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200 within 3 s.",
    zh: "3 秒内返回 HTTP 200 状态码，推送才算成功。",
  },
  why: {
    en: "Every other answer counts as failed: Feishu sends the event four more times and then drops it.",
    zh: "其他响应都算推送失败：飞书最多重试 4 次，之后不再推送。",
  },
  fix: {
    en: 'Answer 200 as soon as the event is verified and kept, then act on it once. What stands in the way is told under "Start with this".',
    zh: "校验通过并保存事件后立即返回 200，再处理，且只处理一次。问题出在哪里，见「先解决这一项」。",
  },
  holds: {
    en: "A good event was accepted and acted on once.",
    zh: "正常事件推送成功，只处理了 1 次。",
  },
  "not-once": {
    en: "A good event was accepted but not acted on exactly once.",
    zh: "正常事件推送成功，但未做到只处理一次。",
  },
  "acts-later": {
    en: "A good event was accepted, but acted on only when the next request came.",
    zh: "正常事件推送成功，但直到下一个请求到来才处理。",
  },
  "expected-by-itself": {
    en: "1 effect, whether anything else comes or not",
    zh: "处理 1 次，与之后有无请求无关",
  },
  "only-then": {
    en: "no effect until the next request, twice",
    zh: "下一个请求到来之前未处理，2 次均如此",
  },
  "like-a-forged-one": {
    en: "A good event is answered just as a forged one is, and nothing shows an effect.",
    zh: "正常事件与伪造事件得到的响应相同，且看不到任何处理。",
  },
  "for-both": {
    en: ({ answer }: { answer: string }) => `${answer} for both, no effect of either`,
    zh: ({ answer }) => `${answer}，两者相同，均未处理`,
  },
  "first-version-only": {
    en: "A good event was accepted and not acted on; one of schema 1.0 was acted on.",
    zh: "正常事件推送成功但未处理，schema 1.0 的事件却处理了。",
  },
  "accepted-without-effect": { en: "status 200, no effect", zh: "状态码 200，未处理" },
  forged: { en: "a forged event, to compare the answers", zh: "伪造事件，用于比较响应" },
  "first-version": {
    en: ({ type, withHeader }: { type: string; withHeader: boolean }) =>
      `the same as schema 1.0, with type ${type}${withHeader ? " and the header of 2.0" : ""}`,
    zh: ({ type, withHeader }) =>
      `同样内容的 schema 1.0 事件，type 为 ${type}${withHeader ? "，并带有 2.0 的 header" : ""}`,
  },
  dies: {
    en: "The receiver ends after a good event.",
    zh: "接收端收到正常事件后退出。",
  },
  "expected-alive": {
    en: "status 200, 1 effect, and a living receiver",
    zh: "状态码 200，处理 1 次，接收端保持运行",
  },
  "ended-each-time": {
    en: ({ outcome }: { outcome: string }) => `${outcome}, and the process ended, each time`,
    zh: ({ outcome }) => `${outcome}，随后进程退出，每次如此`,
  },
  refused: { en: "A good event was not accepted.", zh: "正常事件推送失败。" },
  nothing: { en: "nothing", zh: "没有响应" },
  "accepted-late": {
    en: ({ after }: { after: string }) => `status 200 after ${after}`,
    zh: ({ after }) => `${after}后才返回状态码 200`,
  },
});
