import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../../src/base/errors.js";
import { parseCapturedRequest } from "../../../src/wire/captures/parse-captured-request.js";
import { encrypted } from "./signed-request.js";

const length = 1024 * 1024;
/** Behind the start of something else an eighth is enough: there are four starts for each piece. */
const behind = length / 8;

/** What each reader looks for, over and over: a reader that starts again at each would never end. */
const pieces = [
  " ",
  "\n",
  "\\",
  '"',
  "'",
  "{",
  "[",
  '{"',
  '{"encrypt":"',
  '{\\"encrypt\\":\\"',
  "{\\x22encrypt",
  "{&quot;encrypt",
  "%7B%22encrypt",
  "{ encrypt: '",
  "{'encrypt': [",
  "encrypt=",
  "X-Lark-Signature",
  "X-Lark-Signature:[[[[",
  "X-Lark-Signature => Array ( [0] => ",
  "eyJhbGciOiJIUzI1NiJ9.",
  "7b22",
  "<Buffer 7b 22 ",
  "body: <",
  "curl -H '",
  "curl \\\n",
  '^"',
  "POST / HTTP/1.1 ",
  "```\n",
  "> A: b\n",
  "0".repeat(64),
  "1700000000 ",
];
const starts = ["POST / HTTP/1.1\nA: b\n\n", "curl -d '", "{ encrypt: ", '{"headers": '];

/** True when it was read or refused, and not with a failure of ours. */
function isReadOrRefused(text: string): boolean {
  try {
    return parseCapturedRequest(text).notes.length >= 0;
  } catch (error) {
    if (error instanceof MocklarkError) return error.code === "MALFORMED_DOCUMENT";
    throw error;
  }
}

describe("a line of a megabyte", () => {
  it.each(pieces)(
    "of %j is read or refused",
    (piece) => {
      const line = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      expect(isReadOrRefused(line)).toBe(true);
      for (const start of starts) expect(isReadOrRefused(start + line.slice(0, behind))).toBe(true);
    },
    60_000,
  );

  it("in front of the request hides nothing", () => {
    const headers = encrypted.pairs.map(([name, value]) => `${name}: ${value}\n`).join("");
    const noise = "{ level: 'info', at: [1, 2] } ".repeat(length / 30);
    const captured = parseCapturedRequest(`${noise}\n${headers}${encrypted.body}\n`);
    expect(captured.body.toString()).toBe(encrypted.body);
    expect(captured.headers).toHaveLength(5);
  });

  it("is refused when there are more than sixteen", () => {
    expect(() => parseCapturedRequest(Buffer.alloc(17 * length, "a"))).toThrow(/longer than 16 MB/);
  });
});
