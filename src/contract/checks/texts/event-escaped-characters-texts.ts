import { createTexts } from "../../../base/text.js";

export const eventEscapedCharactersTexts = createTexts("event/escaped-characters", {
  title: {
    en: "An event with \\u003c, Chinese and an emoji verifies and is acted on",
    zh: "含 \\u003c、中文和表情符号的事件验签通过，正常处理",
  },
  clause: {
    en: "The signature covers the bytes of the body as sent. In them < > & stand as \\u003c \\u003e \\u0026, everything else as UTF-8.",
    zh: "签名按原始 body 的字节计算。其中 < > & 写作 \\u003c \\u003e \\u0026，其余字符为 UTF-8 编码。",
  },
  why: {
    en: "JSON.stringify(JSON.parse(body)) gives other bytes, and decoding as anything but UTF-8 other text: events with such characters are refused while all others pass.",
    zh: "JSON.stringify(JSON.parse(body)) 会改变字节，不按 UTF-8 解码会改变文本。结果是含这类字符的事件被拒绝，其他事件都正常。",
  },
  fix: {
    en: "Compute the signature over the raw bytes before parsing (express.raw, not express.json), and decode the decrypted bytes as UTF-8.",
    zh: "在解析之前用原始 body 计算签名（用 express.raw，不用 express.json），解密后的字节按 UTF-8 解码。",
  },
  "no-text": {
    en: ({ knownBy, type }: { knownBy: "model" | "sample" | "schema"; type: string }) =>
      `The ${knownBy} of ${type} holds no text.`,
    zh: ({ knownBy, type }) => `${type} 的${partZh[knownBy]}中没有文本。`,
  },
  escaped: {
    en: "an event with \\u003c, Chinese and an emoji",
    zh: "含 \\u003c、中文和表情符号的事件",
  },
});

const partZh = { model: "内置模型", sample: "示例", schema: "结构定义" } as const;
