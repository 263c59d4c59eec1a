import { describe, expect, it } from "vitest";
import { createWatchedResults } from "../../src/cli/watched-results.js";
import type { CheckResult, Finding, Report } from "../../src/contract/report/report.js";

const resultOf = (id: string, verdict: CheckResult["verdict"]): CheckResult =>
  ({ id, verdict }) as unknown as CheckResult;

const reportOf = (
  verdicts: Readonly<Record<string, CheckResult["verdict"]>>,
  findings: readonly string[] = [],
): Report =>
  ({
    strict: false,
    checks: Object.entries(verdicts).map(([id, verdict]) => resultOf(id, verdict)),
    findings: findings.map((check) => ({ kind: "stale-baseline", check }) as unknown as Finding),
  }) as unknown as Report;

describe("the results of a watch", () => {
  it("keep the verdicts of checks that did not run again", () => {
    const results = createWatchedResults();
    results.take(reportOf({ "event/accepted": "fail", "challenge/echo": "fail" }));
    results.take(reportOf({ "event/accepted": "pass" }));
    expect(results.failing()).toEqual(["challenge/echo"]);
    expect(results.exitCode()).toBe(1);
    results.take(reportOf({ "challenge/echo": "pass" }));
    expect(results.failing()).toEqual([]);
    expect(results.exitCode()).toBe(0);
  });

  it("say which verdicts are others now, and of the first run none", () => {
    const results = createWatchedResults();
    expect(results.take(reportOf({ "event/accepted": "fail" }))).toEqual([]);
    expect(results.take(reportOf({ "event/accepted": "warn" }))).toEqual([
      { id: "event/accepted", from: "fail", to: "warn" },
    ]);
  });

  it("count a finding against its check until that has run without one", () => {
    const results = createWatchedResults();
    results.take(reportOf({ "event/accepted": "pass" }, ["event/accepted"]));
    expect(results.failing()).toEqual(["event/accepted"]);
    results.take(reportOf({ "event/accepted": "pass" }));
    expect(results.failing()).toEqual([]);
  });
});
