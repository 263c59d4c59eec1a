import { createTexts } from "./text.js";

interface Wrong {
  /** Completes "Failed to". */
  readonly purpose: string;
  /** "policy.waitsMs"; empty for the options themselves. */
  readonly name: string;
  readonly given: string;
}

/** What is wrong with the options of a function of ours, and what to give instead. */
export const optionTexts = createTexts("option", {
  "no-object": {
    en: ({ purpose, name, given }: Wrong) =>
      `Failed to ${purpose}: ${name === "" ? "its options are" : `${name} is`} ${given}.`,
    zh: ({ purpose, name, given }) =>
      `无法${purpose}：${name === "" ? "选项" : `${name} 的值`}无效（${given}）。`,
  },
  unknown: {
    en: ({ purpose, written }: { purpose: string; written: string }) =>
      `Failed to ${purpose}: there is no option ${written}.`,
    zh: ({ purpose, written }) => `无法${purpose}：没有选项 ${written}。`,
  },
  known: {
    en: ({ names }: { names: readonly string[] }) => `There are: ${names.join(", ")}.`,
    zh: ({ names }) => `改用以下选项之一：${names.join("、")}。`,
  },
  wrong: {
    en: ({ purpose, name, given }: Wrong) => `Failed to ${purpose}: ${name} is ${given}.`,
    zh: ({ purpose, name, given }) => `无法${purpose}：${name} 的值无效（${given}）。`,
  },

  // What was given.
  "long-text": { en: "a long text", zh: "一段很长的文本" },
  "long-list": { en: "a long list", zh: "一个很长的数组" },
  object: { en: "an object", zh: "一个对象" },
  list: {
    en: ({ items }: { items: readonly string[] }) => `[${items.join(", ")}]`,
    zh: ({ items }) => `[${items.join(", ")}]`,
  },
  other: {
    en: ({ type }: { type: string }) => `a ${type}`,
    zh: ({ type }) => `类型为 ${type}`,
  },

  // What to give instead.
  "give-object": { en: "Give an object.", zh: "传入对象。" },
  "give-list": { en: "Give a list.", zh: "传入数组。" },
  "give-text": { en: "Give a text.", zh: "传入字符串。" },
  "give-boolean": { en: "Give true or false.", zh: "传入 true 或 false。" },
  "give-function": { en: "Give a function.", zh: "传入函数。" },
  "give-signal": { en: "Give an AbortSignal.", zh: "传入 AbortSignal。" },
  "give-probability": { en: "Give a number from 0 to 1.", zh: "传入 0 到 1 之间的数。" },
  "give-whole-number": {
    en: ({ least }: { least: number }) => `Give a whole number of at least ${least}.`,
    zh: ({ least }) => `传入不小于 ${least} 的整数。`,
  },
  "give-number": {
    en: ({ least }: { least: number }) => `Give a number of at least ${least}.`,
    zh: ({ least }) => `传入不小于 ${least} 的数。`,
  },
  "give-what-it-returns": {
    en: ({ makers }: { makers: readonly string[] }) => `Give what ${makers.join(" or ")} returns.`,
    zh: ({ makers }) => `传入 ${makers.join(" 或 ")} 返回的对象。`,
  },
  "give-one-of": {
    en: ({ names }: { names: readonly string[] }) => `Give one of ${names.join(", ")}.`,
    zh: ({ names }) => `传入以下值之一：${names.join("、")}。`,
  },
  "in-the-list": {
    en: ({ remedy }: { remedy: string }) =>
      `In the list, ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`,
    zh: ({ remedy }) => `检查数组中的每一项：${remedy}`,
  },
  either: {
    en: ({ remedies }: { remedies: readonly string[] }) => remedies.join(" Or: "),
    zh: ({ remedies }) => remedies.join("或者"),
  },
});
