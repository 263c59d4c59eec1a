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
});
