import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  diffJson,
  formatPath,
  isRecord,
  parsePath,
  pointerToPath,
} from "../../src/base/json-path.js";

describe("parsePath", () => {
  it.each([
    ["event.time_config.max_duration", ["event", "time_config", "max_duration"]],
    ["event.approve_config.approvers[0]", ["event", "approve_config", "approvers", 0]],
    ["a[1][2].b", ["a", 1, 2, "b"]],
    ["[0].a", [0, "a"]],
    ['a["b.c"]', ["a", "b.c"]],
    ["X-Lark-Signature", ["X-Lark-Signature"]],
  ])("reads %o", (path, steps) => {
    expect(parsePath(path)).toEqual(steps);
  });

  it.each(["", ".", ".a", "a.", "a..b", "a[", "a[]", "a[-1]", "a[x]", "a b", "a[0]b", 'a["\\x"]'])(
    "refuses %o",
    (path) => {
      expect(parsePath(path)).toBeUndefined();
    },
  );

  it("reads back whatever formatPath writes", () => {
    const steps = fc.array(fc.oneof(fc.string(), fc.nat({ max: 1_000 })), { minLength: 1 });
    fc.assert(
      fc.property(steps, (written) => {
        expect(parsePath(formatPath(written))).toEqual(written);
      }),
    );
  });
});

describe("pointerToPath", () => {
  it.each([
    ["/event/approvers/0/user_id", "event.approvers[0].user_id"],
    ["", ""],
    ["/a~1b/c~0d", '["a/b"]["c~d"]'],
    ["/~01", '["~1"]'],
  ])("writes %o as %o", (pointer, path) => {
    expect(pointerToPath(pointer)).toBe(path);
  });
});

describe("diffJson", () => {
  it.each<[string, unknown, unknown, unknown[]]>([
    ["equal values", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    [
      "a changed value",
      { a: { b: 1 } },
      { a: { b: 2 } },
      [{ path: "a.b", expected: 1, actual: 2 }],
    ],
    ["an added key", {}, { a: 1 }, [{ path: "a", expected: undefined, actual: 1 }]],
    ["a missing item", [1, 2], [1], [{ path: "[1]", expected: 2, actual: undefined }]],
    ["another kind", { a: [] }, { a: {} }, [{ path: "a", expected: [], actual: {} }]],
    ["null for an object", { a: {} }, { a: null }, [{ path: "a", expected: {}, actual: null }]],
    ["a key with a dot", { "a.b": 1 }, {}, [{ path: '["a.b"]', expected: 1, actual: undefined }]],
    ["different roots", 1, "1", [{ path: "", expected: 1, actual: "1" }]],
  ])("finds %s", (_title, expected, actual, differences) => {
    expect(diffJson(expected, actual)).toEqual(differences);
  });

  it("finds nothing between a JSON value and its copy", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(diffJson(value, structuredClone(value))).toEqual([]);
      }),
    );
  });
});

describe("isRecord", () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [[], false],
    [null, false],
    ["a", false],
    [undefined, false],
  ])("says of %o: %o", (value, verdict) => {
    expect(isRecord(value)).toBe(verdict);
  });
});
