import { describe, expect, it } from "vitest";
import type { MocklarkError } from "../../src/base/errors.js";
import {
  createOptionCheck,
  either,
  listOf,
  numberFrom,
  oneOf,
  objectWith,
  type OptionTable,
  probability,
  text,
  wholeNumberFrom,
} from "../../src/base/option-check.js";
import { createTexts, verbatim } from "../../src/base/text.js";

interface Options {
  readonly waitsMs?: readonly number[];
  readonly color?: "red" | "green";
  readonly inner?: { readonly secret?: string };
}

const table: OptionTable<Options> = {
  waitsMs: listOf(numberFrom(0)),
  color: oneOf(["red", "green"]),
  inner: { secret: text },
};

const purposes = createTexts("test/option-check", { paint: { en: "paint", zh: "刷漆" } });

function thrownBy(work: () => void): MocklarkError {
  try {
    work();
  } catch (error) {
    return error as MocklarkError;
  }
  return expect.unreachable();
}

const check = createOptionCheck<Options>(verbatim("paint"), table) as (given: unknown) => void;

describe("an options object", () => {
  it("may hold any of its members, or none, and members that are undefined", () => {
    const whole = { waitsMs: [0, 1.5], color: "red", inner: { secret: "" } };
    for (const given of [{}, whole, { color: undefined, colour: undefined }]) {
      expect(() => check(given)).not.toThrow();
    }
  });

  it.each([
    [{ waits: [] }, 'Failed to paint: there is no option "waits".', 'Did you mean "waitsMs"?'],
    [{ zzzzzzzz: 1 }, 'there is no option "zzzzzzzz".', "There are: waitsMs, color, inner."],
    [{ toString: 1 }, 'there is no option "toString".', "There are:"],
    [{ inner: { secrt: "" } }, 'there is no option "inner.secrt".', 'Did you mean "secret"?'],
    [{ inner: null }, "inner is null.", "Give an object."],
    [{ inner: { secret: 5 } }, "inner.secret is 5.", "Give a text."],
    [undefined, "its options are undefined.", "Give an object."],
    [{ waitsMs: 5 }, "waitsMs is 5.", "Give a list."],
    [{ waitsMs: [1, -5] }, "waitsMs is [1, -5].", "In the list, give a number of at least 0."],
    [{ color: "gren" }, 'color is "gren".', 'Did you mean "green"?'],
    [{ color: 1 }, "color is 1.", "Give one of red, green."],
    [null, "its options are null.", "Give an object."],
    ["x", 'its options are "x".', "Give an object."],
  ])("of %j is refused by name", (given, message, remedy) => {
    expect(() => check(given)).toThrow(
      expect.objectContaining({
        code: "USAGE",
        message: expect.stringContaining(message) as string,
        remedy: expect.stringContaining(remedy) as string,
      }),
    );
  });

  it.each([
    [{ waits: [] }, '无法刷漆：没有选项 "waits"。', "是否想写「waitsMs」？"],
    [{ zzzzzzzz: 1 }, '没有选项 "zzzzzzzz"。', "改用以下选项之一：waitsMs、color、inner、brush。"],
    [
      { waitsMs: [1, {}] },
      "waitsMs 的值无效（[1, 一个对象]）。",
      "检查数组中的每一项：传入不小于 0 的数。",
    ],
    [{ color: 1 }, "color 的值无效（1）。", "传入以下值之一：red、green。"],
    [
      { brush: null },
      "brush 的值无效（null）。",
      "传入字符串。或者传入 createBrush 或 openBrush 返回的对象。",
    ],
    [null, "无法刷漆：选项无效（null）。", "传入对象。"],
  ])("of %j is refused in Chinese, too", (given, message, remedy) => {
    const brush = either(text, objectWith("paint", "createBrush", "openBrush"));
    const purpose = purposes("paint");
    const refuse = createOptionCheck<Options & { brush?: unknown }>(purpose, { ...table, brush });
    const error = thrownBy(() => refuse(given as unknown as Options));
    expect(error.text.in("zh")).toContain(message);
    expect(error.remedyText?.in("zh")).toBe(remedy);
  });

  it("keeps what an object holds to itself", () => {
    const given = { color: { key: "very secret" } };
    expect(() => check(given)).toThrow("color is an object.");
  });
});

describe("a rule for values", () => {
  it.each([
    [
      "a whole number",
      wholeNumberFrom(1),
      [1, Number.POSITIVE_INFINITY],
      [0, 1.5, "1", Number.NaN],
    ],
    ["a number", numberFrom(0), [0, 1.5], [-1, Number.NaN, Number.POSITIVE_INFINITY, "1", null]],
    ["a probability", probability, [0, 0.5, 1], [-0.1, 1.1, Number.NaN, "1"]],
    ["one of two", either(text, numberFrom(0)), ["", 3], [-1, null, {}]],
    // oxlint-disable-next-line no-sparse-arrays -- a gap is a value that is missing
    ["a list", listOf(text), [[], [""]], ["", [1], [, ""]]],
  ])("%s takes what fits and says what to give instead of the rest", (_name, rule, good, bad) => {
    for (const value of good) expect(rule(value)).toBeUndefined();
    for (const value of bad) expect(rule(value)?.in("en")).toMatch(/[Gg]ive a /);
  });
});
