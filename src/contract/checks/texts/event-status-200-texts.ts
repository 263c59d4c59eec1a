import { createTexts } from "../../../base/text.js";

export const eventStatus200Texts = createTexts("event/status-200", {
  title: {
    en: "The answer to a good event is 200 itself, not another 2xx or a redirect",
    zh: "正常事件的响应就是 200，不是其他 2xx 或重定向",
  },
  clause: {
    en: "A delivery is successful when it is answered with status 200; no other status is named.",
    zh: "返回 HTTP 200 状态码，推送才算成功；文档没有列出其他状态码。",
  },
  why: {
    en: "Frameworks like to answer 201, 202 or 204, and proxies redirect to https or to another path: Feishu counts these as failed and sends the event again.",
    zh: "框架常返回 201、202 或 204，代理会重定向到 https 或其他路径。飞书都视为失败，会重新推送。",
  },
  fix: {
    en: "Set the status to 200 explicitly, and register the URL that answers without a redirect.",
    zh: "显式返回 200 状态码，请求地址填写不经重定向即可响应的 URL。",
  },
  holds: { en: "The answer was 200.", zh: "返回了 200。" },
  other: {
    en: "The answer was a success of another kind.",
    zh: "返回的是其他 2xx 或重定向，不是 200。",
  },
  "to-place": {
    en: ({ outcome, place }: { outcome: string; place: string }) => `${outcome} to ${place}`,
    zh: ({ outcome, place }) => `${outcome}，重定向到 ${place}`,
  },
  refused: {
    en: ({ outcome }: { outcome: string }) =>
      `A good event was not accepted (${outcome}): see event/accepted.`,
    zh: ({ outcome }) => `正常事件推送失败（${outcome}），见 event/accepted。`,
  },
});
