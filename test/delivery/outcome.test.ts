import { expect, test } from "vitest";
import { describeOutcome } from "../../src/delivery/describe-outcome.js";
import { type Outcome } from "../../src/delivery/outcome.js";

const durationMs = 12.4;

test.each<[Outcome, string]>([
  [
    { kind: "answered", status: 200, headers: [], body: "", bodyTruncated: false, durationMs },
    "answered 200 in 12 ms",
  ],
  [
    { kind: "refused", address: "127.0.0.1:1", durationMs },
    "connection refused by 127.0.0.1:1: nothing listens there",
  ],
  [
    { kind: "unreachable", reason: "no route to the host", durationMs },
    "host unreachable: no route to the host",
  ],
  [
    { kind: "dns-failed", host: "hooks.test", durationMs },
    "the name hooks.test could not be resolved",
  ],
  [
    { kind: "tls-failed", reason: "the certificate has expired", durationMs },
    "TLS failed: the certificate has expired",
  ],
  [
    { kind: "timed-out", phase: "connect", durationMs: 2_000.6 },
    "timed out after 2001 ms while connecting",
  ],
  [
    { kind: "timed-out", phase: "response-body", status: 200, durationMs: 3_000 },
    "timed out after 3000 ms while reading the answer's body (its status was 200)",
  ],
  [
    { kind: "reset", phase: "response-headers", durationMs },
    "the receiver reset the connection without answering after 12 ms",
  ],
  [
    { kind: "reset", phase: "response-body", how: "closed", status: 500, durationMs },
    "the receiver closed the connection in the middle of its answer (its status was 500) after 12 ms",
  ],
  [
    { kind: "not-http", reason: "it does not begin with HTTP/1.x", durationMs },
    "the answer is not HTTP: it does not begin with HTTP/1.x",
  ],
  [
    { kind: "broken-off", fault: "cut-in-body", durationMs },
    "broken off on purpose by the fault cut-in-body after 12 ms",
  ],
  [
    { kind: "broken-off", fault: "cancelled", durationMs },
    "cut short because we were stopped after 12 ms: whether the receiver got it is not known",
  ],
  [
    { kind: "broken-off", fault: "process-ended", durationMs: 0 },
    "cut short when the process that made it ended: whether the receiver got it is not known",
  ],
  [
    { kind: "acknowledged", code: 500, body: "", durationMs },
    "acknowledged with code 500 in 12 ms",
  ],
  [{ kind: "offline", durationMs }, "no client of the app is connected"],
])("%o is described in one sentence", (outcome, sentence) => {
  expect(describeOutcome(outcome)).toBe(sentence);
});
