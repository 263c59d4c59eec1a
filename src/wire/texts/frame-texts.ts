import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

/** What is wrong with bytes that should be a frame. */
export const frameTexts = createTexts("frame", {
  undecodable: {
    en: ({ reason, offset }: { reason: string; offset: number }) =>
      `Failed to decode the frame: ${reason}, at byte ${offset}.`,
    zh: ({ reason, offset }) => `无法解析帧：${reason}（第 ${offset} 字节）。`,
  },
  "too-many-headers": {
    en: ({ most }: { most: number }) => `it has more than ${most} headers`,
    zh: ({ most }) => `header 超过 ${most} 个`,
  },
  "bad-tag": {
    en: ({ tag }: { tag: number }) => `${tag} is no field tag`,
    zh: ({ tag }) => `${tag} 不是字段标签`,
  },
  "long-number": {
    en: "a number has more than ten bytes",
    zh: "有一个数字超过 10 字节",
  },
  "bad-wire-type": {
    en: ({ field, type }: { field: number; type: number }) =>
      `field ${field} has wire type ${type}`,
    zh: ({ field, type }) => `字段 ${field} 的 wire type 为 ${type}`,
  },
  truncated: {
    en: ({ what }: { what: string }) => `${what} goes beyond its end`,
    zh: ({ what }) => `${what}超出末尾`,
  },
  number: { en: "a number", zh: "有一个数字" },
  field: {
    en: ({ length }: { length: number }) => `a field of ${length} bytes`,
    zh: ({ length }) => `有一个 ${length} 字节的字段`,
  },
  "fixed-width": { en: "a fixed-width field", zh: "有一个定长字段" },
  "header-key": { en: "the key of a header", zh: "某个 header 的 key" },
  "header-value": { en: "the value of a header", zh: "某个 header 的 value" },
  missing: {
    en: ({ field }: { field: string }) => `${field} is missing`,
    zh: ({ field }) => zh`缺少${field}`,
  },
});
