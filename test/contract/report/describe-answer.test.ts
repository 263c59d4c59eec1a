import { describe, expect, it } from "vitest";
import { answerOf, answerText } from "../../../src/contract/report/describe-answer.js";
import { errorLineIn } from "../../../src/contract/causes/error-line.js";
import type { Outcome } from "../../../src/delivery/outcome.js";

const answered = (status: number, body: string): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body,
  bodyTruncated: false,
  durationMs: 1,
});

describe("answerOf", () => {
  it.each([
    [401, '{"error":"signature"}', 'status 401: {"error":"signature"}'],
    [404, "404 page not found\n", "status 404: 404 page not found"],
    [204, "", "status 204"],
    [500, "\n <h1>Server\n  Error</h1>", "status 500: Server Error"],
    [
      403,
      "<!DOCTYPE html><html><head><title>No</title><style>p { a: b }</style><script>x()</script></head><body><p>CSRF &#39;token&#39;</p></body></html>",
      "status 403: CSRF 'token'",
    ],
    [
      200,
      "<html><head><title>Sign in</title></head><body><form></form></body></html>",
      'status 200: an HTML page, "Sign in"',
    ],
    [200, "<!DOCTYPE html><p></p>", "status 200: an HTML page"],
    [400, "a < b and c > d", "status 400: a < b and c > d"],
  ])("says of %i %j what there is to read", (status, body, said) => {
    expect(answerOf(answered(status, body)).in("en")).toBe(said);
  });

  it("describes what is no answer", () => {
    const late: Outcome = { kind: "timed-out", phase: "response-headers", durationMs: 3_000 };
    expect(answerOf(late).in("en")).toBe("no answer in time");
  });

  it("keeps hostile texts short and harmless", () => {
    const text = answerText(answered(500, `\u001B]0;x\u0007${"<".repeat(50_000)}`));
    expect(text.length).toBeLessThanOrEqual(201);
    expect(text).not.toContain("\u001B");
    for (const body of ["<style".repeat(9_000), "<style>".repeat(9_000), "< ".repeat(30_000)]) {
      expect(answerText(answered(200, body)).length).toBeLessThanOrEqual(201);
    }
  });
});

describe("errorLineIn", () => {
  it.each<[lines: string[], line: string | undefined]>([
    [["Listening", "TypeError: x is null", "    at Error.f (a.js:1:2)"], "TypeError: x is null"],
    [
      ["Traceback (most recent call last):", '  File "a.py"', "KeyError: 'encrypt'"],
      "KeyError: 'encrypt'",
    ],
    [["Forbidden (CSRF cookie not set.): /x"], "Forbidden (CSRF cookie not set.): /x"],
    [["ValueError: first", "ValueError: second\n  more"], "ValueError: second"],
    [["panic: runtime error: index out of range"], "panic: runtime error: index out of range"],
    [["Listening on 3000"], undefined],
    [[], undefined],
  ])("finds in %j the line %j", (lines, line) => {
    expect(errorLineIn(lines)).toBe(line);
  });
});
