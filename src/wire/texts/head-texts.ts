import { createTexts } from "../../base/text.js";

export const headTexts = createTexts("explain-head", {
  "wrong-method": { en: "The method is wrong.", zh: "请求方法不对。" },
  "send-post": {
    en: "Send a POST; look for a redirect that turned it into a GET.",
    zh: "改用 POST 发送；检查是否有重定向把它变成了 GET。",
  },
  "no-headers": { en: "The capture has no headers.", zh: "捕获内容中没有请求头。" },
  "none-expected": {
    en: "There are no X-Lark headers, and there should be none: Feishu does not sign url_verification requests.",
    zh: "没有 X-Lark-* 请求头，这是正常的：飞书不对 url_verification 请求签名。",
  },
  "some-unexpected": {
    en: "There are X-Lark headers, which Feishu does not send with url_verification requests.",
    zh: "带有 X-Lark-* 请求头，而飞书的 url_verification 请求不带这些请求头。",
  },
  hidden: {
    en: ({ names }: { names: readonly string[] }) =>
      `The values of ${names.join(", ")} are hidden in the capture.`,
    zh: ({ names }) => `捕获内容中 ${names.join("、")} 的值被隐藏。`,
  },
  present: {
    en: "Timestamp, nonce and signature are there.",
    zh: "时间戳、nonce 和签名齐全。",
  },
  "not-logged": {
    en: ({ names }: { names: readonly string[] }) =>
      `The log does not show ${names.join(", ")}; whether the request had them cannot be told.`,
    zh: ({ names }) => `日志中没有 ${names.join("、")}，无法判断请求是否带有这些请求头。`,
  },
  "log-them": {
    en: ({ names }: { names: readonly string[] }) => `Log ${names.join(", ")} as well.`,
    zh: ({ names }) => `在日志中加上 ${names.join("、")}。`,
  },
  missing: {
    en: ({ names }: { names: readonly string[] }) => `Missing: ${names.join(", ")}.`,
    zh: ({ names }) => `缺少 ${names.join("、")}。`,
  },
  none: { en: "no headers", zh: "没有请求头" },
  "look-for-a-proxy": {
    en: "Look for a proxy that drops them or a log that leaves them out; refuse such a request: Feishu signs every event.",
    zh: "检查是否被代理丢弃或日志未打印；飞书对每个事件都签名，这样的请求应拒绝。",
  },
  "other-case": {
    en: ({ names }: { names: readonly string[] }) =>
      `Header names are not in Feishu's own case (${names.join(", ")}): a gateway or a log changed them. Receivers must accept any case.`,
    zh: ({ names }) =>
      `请求头名称的大小写与飞书不同（${names.join("、")}）：网关或日志改动过。接收端须不区分大小写。`,
  },
  repeated: {
    en: ({ names }: { names: readonly string[] }) =>
      `Sent more than once, the first was used: ${names.join(", ")}.`,
    zh: ({ names }) => `出现多次，取第一个：${names.join("、")}。`,
  },
  "find-the-second": {
    en: "Find out who adds the second one; Feishu sends each once.",
    zh: "查明是谁多加了一个；飞书每个请求头只发一次。",
  },
  "content-type": {
    en: "The content type is not what Feishu sends; some receivers then decode Chinese wrongly or skip their JSON parser.",
    zh: "Content-Type 与飞书发送的不同；有的接收端会因此解错中文，或跳过 JSON 解析。",
  },
  "no-value": { en: "none", zh: "无" },
  bytes: {
    en: ({ count }: { count: string }) => `${count} bytes`,
    zh: ({ count }) => `${count} 字节`,
  },
  "other-length": {
    en: "Content-Length and the captured body disagree.",
    zh: "Content-Length 与捕获到的请求体长度不符。",
  },
  "capture-body-alone": {
    en: "Capture the body alone and as bytes: something was added to it, or it was written in another form.",
    zh: "只捕获请求体，并保留原始字节：现在的内容被添加过东西，或换了写法。",
  },
  "hidden-timestamp": {
    en: "The timestamp is hidden in the capture.",
    zh: "捕获内容中的时间戳被隐藏。",
  },
  "no-timestamp": { en: "There is no timestamp to judge.", zh: "没有时间戳，无法判断。" },
  "in-milliseconds": { en: "The timestamp is in milliseconds.", zh: "时间戳的单位是毫秒。" },
  "no-seconds": {
    en: "The timestamp is not a number of seconds.",
    zh: "时间戳不是以秒为单位的数字。",
  },
  "ten-digits": { en: "10 digits, Unix seconds", zh: "10 位数字，Unix 秒" },
  "send-seconds": { en: "Sign and send whole Unix seconds.", zh: "用整数 Unix 秒签名和发送。" },
  signed: {
    en: (age: Age) => `Signed ${ago(age)}.`,
    zh: (age) => `签名时间：${agoZh(age)}。`,
  },
  "signed-long-ago": {
    en: (age: Age) =>
      `Signed ${ago(age)}: a receiver with a replay window refuses it when it arrives now.`,
    zh: (age) => `签名时间：${agoZh(age)}。校验时间戳以防重放攻击的接收端，现在收到会拒绝。`,
  },
});

export interface Age {
  readonly amount: number;
  readonly unit: keyof typeof unitsZh;
  readonly isFuture: boolean;
}

const unitsZh = { day: "天", hour: "小时", minute: "分钟", second: "秒" } as const;

const ago = ({ amount, unit, isFuture }: Age): string =>
  `${amount} ${unit}${amount === 1 ? "" : "s"} ${isFuture ? "in the future" : "ago"}`;

const agoZh = ({ amount, unit, isFuture }: Age): string =>
  `${amount} ${unitsZh[unit]}${isFuture ? "后（在未来）" : "前"}`;
