import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatPath,
  isRecord,
  parsePath,
  stepsOfPointer,
  valueAt,
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

describe("stepsOfPointer", () => {
  const root = { event: { approvers: [{ user_id: "u" }], byNumber: { "0": "key" } } };

  it.each([
    ["/event/approvers/0/user_id", "event.approvers[0].user_id"],
    ["/event/byNumber/0", 'event.byNumber["0"]'],
    ["", ""],
    ["/a~1b/c~0d", '["a/b"]["c~d"]'],
    ["/~01", '["~1"]'],
  ])("leads along %o to %o", (pointer, path) => {
    expect(formatPath(stepsOfPointer(pointer, root))).toBe(path);
  });

  it("leads to what stands there", () => {
    expect(valueAt(root, stepsOfPointer("/event/approvers/0/user_id", root))).toBe("u");
    expect(valueAt(root, stepsOfPointer("/event/nobody/0", root))).toBeUndefined();
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
