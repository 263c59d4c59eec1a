import { createTexts } from "../../../base/text.js";

export const securityNoInternalsInAnswersTexts = createTexts("security/no-internals-in-answers", {
  title: {
    en: "No answer shows a stack trace or a file path",
    zh: "响应中不含调用栈和文件路径",
  },
  clause: {
    en: "Feishu reads the status of an answer, and the challenge; nobody needs anything else in it.",
    zh: "飞书只读取响应的状态码和 challenge，其他内容没有用处。",
  },
  why: {
    en: "Stack traces and paths tell whoever sends a malformed request which libraries and versions run where.",
    zh: "调用栈和路径会向发送畸形请求的人暴露所用的库、版本和目录。",
  },
  fix: {
    en: "Answer errors with a fixed body and log the rest. Express shows the stack unless NODE_ENV is production or there is an error handler of your own.",
    zh: "用固定内容响应错误，详情写入日志。Express 会返回调用栈，除非 NODE_ENV 为 production，或自行注册了错误处理函数。",
  },
  "nothing-answered": {
    en: "Nothing was answered, so there was nothing to look at.",
    zh: "所有请求都没有得到响应，没有内容可检查。",
  },
  shows: {
    en: ({ request, check, what }: { request: string; check: string; what: string }) =>
      `The answer to ${request} (${check}) shows ${what}.`,
    zh: ({ request, check, what }) => `「${request}」（${check}）的响应中含有${what}。`,
  },
  nothing: {
    en: "no stack trace and no file path in any answer",
    zh: "所有响应都不含调用栈和文件路径",
  },
  "all-alike": {
    en: ({ status }: { status: number }) =>
      `Every request got the same answer (status ${status}), so no error was ever shown.`,
    zh: ({ status }) => `所有请求的响应都相同（状态码 ${status}），没有出现过错误信息。`,
  },
  holds: {
    en: "No answer shows a stack trace or a file path.",
    zh: "所有响应都不含调用栈和文件路径。",
  },
  "not-json": { en: "a body that is not JSON", zh: "不是 JSON 的请求体" },
  "not-json-unsigned": {
    en: "a body that is not JSON, unsigned",
    zh: "不是 JSON 的请求体（未签名）",
  },
});
