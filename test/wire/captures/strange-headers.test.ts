import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../../src/base/errors.js";
import type { CapturedRequest } from "../../../src/wire/captured-request.js";
import { parseCapturedRequest } from "../../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../../src/wire/explain-request.js";

const options = { nowMs: 1_700_000_000_000, encryptKey: "key", verificationToken: "token" };

const deep = `${"[".repeat(300)}1${"]".repeat(300)}`;
const values = [
  "null",
  "5",
  "-1e400",
  "true",
  '"x"',
  '""',
  "[]",
  "{}",
  "[1]",
  "[null]",
  "[[]]",
  "[{}]",
  '[["a","b"]]',
  '[["a"]]',
  '["a"]',
  '["a","b"]',
  '[5,"a"]',
  "[null,null]",
  '{"a":1}',
  deep,
  '{"value":{}}',
  '{"value":null}',
  '{"toString":1}',
  '[{"toString":1}]',
  '{"__proto__":null}',
  '{"value":{"toString":1}}',
  '[[{"toString":1},{"toString":null}]]',
  '{"headers":[5]}',
  '[{"name":{"toString":1},"value":{"toString":1}}]',
  '{"headers":null}',
  '{"length":-1}',
];

const names = ["X-Lark-Signature", "X-Lark-Request-Timestamp", "Content-Length", ":method", ""];
const fields = ["headers", "rawHeaders", "multiValueHeaders", "body", "raw", "postData", "method"];

/** A sentence, or undefined where something could be explained. */
function refusal(text: string): string | undefined {
  try {
    explainRequest(parseCapturedRequest(text), options);
    return undefined;
  } catch (error) {
    if (error instanceof MocklarkError) return error.message;
    throw new Error(`broke on ${text.slice(0, 200)}`, { cause: error });
  }
}

describe("headers of a JSON capture", () => {
  it.each(values)(
    "that are %s are explained or refused, whichever way they are written",
    (value) => {
      const captures = [
        ...names.flatMap((name) => [
          `{"headers":{"${name}":${value}},"body":{}}`,
          `{"headers":[{"name":"${name}","value":${value}}],"body":{}}`,
          `{"headers":[["${name}",${value}]],"body":"{}"}`,
          `{"headers":{"${name}":[${value},${value}]},"body":"{}"}`,
          `{"rawHeaders":["${name}",${value}],"body":"{}"}`,
        ]),
        ...fields.flatMap((field) => [
          `{"${field}":${value}}`,
          `{"headers":${value},"${field}":${value}}`,
          `[{"request":{"${field}":${value}}}]`,
          `{"headers":{"X-Lark-Signature":"a"},"${field}":${value},"body":{"encrypt":"AAAA"}}`,
        ]),
      ];
      for (const capture of captures) expect(refusal(capture) ?? "Failed to").toMatch(/^Failed to/);
    },
  );

  it.each([
    ['{"headers":{"X-Lark-Signature":{"a":1}},"body":{}}', "is an object, not a text"],
    ['{"headers":{"X-Lark-Signature":[[1]]},"body":{}}', "is a list, not a text"],
    ['{"headers":[{"name":"X-Lark-Signature","value":{}}],"body":{}}', "is an object, not a text"],
    ['{"headers":5,"body":{}}', "its headers are neither an object nor a list"],
  ])("is refused by name: %s", (capture, sentence) => {
    expect(refusal(capture)).toContain(sentence);
  });

  it("may be numbers, booleans and null, as tools write them", () => {
    const capture = '{"headers":{"Content-Length":2,"X-Trace":true,"X-Empty":null},"body":"{}"}';
    expect(parseCapturedRequest(capture).headers).toEqual([
      ["Content-Length", "2"],
      ["X-Trace", "true"],
      ["X-Empty", ""],
    ]);
  });
});

describe("a captured request that no parser made", () => {
  const good: CapturedRequest = {
    form: "json",
    headers: [["X-Lark-Signature", "a"]],
    body: Buffer.from("{}"),
    bodyIsRaw: true,
    notes: [],
  };

  it.each([
    [{ headers: { "X-Lark-Signature": "a" } }, "headers is not a list of [name, value]"],
    [{ headers: [["X-Lark-Signature", 5]] }, "headers is not a list of [name, value]"],
    [{ headers: [null] }, "headers is not a list of [name, value]"],
    [{ headers: undefined }, "headers is not a list of [name, value]"],
    [{ body: "{}" }, "body is not a Buffer"],
    [{ notes: undefined }, "notes is not a list of texts"],
    [{ method: 5 }, "method is not a text"],
  ])("is refused with what is wrong: %j", (change, reason) => {
    const captured = { ...good, ...change } as unknown as CapturedRequest;
    expect(() => explainRequest(captured, options)).toThrow(
      `Failed to read the captured request: ${reason}.`,
    );
  });

  it.each([null, undefined, 5, "x", []])("is refused when it is %j", (captured) => {
    expect(() => explainRequest(captured as never, options)).toThrow("it is no object.");
  });

  it.each([null, undefined, 5, {}, []])("cannot be parsed from %j", (capture) => {
    expect(() => parseCapturedRequest(capture as never)).toThrow(
      expect.objectContaining({ code: "USAGE" }),
    );
  });
});
