import { createTexts } from "../../../base/text.js";

/** What several causes say of what was sent and what came of it. */
export const evidenceTexts = createTexts("cause/evidence", {
  reading: {
    en: ({ label, reading }: { label: string; reading: string }) => `${label}: ${reading}`,
    zh: ({ label, reading }) => `${label}：${reading}`,
  },
  "same-again": {
    en: "the same when both were sent again",
    zh: "两者再发送一次，结果相同",
  },
  "came-back": { en: "the challenge came back", zh: "challenge 已原样返回" },
  "it-came-back": { en: "it came back", zh: "已原样返回" },
  "acted-on": {
    en: ({ answer }: { answer: string }) => `${answer}, and it was acted on`,
    zh: ({ answer }) => `${answer}，且事件已处理`,
  },
  stderr: {
    en: ({ line }: { line: string }) => `stderr: ${line}`,
    zh: ({ line }) => `stderr：${line}`,
  },
  says: {
    en: ({ error }: { error: string }) => `It says: ${error}`,
    zh: ({ error }) => `接收端输出：${error}`,
  },
  "says-so": {
    en: ({ error }: { error: string }) => `It says: ${error.replace(/\.?$/, ".")}`,
    zh: ({ error }) => `接收端输出：${error.replace(/[.。]?$/, "。")}`,
  },
  "good-event": { en: "a good event", zh: "正常事件" },
  challenge: { en: "the challenge", zh: "url_verification 请求" },
  "challenge-at": {
    en: ({ path }: { path: string }) => `the challenge at ${path}`,
    zh: ({ path }) => `发往 ${path} 的 url_verification 请求`,
  },
  "good-event-at": {
    en: ({ path }: { path: string }) => `a good event at ${path}`,
    zh: ({ path }) => `发往 ${path} 的正常事件`,
  },
});
