import { createTexts } from "../../../base/text.js";

export const eventBodyInPiecesTexts = createTexts("event/body-in-pieces", {
  title: {
    en: "A body that comes in several pieces, cut inside a character, is accepted and acted on",
    zh: "请求体分多段到达、在字符中间断开时，仍正常处理",
  },
  clause: {
    en: "The body ends where Content-Length says; how many TCP packets it comes in, and where they are cut, is up to the network.",
    zh: "请求体的长度以 Content-Length 为准。分成几个 TCP 包、在哪里断开，由网络决定。",
  },
  why: {
    en: "Small events pass and large ones fail at random, or a Chinese character becomes two question marks and the signature no longer fits.",
    zh: "小事件正常，大事件随机失败；或者 1 个汉字变成 2 个问号，验签不通过。",
  },
  fix: {
    en: "Collect the chunks as bytes until the request ends, join them, and only then decode: Buffer.concat(chunks), never text += chunk.",
    zh: "按字节收齐所有分段，拼接后再解码：用 Buffer.concat(chunks)，不要用 text += chunk。",
  },
  "in-pieces": {
    en: "an event whose body comes in four pieces",
    zh: "请求体分 4 段到达的事件",
  },
  refused: {
    en: "An event whose body came in pieces was not accepted.",
    zh: "请求体分段到达的事件推送失败。",
  },
  "cut-at": {
    en: ({ outcome, bytes, total }: { outcome: string; bytes: string; total: number }) =>
      `${outcome}; the body was cut at bytes ${bytes} of ${total}`,
    zh: ({ outcome, bytes, total }) =>
      `${outcome}；请求体共 ${total} 字节，断开处为第 ${bytes} 字节`,
  },
  holds: {
    en: "An event whose body came in pieces was accepted and acted on once.",
    zh: "请求体分段到达的事件推送成功，只处理了 1 次。",
  },
  "not-once": {
    en: "An event whose body came in pieces was accepted, but not acted on exactly once.",
    zh: "请求体分段到达的事件推送成功，但未做到只处理一次。",
  },
});
