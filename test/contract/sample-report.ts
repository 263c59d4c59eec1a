import { summarize, type CheckResult, type Report } from "../../src/contract/report/report.js";

/** A check's result in which everything is well, but for what the test says. */
export function sampleResult(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id: "event/accepted",
    title: "A good event is answered with 200 and acted on once",
    severity: "must",
    verdict: "pass",
    reason: "A good event was accepted and acted on once.",
    durationMs: 12,
    clause: "A delivery is successful when it is answered with status 200 within 3 s.",
    page: "https://open.feishu.cn/document/x",
    fix: "Answer 200.",
    repeat: "mocklark check http://127.0.0.1:3000/ --only event/accepted --seed 42",
    exchanges: [
      {
        label: "a good event",
        request: {
          method: "POST",
          headers: [["Content-Length", "2"]],
          body: "{}",
          bodyBytes: 2,
        },
        outcome: {
          kind: "answered",
          status: 200,
          headers: [["Content-Type", "application/json"]],
          body: "{}",
          bodyTruncated: false,
          durationMs: 3.2,
        },
      },
    ],
    ...changes,
  };
}

/** A failed check whose texts try to break out of whatever they are put into. */
export const nastyResult: CheckResult = sampleResult({
  id: "idempotency/duplicate",
  verdict: "fail",
  reason: 'It said <script>alert("1")</script> & 100%, ok\r\n::error::x |*|',
  expected: "1 effect",
  actual: "2 effects\u0000\u001B[2J\uD800",
  effects: 2,
  repeat: "mocklark check … --only idempotency/duplicate --seed 42",
});

export function sampleReport(
  checks: readonly CheckResult[],
  changes: Partial<Report> = {},
): Report {
  return {
    version: 1,
    tool: "mocklark 0.1.0",
    seed: 42,
    target: "http://127.0.0.1:3000/webhook/event",
    mode: "webhook-encrypted",
    events: ["vc.reserve_config.updated_v1"],
    strict: false,
    startedAt: "2026-11-22T12:00:00.000Z",
    durationMs: 900,
    witness: {
      state: "calibrated",
      kind: "output",
      occurrencesPerEffect: { eventId: 1, subjectId: 1 },
    },
    summary: summarize(checks),
    checks,
    findings: [],
    startWith: [],
    ...changes,
  };
}
