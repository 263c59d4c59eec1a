import { describe, expect, it } from "vitest";
import { parseCapturedRequest } from "../../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../../src/wire/explain-request.js";
import type { Step } from "../../../src/wire/explanation.js";
import { encrypted, known } from "./signed-request.js";

const { body, pairs } = encrypted;
const lines = pairs.map(([name, value]) => `${name}: ${value}`);
const object = Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
const signature = object["x-lark-signature"] ?? "";

const explain = (capture: string) => explainRequest(parseCapturedRequest(capture), known);
const failures = (steps: readonly Step[]) => steps.filter(({ verdict }) => verdict === "failed");
const step = (steps: readonly Step[], stage: string) => steps.find((each) => each.stage === stage);

const raw = (head: readonly string[], content = body): string =>
  ["POST /webhook HTTP/1.1", ...head, "", content].join("\r\n");
const masked = (name: string, value: string): string[] =>
  lines.map((line) => (line.startsWith(`${name}:`) ? `${name}: ${value}` : line));

describe("a signature that a filter has hidden", () => {
  it.each([
    ["****", raw(masked("X-Lark-Signature", "****"))],
    ["<redacted>", raw(masked("X-Lark-Signature", "<redacted>"))],
    [
      "[REDACTED]",
      JSON.stringify({ headers: { ...object, "x-lark-signature": "[REDACTED]" }, body }),
    ],
    [
      "pino's [Redacted]",
      JSON.stringify({
        req: { headers: { ...object, "x-lark-signature": "[Redacted]" } },
        rawBody: body,
      }),
    ],
    ["the first digits", raw(masked("X-Lark-Signature", `${signature.slice(0, 8)}...`))],
    [
      "[Filtered], printed",
      `${JSON.stringify({ ...object, "x-lark-signature": "[Filtered]" })}\n${body}\n`,
    ],
  ])("is not judged: %s", (_, capture) => {
    const { steps } = explain(capture);
    expect(failures(steps)).toEqual([]);
    expect(step(steps, "signature")).toMatchObject({
      verdict: "skipped",
      message: expect.stringMatching(/hides X-Lark-Signature/) as string,
      fix: expect.stringMatching(/filter/) as string,
    });
    expect(step(steps, "key")?.verdict).toBe("ok");
  });

  it.each([
    [`${signature.slice(0, 8)}****`, /agree with/],
    [`****${signature.slice(-8)}`, /agree with/],
    ["01234567****", /differ from/],
  ])("is compared as far as %s goes", (value, said) => {
    const { steps } = explain(raw(masked("X-Lark-Signature", value)));
    expect(step(steps, "signature")?.message).toMatch(said);
    expect(failures(steps)).toEqual([]);
  });

  it.each(["X-Lark-Request-Timestamp", "X-Lark-Request-Nonce"])("nor is it without %s", (name) => {
    const { steps } = explain(raw(masked(name, "***")));
    expect(failures(steps)).toEqual([]);
    expect(step(steps, "signature")).toMatchObject({ verdict: "skipped" });
  });
});

describe("a body that the capture does not have", () => {
  it.each([
    ["headers alone", `${lines.join("\n")}\n`],
    ["JSON without a body", JSON.stringify({ headers: object })],
    ["a body that a parser left empty", JSON.stringify({ headers: object, body: {} })],
    ["[object Object]", JSON.stringify({ headers: object, body: "[object Object]" })],
    ["undefined", `headers: ${JSON.stringify(object, null, 2)}\nbody: undefined\n`],
    [
      "a Buffer's beginning",
      `${JSON.stringify(object)}\nbody: <Buffer 7b 22 65 6e 63 ... 1372 more bytes>\n`,
    ],
    ["a stream", `${JSON.stringify(object)}\nbody: <_io.BytesIO object at 0x7f00>\n`],
    [
      "Go's pointer",
      `map[${pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}] body=&{0xc0000a6040}\n`,
    ],
    [
      "a file that curl reads",
      `curl http://localhost ${lines.map((line) => `-H '${line}'`).join(" ")} -d @body.json`,
    ],
    [
      "a variable of the shell",
      `curl http://localhost ${lines.map((line) => `-H '${line}'`).join(" ")} -d "$BODY"`,
    ],
    ["****", JSON.stringify({ headers: object, body: "****" })],
    ["a hidden ciphertext", JSON.stringify({ headers: object, body: '{"encrypt":"***"}' })],
    ["a shortened ciphertext", raw(lines, `${body.slice(0, 60)}..."}`)],
  ])("is not blamed: %s", (_, capture) => {
    const { steps } = explain(capture);
    expect(failures(steps)).toEqual([]);
    expect(step(steps, "body")).toMatchObject({
      verdict: "skipped",
      fix: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
    expect(step(steps, "signature")).toMatchObject({
      verdict: "skipped",
      message: expect.stringMatching(/body/) as string,
    });
  });

  it("says what stands in its place", () => {
    const { steps } = explain(JSON.stringify({ headers: object, body: "[object Object]" }));
    expect(step(steps, "request")?.message).toMatch(/^The capture has \[object Object\]/);
  });

  it("is wrong when the request itself said that it has none", () => {
    const { steps } = explain(raw(masked("Content-Length", "0"), ""));
    expect(failures(steps)[0]).toMatchObject({ stage: "body", message: "The body is empty." });
  });
});

describe("a body that was cut short", () => {
  it.each([
    ["in raw HTTP", raw(lines, body.slice(0, 100))],
    ["with dots", raw(lines, `${body.slice(0, 100)}...`)],
    [
      "without a length to tell",
      raw(
        lines.filter((line) => !line.startsWith("Content-L")),
        body.slice(0, 100),
      ),
    ],
    ["in a log", `${JSON.stringify(object)}\n${body.slice(0, 100)}`],
    [
      "in a string of a log",
      `${JSON.stringify(object)}\nbody=${JSON.stringify(body).slice(0, 100)}\n`,
    ],
  ])("is said to be so, and no mistake is looked for: %s", (_, capture) => {
    const { steps } = explain(capture);
    expect(failures(steps).map(({ stage }) => stage)).toContain("body");
    expect(step(steps, "body")?.message).toMatch(/cut short/);
    expect(step(steps, "signature")).toMatchObject({ verdict: "skipped" });
  });
});

describe("headers that the capture does not have", () => {
  it("are missing from a whole request", () => {
    const { firstFailure } = explain(raw(lines.filter((line) => !line.startsWith("X-Lark"))));
    expect(firstFailure).toMatchObject({ stage: "headers" });
  });

  it.each([
    ["a log line", `2026-11-28 14:00:53 content-length=${body.length} body=${body}\n`],
    ["JSON without headers", JSON.stringify({ status: 401, request_body: body })],
    ["a body within a log", `INFO got ${body} from 127.0.0.1\nINFO answered 401\n`],
  ])("are not blamed on %s", (_, capture) => {
    const { steps } = explain(capture);
    expect(failures(steps)).toEqual([]);
    expect(step(steps, "headers")?.verdict).toBe("skipped");
    expect(step(steps, "key")?.verdict).toBe("ok");
  });
});
