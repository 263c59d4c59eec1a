import { describe, expect, it } from "vitest";
import { defaultDeliveryPolicy as policy } from "../../src/delivery/delivery-policy.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { decideNext } from "../../src/delivery/retry-schedule.js";

const answered = (status: number, body = ""): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body,
  bodyTruncated: false,
  durationMs: 5,
});
const acknowledged = (code: number): Outcome => ({
  kind: "acknowledged",
  code,
  body: "",
  durationMs: 5,
});
const failure = answered(500);

describe("decideNext", () => {
  it.each([
    [1, 15_000],
    [2, 300_000],
    [3, 3_600_000],
    [4, 21_600_000],
  ])("repeats failed attempt %i after %i ms", (attempt, waitMs) => {
    expect(decideNext({ attempt, outcome: failure, policy })).toEqual({ kind: "retry", waitMs });
  });

  it.each([5, 6, 100])("gives up after attempt %i", (attempt) => {
    expect(decideNext({ attempt, outcome: failure, policy })).toEqual({ kind: "given-up" });
  });

  it.each([1, 2, 3, 4, 5])("succeeds in attempt %i when it is answered with 200", (attempt) => {
    expect(decideNext({ attempt, outcome: answered(200), policy })).toEqual({ kind: "succeeded" });
  });

  const durationMs = 1;
  it.each<[string, Outcome, boolean]>([
    ["HTTP 200 with an empty body", answered(200), true],
    ["HTTP 200 with an error text", answered(200, '{"error":"no"}'), true],
    ["HTTP 201", answered(201), false],
    ["HTTP 204", answered(204), false],
    ["HTTP 302", answered(302), false],
    ["HTTP 404", answered(404), false],
    ["HTTP 500", failure, false],
    ["ack code 200", acknowledged(200), true],
    ["ack code 500", acknowledged(500), false],
    ["ack code 0", acknowledged(0), false],
    ["a refused connection", { kind: "refused", address: "127.0.0.1:1", durationMs }, false],
    ["an unreachable host", { kind: "unreachable", reason: "no route", durationMs }, false],
    ["a name without address", { kind: "dns-failed", host: "x.test", durationMs }, false],
    ["a TLS failure", { kind: "tls-failed", reason: "expired", durationMs }, false],
    ["a time-out", { kind: "timed-out", phase: "response-headers", durationMs }, false],
    ["a reset", { kind: "reset", phase: "send", durationMs }, false],
    ["garbage", { kind: "not-http", reason: "garbage", durationMs }, false],
    ["a connection we cut", { kind: "broken-off", fault: "cut-in-body", durationMs }, false],
    ["nobody online", { kind: "offline", durationMs }, false],
  ])("takes %s for success or not", (_title, outcome, success) => {
    const expected = success ? { kind: "succeeded" } : { kind: "retry", waitMs: 15_000 };
    expect(decideNext({ attempt: 1, outcome, policy })).toEqual(expected);
  });

  it("takes the statuses and waits of the policy instead", () => {
    const changed = { successStatuses: [200, 204], waitsMs: [7] };
    expect(decideNext({ attempt: 1, outcome: answered(204), policy: changed }).kind).toBe(
      "succeeded",
    );
    expect(decideNext({ attempt: 1, outcome: failure, policy: changed })).toEqual({
      kind: "retry",
      waitMs: 7,
    });
    expect(decideNext({ attempt: 2, outcome: failure, policy: changed }).kind).toBe("given-up");
  });
});
