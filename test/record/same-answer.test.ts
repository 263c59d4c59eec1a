import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/delivery/outcome.js";
import type { CaptureResult } from "../../src/record/capture.js";
import { type CapturedBody, captureBody } from "../../src/record/captured-body.js";
import { compareAnswers } from "../../src/record/same-answer.js";

const recorded = (
  status: number,
  body: CapturedBody,
  headers: [string, string][] = [],
): CaptureResult => ({
  kind: "answered",
  status,
  headers,
  body,
  durationMs: 1,
});
const now = (status: number, body: string): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body,
  bodyTruncated: false,
  durationMs: 2,
});
const refused: Outcome = { kind: "refused", address: "127.0.0.1:1", durationMs: 1 };
const unanswered: CaptureResult = { kind: "unanswered", reason: "x", durationMs: 1 };
const packed = captureBody(gzipSync('{"a":1}'));

describe("two answers", () => {
  it.each<[string, CaptureResult, Outcome, string]>([
    ["the same text", recorded(200, { text: "ok" }), now(200, "ok"), "same"],
    ["another text", recorded(200, { text: "ok" }), now(200, "OK"), "different"],
    [
      "the same JSON",
      recorded(200, { text: '{"a":1,"b":2}' }),
      now(200, '{ "b":2,"a":1 }'),
      "same",
    ],
    ["other JSON", recorded(200, { text: '{"a":1}' }), now(200, '{"a":2}'), "different"],
    ["another status", recorded(200, { text: "" }), now(204, ""), "different"],
    ["no answer now", recorded(200, { text: "" }), refused, "different"],
    ["none then", unanswered, now(200, ""), "different"],
    ["none ever", unanswered, refused, "same"],
    ["none known", { kind: "unknown" }, now(200, ""), "unknown"],
    ["the start of it", recorded(200, { text: "ab", truncated: true }), now(200, "abc"), "same"],
    [
      "packed then",
      recorded(200, packed, [["content-encoding", "gzip"]]),
      now(200, '{"a":1}'),
      "same",
    ],
  ])("with %s", async (_what, then, outcome, kind) => {
    expect((await compareAnswers(then, outcome, String)).kind).toBe(kind);
  });

  it("that differ are told of in both languages", async () => {
    const different = async (then: CaptureResult, outcome: Outcome) => {
      const comparison = await compareAnswers(then, outcome, String);
      if (comparison.kind !== "different") return expect.unreachable();
      const texts = [comparison.recorded, comparison.now];
      return [texts.map((text) => text.in("en")), texts.map((text) => text.in("zh"))];
    };
    expect(await different(recorded(200, { text: "" }), now(204, ""))).toEqual([
      ["status 200", "status 204"],
      ["状态码 200", "状态码 204"],
    ]);
    expect(await different(recorded(200, { text: "a" }), now(200, ""))).toEqual([
      ["the body a", "an empty body"],
      ["响应体 a", "空的响应体"],
    ]);
  });

  it("are compared without the app's secrets", async () => {
    const conceal = (text: string): string => text.replaceAll("t0k3n", "<verification token>");
    const then = recorded(200, { text: '"<verification token>"' });
    expect(await compareAnswers(then, now(200, '"t0k3n"'), conceal)).toEqual({ kind: "same" });
    const asItWas = recorded(200, { text: '"t0k3n"' });
    expect(await compareAnswers(asItWas, now(200, '"t0k3n"'), conceal)).toEqual({ kind: "same" });
  });
});
