import { createTexts } from "../../base/text.js";
import { capitalized } from "./capitalized.js";

export const judgeUnwantedChallengeTexts = createTexts("judge-unwanted-challenge", {
  good: { en: "a good url_verification request", zh: "正常的 url_verification 请求" },
  "none-echoed": {
    en: "Good challenges are not echoed either: see challenge/echo.",
    zh: "正常的 challenge 也未原样返回，见 challenge/echo。",
  },
  echoed: {
    en: ({ what }: { what: string }) => `${capitalized(what)} was echoed.`,
    zh: ({ what }) => `${what}仍然得到了 challenge。`,
  },
  "not-echoed": {
    en: ({ what }: { what: string }) => `${capitalized(what)} was not echoed.`,
    zh: ({ what }) => `${what}未得到 challenge。`,
  },
  expected: {
    en: "any answer without the challenge, for instance status 401",
    zh: "不含 challenge 的任意响应，例如状态码 401",
  },
  "with-challenge": {
    en: ({ outcome }: { outcome: string }) => `${outcome} with the challenge`,
    zh: ({ outcome }) => `${outcome}，且返回了 challenge`,
  },
});
