import { describe, expect, it } from "vitest";
import { codeFrames } from "../src/base/document.js";
import { printableLine } from "../src/base/printable.js";
import { understandHead } from "../src/delivery/answer-head.js";
import { createSecretMask } from "../src/event/secret-mask.js";
import { hideSecretMembers } from "../src/base/secret-members.js";
import { expandVariables } from "../src/base/variables.js";
import { findAll } from "../src/project/source-files.js";
import { parseCapturedRequest } from "../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../src/wire/explain-request.js";

/*
 * Whoever sends a text must not decide how long we look at it. Each of these takes well under a second; what
 * took the square of the length took many minutes, so that the runner's own limit tells them apart.
 */
const long = 1_000_000;
const many = (text: string): string => text.repeat(Math.ceil(long / text.length));

describe("the head of an answer is read in time", () => {
  const read = (value: string): unknown => understandHead(`HTTP/1.1 200 OK\r\nA: ${value}`, "POST");

  it("with blanks before the last word", () => {
    const value = `y${many(" ")}x`;
    expect(read(value)).toMatchObject({ head: { headers: [["A", value]] } });
  });

  it.each([
    ["blanks around each word", `${many(" y ")}\r`],
    ["blanks before what is no line", `${many(" ")}\rx`],
  ])("with %s", (_what, value) => {
    expect(() => read(value)).toThrow("a header line is");
  });
});

describe("a capture is explained in time", () => {
  const chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

  it.each<[what: string, capture: string]>([
    ["a chunk's size without an end", `${chunked}${many("f")}`],
    ["a chunk's size with one", `${chunked}${many("0")}5\r\nhello\r\n0\r\n\r\n`],
    ["blanks behind a printed string", `x-lark-signature: 1, {'type': 'a'${many(" ")}x`],
    ["a long header", `POST / HTTP/1.1\r\nX-Lark-Signature: a${many(" ")}b\r\n\r\n{}`],
    ["a long header's name", `POST / HTTP/1.1\r\n${many("x-")}: b\r\n\r\n{}`],
    ["a long header of curl's", `curl http://a/ -H 'X-A${many(" ")}b' -d '{}'`],
  ])("with %s", (_what, capture) => {
    expect(explainRequest(parseCapturedRequest(capture), { nowMs: 0 }).steps).not.toEqual([]);
  });
});

describe("secrets are hidden in time", () => {
  it.each([
    "\\",
    "…",
    "%",
    "<",
    "&",
    "\\u00",
    "%5",
    "kk\\",
    "…k",
    "k",
    "k…",
    "&#107",
    "\u001B[1mk",
  ])("in a long text of %j", (part) => {
    const { text } = createSecretMask({ encryptKey: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkx" });
    expect(text(`${many(part).slice(0, 200_000)} key=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkx`)).toMatch(
      /<encrypt key>$/,
    );
  });

  it.each(["a", "-a", "1a", "_", "a ", "'a", "a:"])("in long members of %j", (part) => {
    expect(hideSecretMembers(`${many(part)}\nencryptKey: kkkk`)).toMatch(/encryptKey: <hidden>$/);
  });
});

describe("what is written is read in time", () => {
  it("with variables that never end", () => {
    const text = many("${");
    expect(expandVariables(text, { variables: {}, env: {}, onUnknown: () => {} }, [])).toBe(text);
  });

  it("with a name that never ends", () => {
    expect(printableLine(many("\n"))).toHaveLength(401);
  });
});

it("finds half a million places of one source file in time", () => {
  const found = findAll([{ name: "server.js", text: many("x\n") }], /(x)/g);
  expect(found.at(-1)).toEqual({ value: "x", at: `server.js:${long / 2}` });
});

it("frames ten thousand mistakes of one document in time", () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `strange_${index}: ${index}`);
  const frameOf = codeFrames([...lines, "encryptKey: kkkk"].join("\n"));
  const frames = lines.map((_, index) => frameOf({ line: index + 1, column: 1 }));
  expect(frames.at(-1)).toContain("> 10000 | strange_9999: 9999");
  expect(frames.at(-1)).toContain("encryptKey: <hidden>");
});
