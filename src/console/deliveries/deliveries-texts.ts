import { createTexts } from "../../base/text.js";

/** What the page "Deliveries" is refused, and the words of the scenarios it copies. */
export const deliveriesTexts = createTexts("console/deliveries", {
  "no-such-delivery": {
    en: ({ id }: { id: string }) => `Failed to find the delivery "${id}".`,
    zh: ({ id }) => `无法找到推送「${id}」。`,
  },
  "perhaps-too-old": {
    en: "It may be so old that it is no longer kept.",
    zh: "可能时间较早，已不再保留。",
  },
  "send-event": { en: "send an event", zh: "推送事件" },
  "forge-request": { en: "forge the request", zh: "伪造请求" },
  "switch-network": { en: "switch the network", zh: "切换网络" },
  missing: {
    en: ({ purpose, name }: { purpose: string; name: string }) =>
      `Failed to ${purpose}: ${name} is missing.`,
    zh: ({ purpose, name }) => `无法${purpose}：缺少 ${name}。`,
  },
  give: {
    en: ({ name }: { name: string }) => `Give ${name}.`,
    zh: ({ name }) => `填写 ${name}。`,
  },

  "other-scope": {
    en: ({ id, found, asked }: { id: string; found: Scope; asked: Scope }) =>
      `Failed to send: "${id}" is a ${found}, no ${asked}.`,
    zh: ({ id, found, asked }) =>
      `无法推送：「${id}」是${scopesZh[found]}，不是${scopesZh[asked]}。`,
  },
  "no-such-scope": {
    en: ({ id }: { id: string }) => `Failed to send: there is no room or level "${id}".`,
    zh: ({ id }) => `无法推送：没有会议室或层级「${id}」。`,
  },
  "give-a-scope": {
    en: "Give the id of a room or level of the tenant.",
    zh: "填写租户中会议室或层级的 ID。",
  },
  "not-kept-to-send": {
    en: ({ id }: { id: string }) =>
      `Failed to send the event of delivery "${id}" again: it is old, and its content is no longer kept.`,
    zh: ({ id }) => `无法重新推送「${id}」的事件：时间较早，内容已不再保留。`,
  },
  "send-a-new-one": { en: "Send a new event.", zh: "推送新的事件。" },
  "no-url-to-forge": {
    en: ({ appId }: { appId: string }) => `Failed to forge: app ${appId} has no request URL.`,
    zh: ({ appId }) => `无法伪造请求：应用 ${appId} 没有请求地址。`,
  },
  "set-one": {
    en: "Set one on the page App: only a webhook can be sent a forged request.",
    zh: "在「应用」页设置请求地址，伪造的请求只能以 Webhook 模式发送。",
  },
  "store-app": {
    en: ({ appId }: { appId: string }) =>
      `Failed to send: app ${appId} is a store app and has no request URL.`,
    zh: ({ appId }) => `无法推送：商店应用 ${appId} 没有请求地址。`,
  },
  "set-its-url": {
    en: "Set its request URL: only custom apps may use the long connection.",
    zh: "为其设置请求地址，只有自建应用可以使用长连接。",
  },
  "network-down": {
    en: "Failed to forge: the network is down.",
    zh: "无法伪造请求：网络已断开。",
  },
  "bring-it-up": { en: "Bring it up first.", zh: "先恢复网络。" },
  "nothing-to-skip": {
    en: "Failed to skip: waits are skipped anyway.",
    zh: "无法跳过：等待本来就会跳过。",
  },
  "start-with-real": {
    en: "Start with --retries real or --speed.",
    zh: "启动时加上 --retries real 或 --speed。",
  },
  "not-waiting": {
    en: ({ id }: { id: string }) => `Failed to skip: delivery "${id}" waits for no retry.`,
    zh: ({ id }) => `无法跳过：推送「${id}」没有在等待重试。`,
  },

  "not-kept-to-copy": {
    en: ({ id }: { id: string }) =>
      `Failed to copy delivery "${id}": its content is no longer kept.`,
    zh: ({ id }) => `无法复制推送「${id}」：内容已不再保留。`,
  },
  "copy-a-newer": { en: "Copy a newer one.", zh: "复制较新的推送。" },
  "limits-change": {
    en: ({ scopeId }: { scopeId: string }) => `The limits of ${scopeId} change`,
    zh: ({ scopeId }) => `${scopeId} 的预定限制发生变更`,
  },
  "event-comes": {
    en: ({ type }: { type: string }) => `${type} comes`,
    zh: ({ type }) => `收到 ${type}`,
  },
  forged: {
    en: ({ forgery }: { forgery: string }) => `A forged request: ${forgery}`,
    zh: ({ forgery }) => `伪造的请求：${forgery}`,
  },
  why: {
    en: ({ what, how, needs }: Why) => [what, how, needs].filter((part) => part !== "").join(" "),
    zh: ({ what, how, needs }) => `${what}${how}${needs}`,
  },
  "may-not-act": { en: "Nobody may act on it.", zh: "接收端不得处理。" },
  "copied-here": { en: "Copied from a delivery in the console.", zh: "复制自网页控制台中的推送。" },
  "not-attempted": { en: "It had not been attempted yet.", zh: "当时尚未推送。" },
  "seen-then": {
    en: ({ seen }: { seen: readonly string[] }) => `Seen then: ${seen.join(", ")}.`,
    zh: ({ seen }) => `当时的结果：${seen.join("、")}。`,
  },
  "needs-event": {
    en: ({ type }: { type: string }) =>
      `It needs --event with a sample or a JSON Schema of ${type}.`,
    zh: ({ type }) => `运行时须用 --event 给出 ${type} 的样例或 JSON Schema。`,
  },
  "forged-step": { en: "a forged request has no effect", zh: "伪造的请求不会被处理" },
  "change-step": { en: "a change is made", zh: "修改预定限制" },
  "event-step": { en: "the event comes", zh: "推送事件" },
});

type Scope = "room" | "level";

const scopesZh: Readonly<Record<Scope, string>> = { room: "会议室", level: "层级" };

interface Why {
  readonly what: string;
  readonly how: string;
  readonly needs: string;
}
