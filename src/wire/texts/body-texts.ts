import { createTexts } from "../../base/text.js";

export const bodyTexts = createTexts("explain-body", {
  "json-object": { en: "a JSON object", zh: "JSON 对象" },
  "whole-json-object": { en: "a whole JSON object", zh: "完整的 JSON 对象" },
  "no-bytes": { en: "0 bytes", zh: "0 字节" },
  empty: { en: "The body is empty.", zh: "请求体为空。" },
  "send-json": {
    en: "Send and capture the JSON text itself, in UTF-8.",
    zh: "发送并捕获 JSON 文本本身，使用 UTF-8 编码。",
  },
  compressed: {
    en: "The body is compressed (gzip), which Feishu never does.",
    zh: "请求体经过 gzip 压缩，而飞书从不压缩。",
  },
  decompress: {
    en: "Look for a proxy that compresses requests; decompress the body before hashing it, since the signature is over the JSON text.",
    zh: "检查是否有代理压缩了请求；签名针对 JSON 文本，须先解压再计算。",
  },
  "not-utf8": { en: "The body is not UTF-8.", zh: "请求体不是 UTF-8 编码。" },
  "not-json": {
    en: "The body is not JSON, or is nested beyond all reason.",
    zh: "请求体不是 JSON，或嵌套过深。",
  },
  "not-object": {
    en: "The body is JSON, but not an object.",
    zh: "请求体是 JSON，但不是对象。",
  },
  "no-bytes-captured": {
    en: "The body's own bytes were not captured.",
    zh: "没有捕获到请求体的原始字节。",
  },
  absent: { en: "The capture does not show the body.", zh: "捕获内容中没有请求体。" },
  hidden: { en: "The capture hides what is in the body.", zh: "捕获内容中的请求体被隐藏。" },
  cut: {
    en: "The body was cut short: it ends in the middle.",
    zh: "请求体被截断，中途结束。",
  },
  "bytes-that-end-in": {
    en: ({ count, end }: { count: number; end: string }) => `${count} bytes, which end in ${end}`,
    zh: ({ count, end }) => `${count} 字节，结尾是 ${end}`,
  },
  "keep-bytes": {
    en: "Keep and hash the body's bytes as they arrive; let nothing parse and rewrite it on the way.",
    zh: "保留收到的原始字节，并用它计算签名；中途不要解析后再写出。",
  },
  rewritten: {
    en: ({ offset }: { offset: number }) =>
      `The body is not in the compact form that Feishu sends: it was written again by something, and first differs at byte ${offset}.`,
    zh: ({ offset }) =>
      `请求体不是飞书发送的紧凑写法：有程序重新写过，第一处不同在第 ${offset} 字节。`,
  },
  compact: {
    en: "The body is compact JSON, as Feishu sends it.",
    zh: "请求体是紧凑的 JSON，与飞书发送的一致。",
  },
  "other-order": {
    en: ({ offset }: { offset: number }) =>
      `The body is compact JSON, but its keys are not in Feishu's order: it first differs at byte ${offset}.`,
    zh: ({ offset }) =>
      `请求体是紧凑的 JSON，但字段顺序与飞书不同：第一处不同在第 ${offset} 字节。`,
  },
});

/** What to capture instead, by what is missing. */
export const gapTexts = createTexts("capture-gap", {
  absent: {
    en: "Log the bytes of the body as they arrive, before any parser reads them, and give them together with the headers.",
    zh: "在任何解析之前记录请求体的原始字节，与请求头一起提供。",
  },
  cut: {
    en: "Capture the whole body: it was cut. Look for a log that limits its lines, or count the bytes that Content-Length says.",
    zh: "捕获完整的请求体。检查日志是否限制了行长，或按 Content-Length 核对字节数。",
  },
  hidden: {
    en: "Take the filter off for one request, or log to a file that it does not touch.",
    zh: "对一个请求关闭脱敏，或把日志写到不脱敏的文件。",
  },
});
