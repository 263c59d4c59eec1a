import { createTexts } from "../../../base/text.js";

type Token = "wrong-token" | "missing-token" | "empty-token" | "null-token";

const tokens: Readonly<Record<Token, { readonly en: string; readonly zh: string }>> = {
  "wrong-token": { en: "another token", zh: "token 不符的" },
  "missing-token": { en: "no token", zh: "没有 token 的" },
  "empty-token": { en: "an empty token", zh: "token 为空的" },
  "null-token": { en: "a token that is null", zh: "token 为 null 的" },
};

export const securityWrongTokenTexts = createTexts("security/wrong-token", {
  title: {
    en: "An event with another Verification Token, or with none, has no effect",
    zh: "Verification Token 不符或缺失的事件不会被处理",
  },
  clause: {
    en: "Every event carries the app's Verification Token in header.token; an event with another one is not for this app.",
    zh: "每个事件的 header.token 都是应用的 Verification Token；token 不符的事件不属于该应用。",
  },
  why: {
    en: "Without an Encrypt Key the token is the only thing that others do not know. With one, it still tells the events of two apps with the same key apart.",
    zh: "没有 Encrypt Key 时，只有 token 是外人不知道的。有 Encrypt Key 时，它仍能区分密钥相同的两个应用的事件。",
  },
  fix: {
    en: "Compare header.token with the Verification Token in constant time and refuse the event when it differs. The SDKs do not do it, or not for an event without a token: do it yourself.",
    zh: "以恒定时间比较 header.token 与 Verification Token，不一致则拒绝。SDK 不校验 token，或放过没有 token 的事件，须自行校验。",
  },
  event: {
    en: ({ token }: { token: Token }) => `an event with ${tokens[token].en}`,
    zh: ({ token }) => `${tokens[token].zh}事件`,
  },
  holds: {
    en: "No event with another token, or with none, had an effect.",
    zh: "token 不符或缺失的事件均未被处理。",
  },
  broken: {
    en: ({ token }: { token: Token }) => `The event with ${tokens[token].en} was acted on.`,
    zh: ({ token }) => `${tokens[token].zh}事件被处理了。`,
  },
});
