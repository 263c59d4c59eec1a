import { assert, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonDocument } from "../../src/base/json-document.js";

type Steps = readonly (string | number)[];

function membersOf(value: unknown, steps: Steps = []): [Steps, unknown][] {
  if (typeof value !== "object" || value === null) return [[steps, value]];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    membersOf(one, [...steps, Array.isArray(value) ? Number(key) : key]),
  );
  return [[steps, value], ...inner];
}

describe("parseJsonDocument", () => {
  it("knows where each value and each name of any JSON stands", () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const document = parseJsonDocument(text, "a.json");
        for (const [steps, member] of membersOf(document.value)) {
          const { line, column } = document.locate(steps);
          expect(line).toBe(1);
          expect(text.slice(column - 1).startsWith(JSON.stringify(member))).toBe(true);
          const name = steps.at(-1);
          const at = document.locateName(steps).column - 1;
          const found = typeof name === "string" ? JSON.stringify(name) : JSON.stringify(member);
          expect(text.slice(at).startsWith(found)).toBe(true);
        }
      }),
    );
  });

  it("counts lines, whatever blanks there are, and takes the last of two members of one name", () => {
    const text = '\uFEFF{\r\n\t"a" :\t1,\n  "b": [ 1 ,\n {"c" : "}]\\"" } ],\n"a": 2\n}\n';
    const document = parseJsonDocument(text, "a.json");
    expect(document.value).toEqual({ a: 2, b: [1, { c: '}]"' }] });
    expect(document.locate([])).toEqual({ line: 1, column: 1 });
    expect(document.locate(["b", 1, "c"])).toEqual({ line: 4, column: 9 });
    expect(document.locateName(["b", 1, "c"])).toEqual({ line: 4, column: 3 });
    expect(document.locate(["a"])).toEqual({ line: 5, column: 6 });
  });

  it("locates what is not there at its nearest parent", () => {
    const document = parseJsonDocument('{"a": [1, {}]}', "a.json");
    expect(document.locate(["a", 1, "x", 3])).toEqual({ line: 1, column: 11 });
    expect(document.locateName(["a", 7])).toEqual({ line: 1, column: 7 });
  });

  it.each([
    ["", 1, 1],
    ['{\n"a": }', 2, 6],
    ["[".repeat(201), 1, 201],
  ])("refuses %j with its place", (text, line, column) => {
    expect(() => parseJsonDocument(text, "a.json")).toThrowError(
      expect.objectContaining({
        code: "MALFORMED_DOCUMENT",
        details: { file: "a.json", line, column },
      }),
    );
  });
});
