import { describe, expect, it } from "vitest";
import { wrapWords } from "../../src/base/wrap-words.js";

describe("wrapWords", () => {
  it.each([
    ["short", 20, "short"],
    ["one two three", 8, "one two\n  three"],
    ["a https://example.com/long b", 8, "a\n  https://example.com/long\n  b"],
    ["first\nsecond line", 8, "first\n  second\n  line"],
    ["two  spaces", 20, "two  spaces"],
    ["no limit at all", Number.POSITIVE_INFINITY, "no limit at all"],
    ["", 8, ""],
  ])("breaks %j at %i into %j", (text, width, expected) => {
    expect(wrapWords(text, { width, indent: 2 })).toBe(expected);
  });

  it.each([
    ["between characters", "接收端返回超时", 8, ["接收端返", "回超时"]],
    ["at a space", "返回 HTTP 状态码", 9, ["返回 HTTP", "状态码"]],
    ["not before a closing mark", "接收端超时。", 10, ["接收端超", "时。"]],
    ["not before several of them", "接收（超时）。再试", 10, ["接收（超", "时）。再试"]],
    ["not behind an opening mark", "接收端（超时）", 8, ["接收端", "（超时）"]],
    ["not inside 「」", "提示「没有返回 JSON」", 10, ["提示", "「没有返回 JSON」"]],
    ["not inside 『』", "『没有返回』超时", 4, ["『没有返回』", "超时"]],
    ["not between a number and its unit", "最多等待 15 秒后重试", 11, ["最多等待", "15 秒后重试"]],
    ["not inside a unit", "等待 5 分钟后", 9, ["等待", "5 分钟后"]],
    ["not inside a count", "这是第 2 次尝试", 8, ["这是", "第 2 次", "尝试"]],
    ["not before ms", "took over 12 ms.", 13, ["took over", "12 ms."]],
    [
      "not inside what has no space",
      "见/tmp/中文/报告.json文件",
      6,
      ["见/tmp/中", "文/报", "告.json文", "件"],
    ],
    [
      "not inside an address",
      "打开 ./中文/报告.json，再试",
      6,
      ["打开", "./中文/报告.json，", "再试"],
    ],
    ["not inside a surrogate pair", "𠮷野家𠮷野家", 6, ["𠮷野家", "𠮷野家"]],
    [
      "not before a variation selector",
      "葛\u{e0100}葛\u{e0100}",
      2,
      ["葛\u{e0100}", "葛\u{e0100}"],
    ],
  ])("breaks Chinese %s", (_where, text, width, expected) => {
    expect(wrapWords(text, { width }).split("\n")).toEqual(expected);
  });

  it("loses no character, however narrow the line is", () => {
    const text = "（a「b」）第 x 12 KB，「未完 https://例子.cn/路径？x=「 一 」 ";
    for (let width = 1; width < 60; width++) {
      const again = wrapWords(text, { width }).replaceAll("\n", "").replaceAll(" ", "");
      expect(again).toBe(text.replaceAll(" ", ""));
    }
  });
});
