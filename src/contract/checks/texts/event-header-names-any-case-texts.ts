import { createTexts } from "../../../base/text.js";

export const eventHeaderNamesAnyCaseTexts = createTexts("event/header-names-any-case", {
  title: {
    en: "Header names are taken in lower case and as Feishu writes them",
    zh: "请求头名称全小写或按飞书的写法，都能识别",
  },
  clause: {
    en: "Feishu sends X-Lark-Signature and its like in this case; HTTP header names have none, and gateways and HTTP/2 proxies make them lower-case.",
    zh: "飞书发送的是 X-Lark-Signature 这种写法。HTTP 请求头名称不区分大小写，网关和 HTTP/2 代理会改成全小写。",
  },
  why: {
    en: "Every event would be refused from the day a proxy is put in front of the receiver, or taken away.",
    zh: "否则一旦在接收端前面加上或去掉代理，所有事件都会被拒绝。",
  },
  fix: {
    en: 'Read headers through the framework, which ignores case (request.get("X-Lark-Signature")), not from a map of raw names.',
    zh: '用框架的方法读取请求头，例如 request.get("X-Lark-Signature")，它不区分大小写。不要从原始名称的映射中读取。',
  },
  canonical: {
    en: "an event with canonical header names",
    zh: "请求头名称为标准写法的事件",
  },
  lower: { en: "an event with lower-case header names", zh: "请求头名称全小写的事件" },
});
