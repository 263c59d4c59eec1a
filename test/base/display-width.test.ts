import { describe, expect, it } from "vitest";
import { displayWidth, padDisplayEnd } from "../../src/base/display-width.js";

describe("displayWidth", () => {
  it.each([
    ["retry", 5],
    ["重试", 4],
    ["第 2 次", 7],
    ["「重试」", 8],
    ["𠮷", 2],
    ["\u001b[31m未通过\u001b[39m", 6],
    ["✓ …", 3],
    ["", 0],
  ])("of %j is %i columns", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("padDisplayEnd", () => {
  it.each([
    ["ok", "ok      "],
    ["通过", "通过    "],
    ["无法判定的", "无法判定的"],
    ["\u001b[32m通过\u001b[39m", "\u001b[32m通过\u001b[39m    "],
  ])("fills %j up to eight columns", (text, padded) => {
    expect(padDisplayEnd(text, 8)).toBe(padded);
  });
});
