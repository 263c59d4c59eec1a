import { createTexts } from "../../../base/text.js";

export const securityMalformedRequestsTexts = createTexts("security/malformed-requests", {
  title: {
    en: "Malformed requests are answered, have no effect, and do not stop the receiver",
    zh: "畸形请求会得到响应、不会被处理，也不会使接收端停止",
  },
  clause: {
    en: "The request URL is open to the internet: whatever comes is to be answered in time, and only an event is to be acted on.",
    zh: "请求地址对互联网开放：无论收到什么请求，都须及时响应，且只处理事件。",
  },
  why: {
    en: "Scanners send such requests every day. One that ends the process or holds it up stops all events.",
    zh: "每天都有扫描器发送这类请求；只要有一个使进程退出或卡住，就收不到任何事件。",
  },
  fix: {
    en: "Limit the size of the body, catch what parsing and decryption throw, see that the result is an object with the fields you read, and answer 400.",
    zh: "限制请求体大小，捕获解析和解密时抛出的异常，确认结果是包含所需字段的对象，否则返回 400。",
  },
  "empty-body": { en: "an empty body", zh: "空请求体" },
  "not-json": { en: "a body that is not JSON", zh: "不是 JSON 的请求体" },
  "in-array": { en: "an event in a JSON array", zh: "放在 JSON 数组中的事件" },
  "encrypt-number": { en: "an encrypt field that is a number", zh: "encrypt 字段为数字的请求体" },
  "encrypt-no-base64": {
    en: "an encrypt field that is not base64",
    zh: "encrypt 字段不是 base64 的请求体",
  },
  "too-large": { en: "a body of 2 MB", zh: "2 MB 的请求体" },
  "too-deep": { en: "JSON nested 20,000 deep", zh: "嵌套 20,000 层的 JSON" },
  xml: { en: "XML instead of JSON", zh: "以 XML 代替 JSON 的请求体" },
  get: { en: "a GET request", zh: "GET 请求" },
  "second-keys": {
    en: "an event with every key a second time, empty",
    zh: "每个键都重复一次、第二次为空的事件",
  },
  broke: { en: "The receiver broke at a malformed request.", zh: "接收端未能正常响应畸形请求。" },
  "all-answered": {
    en: "an answer within 3 s to each, and a living receiver",
    zh: "每个请求都在 3 秒内得到响应，接收端仍在运行",
  },
  holds: {
    en: "Each malformed request was answered, and none had an effect.",
    zh: "每个畸形请求都得到响应，且均未被处理。",
  },
  "acted-on": {
    en: "An event in a malformed body (in an array, or overridden by a second key) was acted on.",
    zh: "畸形请求体中的事件（放在数组中，或已被重复的键覆盖）被处理了。",
  },
});
