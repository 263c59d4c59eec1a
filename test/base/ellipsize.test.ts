import { expect, it } from "vitest";
import { ellipsize } from "../../src/base/ellipsize.js";

it.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "abc…"],
  ["接收端超时", 3, "接收端…"],
  ["ab😀d", 3, "ab…"],
  ["ab😀d", 4, "ab😀…"],
  ["😀😀", 0, "…"],
])("cuts %j after %i into %j, never inside a character", (text, longest, cut) => {
  expect(ellipsize(text, longest)).toBe(cut);
});
