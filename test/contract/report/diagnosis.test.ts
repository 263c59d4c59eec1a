import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/contract/report/diagnosis.js";
import type { CheckResult } from "../../../src/contract/report/report.js";
import { sampleReport, sampleResult } from "../sample-report.js";

const failed = (id: CheckResult["id"], more: Partial<CheckResult> = {}): CheckResult =>
  sampleResult({ id, verdict: "fail", severity: "must", fix: `Mend ${id}.`, ...more });

const diagnosisOf = (...checks: CheckResult[]) => diagnose(sampleReport(checks));

describe("the diagnosis", () => {
  it("has nothing to say of one failure", () => {
    expect(diagnosisOf(failed("idempotency/duplicate"))).toEqual([]);
  });

  it("names the formula that a receiver which takes no good event computes", () => {
    const causes = diagnosisOf(
      failed("event/accepted", { actual: "status 401" }),
      failed("security/wrong-formula", {
        reason: "Your receiver computes the signature as HMAC-SHA256.",
      }),
    );
    expect(causes[0]).toBe(
      "Your receiver takes no good event. It computes the signature as HMAC-SHA256. Mend security/wrong-formula.",
    );
    expect(causes[1]).toContain("run the suite again");
  });

  it("thinks of the keys when not even the url_verification request is understood", () => {
    const refused = [
      failed("challenge/echo", { actual: "status 401: {}" }),
      failed("event/accepted", { actual: "status 401" }),
    ];
    const [inClear] = diagnose(sampleReport(refused, { mode: "webhook-plaintext" }));
    expect(inClear).toContain("This run was given no Encrypt Key");
    expect(inClear).toContain("set MOCKLARK_ENCRYPT_KEY");
    expect(diagnosisOf(...refused)[0]).toContain("that both sides have the same keys");
    const [, accepted = failed("event/accepted")] = refused;
    const understood = [accepted, failed("event/level-scope", { actual: "status 401" })];
    expect(diagnosisOf(...understood)[0]).not.toContain("keys");
  });

  it("thinks of the path, too, when nothing is answered at all", () => {
    const [exchange] = sampleResult().exchanges;
    if (!exchange) throw new Error("The sample has no exchange.");
    const outcome = { kind: "timed-out", phase: "response-headers", durationMs: 3_000 } as const;
    const unanswered = { actual: "no answer in time", exchanges: [{ ...exchange, outcome }] };
    const causes = diagnosisOf(
      failed("challenge/echo", unanswered),
      failed("event/accepted", unanswered),
    );
    expect(causes[0]).toContain("answers nothing there");
  });

  it("begins with what the receiver dies of, and what it said", () => {
    const [exchange] = sampleResult().exchanges;
    if (!exchange) throw new Error("The sample has no exchange.");
    const death = (check: CheckResult["id"], lastOutput: string) => ({
      kind: "receiver-died" as const,
      message: `It ended (${check}).`,
      check,
      exchange,
      lastOutput,
      recovered: true,
    });
    const checks = [
      failed("event/optional-blocks-absent", { verdict: "warn", severity: "should" }),
      failed("security/other-key"),
      failed("idempotency/duplicate"),
    ];
    const findings = [
      death("security/other-key", "bad decrypt"),
      death(
        "event/optional-blocks-absent",
        "file:1\n  x\n  ^\n\nTypeError: x is undefined\n    at a:1\n\nNode.js v20",
      ),
    ];
    expect(diagnose(sampleReport(checks, { findings }))).toEqual([
      "It ended (event/optional-blocks-absent). It says: TypeError: x is undefined. Mend event/optional-blocks-absent.",
      "It ended (security/other-key). It says: bad decrypt. Mend security/other-key.",
      "idempotency/duplicate: Mend idempotency/duplicate.",
    ]);
  });

  it("thinks of the path when the answer is 404", () => {
    const causes = diagnosisOf(
      failed("event/accepted", { actual: "status 404" }),
      failed("event/level-scope", { actual: "status 404" }),
    );
    expect(causes[0]).toContain("give the URL it serves events at");
  });

  it("says each fix once, the musts first, three at most", () => {
    const shared = { fix: "Remember each event_id." };
    expect(
      diagnosisOf(
        failed("security/wrong-token", { severity: "should" }),
        failed("idempotency/duplicate", shared),
        failed("idempotency/concurrent-duplicates", shared),
        failed("event/null-user-id"),
        failed("event/concurrent"),
      ),
    ).toEqual([
      "idempotency/duplicate: Remember each event_id.",
      "event/null-user-id: Mend event/null-user-id.",
      "event/concurrent: Mend event/concurrent.",
    ]);
  });

  it("leaves out failures somebody signed for", () => {
    const known = { reason: "old proxy", owner: "Li Lei", expires: "2026-12-31" };
    expect(diagnosisOf(failed("event/keep-alive", { known }), failed("event/concurrent"))).toEqual(
      [],
    );
  });
});
