import { createTexts } from "../../../base/text.js";

const mistakes = {
  "whole-block": {
    en: "It does not remove a whole block of padding.",
    zh: "整块填充没有去掉。",
  },
  trims: {
    en: "It trims the text as if the padding were white space.",
    zh: "填充被当作空白字符去掉了。",
  },
  other: {
    en: "It removes the padding in another way than PKCS#7.",
    zh: "去除填充的方式不是 PKCS#7。",
  },
} as const;

/** What a receiver does with padding that it should remove as PKCS#7 says. */
export type PaddingMistake = keyof typeof mistakes;

interface Lengths {
  readonly read: readonly number[];
  readonly unread: readonly number[];
}

export const paddingLengthMattersTexts = createTexts("cause/padding-length-matters", {
  sentence: {
    en: ({
      unread,
      answer,
      mistake,
    }: Pick<Lengths, "unread"> & { answer: string; mistake: PaddingMistake }) =>
      `It can read a text or not according to its padding: the same challenge with ${bytesOf(unread)} of padding gets ${answer}. ${mistakes[mistake].en}`,
    zh: ({ unread, answer, mistake }) =>
      `能否解密取决于填充的长度：同一个 challenge，填充 ${listOf(unread, "、")} 字节时读不出来（${answer}）。${mistakes[mistake].zh}`,
  },
  fix: {
    en: "Let the AES library remove the PKCS#7 padding: the last byte, 1 to 16, says how many bytes go.",
    zh: "用 AES 库去除 PKCS#7 填充：最后一个字节（1–16）就是要去掉的字节数。",
  },
  "came-back": {
    en: ({ read, unread }: Lengths) =>
      `the challenge came back with ${bytesOf(read)} of padding, and not with ${bytesOf(unread)}, twice each`,
    zh: ({ read, unread }) =>
      `填充 ${listOf(read, "、")} 字节时原样返回 challenge，填充 ${listOf(unread, "、")} 字节时不返回，各试 2 次`,
  },
});

const bytesOf = (lengths: readonly number[]): string =>
  `${listOf(lengths, ", ")} ${lengths.length === 1 && lengths[0] === 1 ? "byte" : "bytes"}`;

const listOf = (lengths: readonly number[], separator: string): string =>
  lengths.toSorted((one, other) => one - other).join(separator);
