import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/base/json-text.js";
import { printable, printableInColor } from "../../src/base/printable.js";
import { withoutWorkflowCommands } from "../../src/base/workflow-commands.js";

const codes = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

describe("printable text", () => {
  it.each([
    ["control characters", [...codes(0, 8), ...codes(0xb, 0xc), ...codes(0xe, 0x1f)]],
    ["delete and the second set of them", codes(0x7f, 0x9f)],
    ["a carriage return without a line's end", ["\r"]],
    [
      "what turns text round",
      ["\u061C", "\u200E", "\u200F", ...codes(0x202a, 0x202e), ...codes(0x2066, 0x2069)],
    ],
    ["line separators", ["\u2028", "\u2029"]],
    ["what takes no room", ["\u200B", "\u2060", "\uFEFF", "\u{E0041}"]],
  ])("shows that there are %s", (_what, characters) => {
    for (const character of characters) {
      expect(printable(`a${character}b`)).toBe("a\uFFFDb");
      expect(printableInColor(`a${character}b`)).toBe("a\uFFFDb");
    }
  });

  it("keeps what belongs to ordinary text", () => {
    const text = "tab\tline\nand 中文 👩‍👩‍👧 ❤️ می‌خواهم soft\u00ADhyphen";
    expect(printable(text)).toBe(text);
    expect(printableInColor(text)).toBe(text);
  });

  it("ends lines in one way", () => {
    expect(printable("a\r\nb\n\r\r\n")).toBe("a\nb\n\uFFFD\n");
    expect(printableInColor("a\r\nb")).toBe("a\nb");
  });

  it("takes foreign colours out, and keeps our own but for the one that conceals", () => {
    expect(printable("\u001B[1;32mgreen\u001B[0m")).toBe("green");
    const ours = "\u001B[32mgreen\u001B[39m";
    expect(printableInColor(ours)).toBe(ours);
    expect(printableInColor("\u001B[8mhidden\u001B[2J")).toBe("\uFFFD[8mhidden\uFFFD[2J");
  });
});

describe("text without workflow commands", () => {
  it.each<[string, string]>([
    ["::error::x", "\\::error::x"],
    ["one\n  ::add-mask::a", "one\n  \\::add-mask::a"],
    ["one\r::stop-commands::a", "one\r\\::stop-commands::a"],
    ["\t\u3000\u200D::x::", "\t\u3000\u200D\\::x::"],
    [":\u200D:x::", "\\:\u200D:x::"],
    ["see ##[error]this", String.raw`see #\#[error]this`],
  ])("breaks %j", (text, expected) => {
    expect(withoutWorkflowCommands(text)).toBe(expected);
    expect(withoutWorkflowCommands(expected)).toBe(expected);
  });

  it.each(["std::vector", "listening on :::3000", "[::1]:80", "## [x]", ": :"])(
    "leaves %j alone",
    (text) => {
      expect(withoutWorkflowCommands(text)).toBe(text);
    },
  );
});

describe("JSON to be printed", () => {
  it("means the same and holds nothing a terminal or a runner acts on", () => {
    const value = {
      a: "\u0000\u001B[2J\u009B2J\u202E\u2028\uFEFF\u{E0041}##[error]x",
      b: ["::x", "中"],
    };
    const text = jsonText(value, 2);
    expect(JSON.parse(text)).toEqual(value);
    expect(printable(text)).toBe(text);
    expect(withoutWorkflowCommands(text)).toBe(text);
    expect(text).toContain(String.raw`\u009b2J\u202e`);
    expect(text).toContain("中");
  });
});
