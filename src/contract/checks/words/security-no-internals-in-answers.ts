import { createTexts } from "../../../base/text.js";

export const securityNoInternalsInAnswersTexts = createTexts("security/no-internals-in-answers", {
  title: {
    en: "No answer shows a stack trace or a file path",
    zh: "响应中不含堆栈信息和文件路径",
  },
  clause: {
    en: "Feishu reads the status of an answer, and the challenge; nobody needs anything else in it.",
    zh: "飞书只读取响应的状态码和 challenge，其他内容没有用处。",
  },
  why: {
    en: "Stack traces and paths tell whoever sends a malformed request which libraries and versions run where.",
    zh: "堆栈和路径会向发送畸形请求的人暴露所用的库、版本和目录。",
  },
  fix: {
    en: "Answer errors with a fixed body and log the rest. Express shows the stack unless NODE_ENV is production or there is an error handler of your own.",
    zh: "用固定内容响应错误，详情写入日志。Express 会返回堆栈，除非 NODE_ENV 为 production，或自行注册了错误处理函数。",
  },
});
