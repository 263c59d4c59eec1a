import { createTexts } from "../../../base/text.js";

type Forgery = "wrong-signature" | "wrong-token";

const forgeries: Readonly<Record<Forgery, { readonly en: string; readonly zh: string }>> = {
  "wrong-signature": { en: "a wrong signature", zh: "签名错误" },
  "wrong-token": { en: "another token", zh: "token 不符" },
};

export const securityForgeryKeepsIdTexts = createTexts("security/forgery-keeps-id", {
  title: {
    en: "A refused forgery does not use up the event_id: the genuine event is acted on",
    zh: "被拒绝的伪造事件不占用 event_id，真实事件仍会处理",
  },
  clause: {
    en: "Only what comes from Feishu counts as a delivery of an event; its event_id is known by that and by nothing else.",
    zh: "只有飞书发出的请求才算推送；event_id 是否出现过，只以此为准。",
  },
  why: {
    en: "Where the event_id is noted before the signature is checked, anyone who guesses or sees an event_id can have the real event dropped as a repeat.",
    zh: "若在验签前就记录 event_id，任何人猜到或看到 event_id，就能使真实事件被当作重复事件丢弃。",
  },
  fix: {
    en: "Verify signature and token first; note the event_id only of an event that passed.",
    zh: "先校验签名和 token，只为通过校验的事件记录 event_id。",
  },
  "no-secret": {
    en: "The app has neither an Encrypt Key nor a Verification Token, so nothing can be forged.",
    zh: "应用既没有 Encrypt Key，也没有 Verification Token，无从伪造。",
  },
  forged: {
    en: ({ forgery }: { forgery: Forgery }) => `an event with ${forgeries[forgery].en}`,
    zh: ({ forgery }) => `${forgeries[forgery].zh}的事件`,
  },
  genuine: { en: "the genuine event of the same event_id", zh: "event_id 相同的真实事件" },
  refused: {
    en: ({ forgery }: { forgery: Forgery }) =>
      `The genuine event was refused after a forgery with ${forgeries[forgery].en}.`,
    zh: ({ forgery }) => `收到伪造事件（${forgeries[forgery].zh}）后，真实事件被拒绝。`,
  },
  holds: {
    en: "The genuine event was acted on after its forgery.",
    zh: "收到伪造事件后，真实事件仍已处理。",
  },
  lost: {
    en: ({ forgery }: { forgery: Forgery }) =>
      `The genuine event was not acted on after a forgery with ${forgeries[forgery].en}.`,
    zh: ({ forgery }) => `收到伪造事件（${forgeries[forgery].zh}）后，真实事件未被处理。`,
  },
});
