import { createTexts } from "../../base/text.js";

export const judgeFurtherTypesTexts = createTexts("judge-further-types", {
  expected: {
    en: ({ accepted, types }: { accepted: string; types: string }) =>
      `${accepted} and 1 effect for each of ${types}`,
    zh: ({ accepted, types }) => `${accepted}，且以下类型各处理 1 次：${types}`,
  },
  refused: {
    en: "Not every type of event was accepted.",
    zh: "并非每种类型的事件都推送成功。",
  },
  "not-once": {
    en: "Not every type of event was acted on exactly once.",
    zh: "并非每种类型的事件都只处理一次。",
  },
  "of-one-twice": {
    en: ({ effects }: { effects: string }) => `${effects} of one that came twice`,
    zh: ({ effects }) => `同一事件推送 2 次，${effects}`,
  },
  holds: {
    en: ({ types }: { types: string }) => `Accepted and acted on once each: ${types}.`,
    zh: ({ types }) => `以下类型均推送成功，各处理 1 次：${types}。`,
  },
  "acts-on-any": {
    en: ({ type }: { type: string }) =>
      `It acts on events of any type, so nothing tells whether it knows ${type}: see event/unknown-type.`,
    zh: ({ type }) =>
      `任何类型的事件都会被处理，无法判定接收端是否支持 ${type}，见 event/unknown-type。`,
  },
  good: {
    en: ({ type }: { type: string }) => `a good event of type ${type}`,
    zh: ({ type }) => `${type} 类型的正常事件`,
  },
  "same-as": {
    en: ({ type }: { type: string }) => `the same as ${type}`,
    zh: ({ type }) => `同一事件，类型改为 ${type}`,
  },
  again: {
    en: ({ type }: { type: string }) => `the same event of type ${type} again`,
    zh: ({ type }) => `再次推送同一个 ${type} 类型的事件`,
  },
});
