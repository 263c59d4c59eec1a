import { describe, expect, it } from "vitest";
import { splitShellWords, splitWindowsWords } from "../../../src/wire/captures/shell-words.js";

describe("splitShellWords", () => {
  it.each<[string, string[]]>([
    ["curl  -d\t'a b' c", ["curl", "-d", "a b", "c"]],
    [String.raw`'it'\''s'`, ["it's"]],
    ['"a \\"b\\" \\$c \\d \\`"', ['a "b" $c \\d `']],
    [String.raw`$'a\'b\n\x41\u4f1a\101\\'`, ["a'b\nA会A\\"]],
    ["a\\\n  b", ["a", "b"]],
    ["a\\\r\n  b", ["a", "b"]],
    ["-H'A: b'\"c\"d", ["-HA: bcd"]],
    ["''", [""]],
    ["a\n-b c\nd", ["a", "-b", "c"]],
    ["a | b", ["a"]],
    ["a; b", ["a"]],
    ["'open", ["open"]],
    ["$A ${B}", ["$A", "${B}"]],
  ])("splits %j", (text, words) => {
    expect(splitShellWords(text)).toEqual(words);
  });
});

describe("splitWindowsWords", () => {
  it.each<[string, string[]]>([
    [String.raw`curl "a \"b\" c" d`, ["curl", 'a "b" c', "d"]],
    ['curl "a ""b"" c"', ["curl", 'a "b" c']],
    ['curl ^"http://x/^" ^\n  -H ^"A: b^"', ["curl", "http://x/", "-H", "A: b"]],
    ['^"^{^\\^"a^\\^":1^}^"', ['{"a":1}']],
    [String.raw`"C:\\dir"`, ["C:\\dir"]],
  ])("splits %j", (text, words) => {
    expect(splitWindowsWords(text)).toEqual(words);
  });
});
