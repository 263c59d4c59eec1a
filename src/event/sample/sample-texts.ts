import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

/** Why a captured event cannot be used. */
export const sampleTexts = createTexts("event-sample", {
  "the-sample": { en: "the sample", zh: "样例" },
  unreadable: {
    en: ({ name, reason }: { name: string; reason: string }) =>
      `Failed to read the event in ${name}: ${reason}.`,
    zh: ({ name, reason }) => zh`无法读取${name}中的事件：${reason}。`,
  },
  "no-object": { en: "it holds no JSON object", zh: "其中没有 JSON 对象" },
  encrypted: { en: "it is encrypted", zh: "内容已加密" },
  "no-event": { en: 'it has no object "event"', zh: "缺少 event 结构体" },
  "too-deep": {
    en: ({ levels }: { levels: number }) => `it is nested more than ${levels} levels deep`,
    zh: ({ levels }) => `嵌套超过 ${levels} 层`,
  },
  "too-many-digits": {
    en: ({ path }: { path: string }) =>
      `the number at ${path} has more digits than a number in JavaScript keeps`,
    zh: ({ path }) => `${path} 的数字位数超出 JavaScript 的精度`,
  },
  "no-type": { en: "header.event_type is missing", zh: "缺少 header.event_type" },
  "no-version": {
    en: "it has neither a header (schema 2.0) nor event.type (schema 1.0)",
    zh: "既没有 header（schema 2.0），也没有 event.type（schema 1.0）",
  },
  "give-whole-event": {
    en: "Give one whole event as Feishu sends it, decrypted: an object with schema, header and event.",
    zh: "提供一个解密后的完整事件体，即包含 schema、header 和 event 的对象。",
  },
  "decrypt-first": {
    en: "Decrypt it first: `mocklark decrypt`.",
    zh: "先用 mocklark decrypt 解密。",
  },
  "write-as-text": {
    en: "Write it as a text, as Feishu writes ids.",
    zh: "改写成字符串，飞书的 ID 也是字符串。",
  },
});
