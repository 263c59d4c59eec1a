import { describe, expect, it } from "vitest";
import { readPrintedObject } from "../../../src/wire/captures/printed-object.js";

describe("readPrintedObject", () => {
  it.each<[string, string, unknown]>([
    [
      "JavaScript",
      "{ a: 'x', 'b-c': [ 1, null ], d: { e: true } }",
      { a: "x", "b-c": [1, null], d: { e: true } },
    ],
    ["a trailing comma", "{ a: 1, }", { a: 1 }],
    ["Python", "{'a': None, 'b': (1, 'x'), 'c': True}", { a: null, b: [1, "x"], c: true }],
    ["Ruby", '{"a"=>nil, "b"=>{"c"=>2}}', { a: null, b: { c: 2 } }],
    [
      "quotes within",
      String.raw`{'a': "it's", b: 'it\'s', c: '"'}`,
      { a: "it's", b: "it's", c: '"' },
    ],
    ["escapes", String.raw`{a: '\u4f1a\n\x41\\'}`, { a: "会\nA\\" }],
    ["bytes of UTF-8", String.raw`{'a': b'\xe4\xbc\x9a'}`, { a: "会" }],
    ["a string in pieces", "{'a': 'x'\n 'y', b: 'x' +\n 'y'}", { a: "xy", b: "xy" }],
    ["an empty object", "{}", {}],
  ])("reads %s", (_, text, value) => {
    expect(readPrintedObject(text, 0)).toEqual(value);
  });

  it.each([
    ["something left out", "{ a: [Object] }"],
    ["an end too early", "{ a: 'x'"],
    ["a name without a value", "{ a }"],
    ["a number that JSON would write otherwise", "{ a: 01 }"],
    ["more levels than any event has", `${"{a:".repeat(200)}1${"}".repeat(200)}`],
  ])("has nothing to say of %s", (_, text) => {
    expect(readPrintedObject(text, 0)).toBeUndefined();
  });
});
