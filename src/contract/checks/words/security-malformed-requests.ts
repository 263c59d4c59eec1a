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
});
