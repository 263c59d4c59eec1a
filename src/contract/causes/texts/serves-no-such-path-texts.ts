import { createTexts } from "../../../base/text.js";

export const servesNoSuchPathTexts = createTexts("cause/serves-no-such-path", {
  sentence: {
    en: ({ path, answer }: { path: string; answer: string }) =>
      `It serves no such path: the challenge gets ${answer} at ${path}, as it does at a path that cannot exist.`,
    zh: ({ path, answer }) =>
      `接收端没有 ${path} 这个路径：发往它的 url_verification 请求（${answer}）与发往不存在的路径结果相同。`,
  },
  fix: {
    en: "Give the URL it serves events at, path included, or let it take POST requests there.",
    zh: "填写接收端接收事件的地址（含路径），或让这个路径接受 POST 请求。",
  },
  "no-post-sentence": {
    en: ({ path, answer }: { path: string; answer: string }) =>
      `It serves ${path}, but takes no POST there: the challenge gets ${answer}, and a path that cannot exist gets status 404.`,
    zh: ({ path, answer }) =>
      `接收端有 ${path} 这个路径，但不接受 POST 请求（${answer}）；不存在的路径返回 404。`,
  },
  "no-post-fix": {
    en: "Let it take POST requests at this path, or give the URL where it does.",
    zh: "让这个路径接受 POST 请求，或改用接受 POST 请求的地址。",
  },
  "made-up-path": {
    en: "the challenge at a made-up path",
    zh: "发往虚构路径的 url_verification 请求",
  },
});
