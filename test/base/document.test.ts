import { describe, expect, it } from "vitest";
import { codeFrame, parseDocument } from "../../src/base/document.js";
import type { MocklarkError } from "../../src/base/errors.js";

const failureOf = (text: string, file: string): Promise<MocklarkError> =>
  parseDocument(text, file).then(
    () => expect.unreachable(),
    (error: MocklarkError) => error,
  );

describe("parseDocument", () => {
  it("reads YAML and knows where each value stands", async () => {
    const document = await parseDocument("name: 审批\nsteps:\n  - send: {count: 3}\n", "a.yaml");
    expect(document.value).toEqual({ name: "审批", steps: [{ send: { count: 3 } }] });
    expect(document.locate(["steps", 0, "send", "count"])).toEqual({ line: 3, column: 19 });
  });

  it("knows where a name stands, and for what has none where its value does", async () => {
    const text = "steps:\n  - send: {count: 3}\n  - wait:\n";
    const document = await parseDocument(text, "a.yaml");
    expect(document.locateName(["steps", 0, "send", "count"])).toEqual({ line: 2, column: 12 });
    expect(document.locateName(["steps", 1, "wait"])).toEqual({ line: 3, column: 5 });
    expect(document.locateName(["steps", 1])).toEqual(document.locate(["steps", 1]));
    expect(document.locateName([])).toEqual({ line: 1, column: 1 });
  });

  it("locates an absent value at its nearest parent", async () => {
    const document = await parseDocument("steps:\n  - send: {count: 3}\n", "a.yaml");
    expect(document.locate(["steps", 0, "send", "missing", 4])).toEqual({ line: 2, column: 11 });
    expect((await parseDocument("", "a.yaml")).locate(["x"])).toEqual({ line: 1, column: 1 });
  });

  it("reads JSON indented with tabs, and with a byte order mark", async () => {
    const document = await parseDocument('\uFEFF{\n\t"a": [\n\t\t1\n\t]\n}', "a.json");
    expect(document.value).toEqual({ a: [1] });
    expect(document.locate(["a", 0])).toEqual({ line: 3, column: 3 });
  });

  it("says in Chinese where it fails, and what the parser says as it is", async () => {
    const deep = await failureOf("[".repeat(201), "a.json");
    expect(deep.text.in("zh")).toBe("无法读取 a.json：第 1 行第 201 列：此处嵌套过深。");
    const twice = await failureOf("a: 1\na: 2\n", "a.yaml");
    expect(twice.text.in("zh")).toBe("无法读取 a.yaml：第 2 行第 1 列：Map keys must be unique。");
    expect(twice.remedyText?.in("zh")).toBe("修正此处的语法。");
  });

  it.each([
    ["a key given twice", "a: 1\na: 2\n", "a.yaml", 2, 1, "Map keys must be unique"],
    ["an unknown alias", "a: 1\nb: *x\n", "a.yaml", 2, 4, "Unresolved alias"],
    [
      "a list that contains itself",
      "a:\n  - &x [1, *x]\n",
      "a.yaml",
      2,
      12,
      "*x stands in what it",
    ],
    ["a second document", "a: 1\n---\nb: 2\n", "a.yaml", 2, 1, "a second document begins here"],
    ["a trailing comma", '{\n  "a": 1,\n}', "a.json", 3, 1, "Expected double-quoted property name"],
    ["a bare word", '{"a": oops}', "a.json", 1, 7, "Unexpected token 'o'"],
    [
      "a comment in a long text",
      `{"first": "a long enough line",\n// why\n"second": "another long enough line"}`,
      "a.json",
      2,
      1,
      "Expected double-quoted property name",
    ],
    [
      "a bare word in a long text",
      `{"first": "a long enough line",\n"second": oops, "third": "another long enough line"}`,
      "a.json",
      2,
      11,
      "Unexpected token 'o'",
    ],
    ["a missing brace", '{"a": [1]\n', "a.json", 2, 1, "Expected ',' or '}' after property value."],
    [
      "a second value",
      '{"a": 1}\n}',
      "a.json",
      2,
      1,
      "Unexpected non-whitespace character after JSON.",
    ],
    ["broken JSON in a file of any name", '{"a": oops}', "a.txt", 1, 7, "Unexpected token 'o'."],
    ["a text that ends", '{\n"a": [1,', "a.json", 2, 9, "Unexpected end"],
    ["a key given twice in JSON", '{"a": 1,\n "a": 2}', "a.json", 2, 2, "Map keys must be unique"],
  ])("points at %s", async (_title, text, file, line, column, reason) => {
    const error = await failureOf(text, file);
    expect(error).toMatchObject({ code: "MALFORMED_DOCUMENT", details: { file, line, column } });
    expect(error.message).toContain(
      `Failed to read ${file}: line ${line}, column ${column}: ${reason}`,
    );
    expect(error.frame).toContain("^");
  });

  it.each([
    ["a.json", "[".repeat(5_000) + "]".repeat(5_000)],
    ["a.json", '{"a":'.repeat(5_000) + "1" + "}".repeat(5_000)],
    ["a.yaml", `text: 5" wide\nlist: ${"[".repeat(5_000)}`],
    ["a.yaml", `${"- ".repeat(5_000)}end`],
    ["a.yaml", `${"-\t".repeat(5_000)}\nend: 1`],
    ["a.yaml", `${'"a":'.repeat(5_000)}\nend: 1`],
    ["a.yaml", `${"x: y: ".repeat(5_000)}\nend: 1`],
    ["a.yaml", Array.from({ length: 900 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ])("says where %s is nested too deeply", async (file, text) => {
    const error = await failureOf(text, file);
    expect(error.message).toMatch(/line \d+, column \d+: it is nested too deeply here\.$/);
  });

  it("minds no brackets in texts, and no nesting that documents have", async () => {
    const inText = JSON.stringify({ a: '\\"['.repeat(5_000), b: "[".repeat(5_000) });
    expect((await parseDocument(inText, "a.json")).value).toEqual(JSON.parse(inText));
    const levels = Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}a:\n`).join("");
    expect((await parseDocument(levels, "a.yaml")).value).toHaveProperty("a.a.a.a.a.a");
  });

  it("refuses aliases that would blow up", async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(",")}]`,
    );
    const error = await failureOf(["a0: &a0 [x]", ...levels].join("\n"), "a.yaml");
    expect(error.code).toBe("MALFORMED_DOCUMENT");
  });
});

describe("codeFrame", () => {
  it("marks the line and the column, with two lines around", () => {
    expect(codeFrame("one\ntwo\nthree\nfour\nfive\nsix", { line: 4, column: 2 })).toBe(
      ["  2 | two", "  3 | three", "> 4 | four", "    |  ^", "  5 | five", "  6 | six"].join("\n"),
    );
  });

  it("shows the part of a very long line that matters", () => {
    const text = `${"a".repeat(5_000)}!${"b".repeat(5_000)}`;
    const [line = "", caret = ""] = codeFrame(text, { line: 1, column: 5_001 }).split("\n");
    expect(line.length).toBeLessThan(140);
    expect(line.indexOf("!")).toBe(caret.indexOf("^"));
  });

  it("stands under the right column after tabs and wide characters", () => {
    const [, caret = ""] = codeFrame("\t审批: x", { line: 1, column: 6 }).split("\n");
    expect(caret).toBe("    |  \u3000\u3000  ^");
  });
});
