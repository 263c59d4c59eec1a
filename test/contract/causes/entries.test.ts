import { describe, expect, it } from "vitest";
import { findCauses } from "../../../src/contract/causes/find-causes.js";
import { type Text, verbatim } from "../../../src/base/text.js";
import { answerOf } from "../../../src/contract/report/describe-answer.js";
import type { CheckResult, Finding } from "../../../src/contract/report/report.js";
import { resultInTexts, symptomsOf } from "../in-texts.js";
import { sampleReport, sampleResult } from "../sample-report.js";

const unwell = (id: CheckResult["id"], more: Partial<CheckResult> = {}): CheckResult<Text> =>
  resultInTexts(
    sampleResult({
      id,
      verdict: "fail",
      severity: "must",
      reason: `${id} broke.`,
      fix: `Mend ${id}.`,
      ...more,
    }),
  );

async function entriesOf(
  checks: readonly CheckResult<Text>[],
  findings: readonly Finding<Text>[] = [],
) {
  const entries = await findCauses({ ...symptomsOf(sampleReport([])), checks, findings });
  return entries.map(({ text, evidence, ...entry }) => ({
    ...entry,
    text: text.in("en"),
    evidence: evidence.map((line) => line.in("en")),
  }));
}

const textsOf = async (
  checks: readonly CheckResult<Text>[],
  findings: readonly Finding<Text>[] = [],
) => (await entriesOf(checks, findings)).map(({ text }) => text);

const [exchange] = resultInTexts(sampleResult()).exchanges;

function death(check: CheckResult["id"], lastOutput: string): Finding<Text> {
  if (!exchange) throw new Error("The sample has no exchange.");
  const message = verbatim(`It ended (${check}).`);
  return { kind: "receiver-died", message, check, exchange, lastOutput, recovered: true };
}

describe("findCauses without a receiver at hand", () => {
  it("says what a single failure has found, and its fix", async () => {
    const failure = unwell("idempotency/duplicate", { actual: "2 effects" });
    expect(await entriesOf([failure])).toEqual([
      {
        cause: "idempotency/duplicate",
        check: "idempotency/duplicate",
        text: "idempotency/duplicate broke (2 effects). Mend idempotency/duplicate.",
        evidence: ["2 effects"],
      },
    ]);
  });

  it("quotes the answer and the log once", async () => {
    const [entry] = await entriesOf([
      unwell("event/flaky", {
        actual: "status 500",
        saw: { answer: "status 500: locked", stderr: ["Error: locked"] },
      }),
    ]);
    expect(entry?.text).toBe("event/flaky broke (status 500: locked). Mend event/flaky.");
    expect(entry?.evidence).toEqual(["status 500: locked", "stderr: Error: locked"]);
  });

  it("blames nothing in a content that is only too long", async () => {
    const answer = answerOf({
      kind: "answered",
      status: 413,
      headers: [],
      body: "too large",
      bodyTruncated: false,
      durationMs: 1,
    });
    const [text] = await textsOf([{ ...unwell("event/boundary-values"), saw: { answer } }]);
    expect(text).toContain("A limit on the body's size is too low");
    expect(text).not.toContain("Mend");
  });

  it("says each fix once, the musts first, three at most", async () => {
    const shared = { fix: "Remember each event_id." };
    const texts = await textsOf([
      unwell("security/wrong-token", { severity: "should" }),
      unwell("idempotency/duplicate", shared),
      unwell("idempotency/concurrent-duplicates", shared),
      unwell("event/null-user-id"),
      unwell("event/concurrent"),
    ]);
    expect(texts.map((text) => text.split(" ")[0])).toEqual([
      "idempotency/duplicate",
      "event/null-user-id",
      "event/concurrent",
    ]);
  });

  it("begins with what happens now and then", async () => {
    const [first] = await textsOf([unwell("event/null-user-id"), unwell("event/flaky")]);
    expect(first).toContain("event/flaky");
  });

  it("tells ids that are none before events at once that are lost by them", async () => {
    const texts = await textsOf([
      unwell("event/concurrent"),
      unwell("idempotency/same-content-new-id"),
    ]);
    expect(texts[0]).toContain("idempotency/same-content-new-id broke");
  });

  it("tells warnings only where nothing fails", async () => {
    const warning = unwell("event/unknown-type", { verdict: "warn", severity: "should" });
    expect(await textsOf([warning])).toHaveLength(1);
    expect((await textsOf([warning, unwell("event/concurrent")])).join()).not.toContain("unknown");
  });

  it("leaves out failures somebody signed for", async () => {
    const known = { reason: "old proxy", owner: "Li Lei", expires: "2026-12-31" };
    const signed = unwell("event/keep-alive", { known });
    expect(await textsOf([signed])).toEqual([]);
    expect(await textsOf([signed, unwell("event/concurrent")])).toHaveLength(1);
  });

  it("has nothing to say when all is well", async () => {
    expect(await entriesOf([resultInTexts(sampleResult())])).toEqual([]);
  });
});

describe("what the receiver dies of", () => {
  it("is told once for each exception, with the exception's own line and no check's fix", async () => {
    const checks = [
      unwell("event/optional-blocks-absent"),
      unwell("event/unknown-fields"),
      unwell("security/other-key"),
      unwell("idempotency/duplicate"),
    ];
    const stack =
      "file:1\n  x\n  ^\n\nTypeError: x is undefined\n    at a:1\n    at Error.b:2\n\nNode.js v20";
    const entries = await entriesOf(checks, [
      death("security/other-key", "bad decrypt"),
      death("event/optional-blocks-absent", stack),
      death("event/unknown-fields", stack),
    ]);
    expect(entries.map(({ text }) => text)).toEqual([
      "It ended (event/optional-blocks-absent). It says: TypeError: x is undefined. The same once more.",
      "It ended (security/other-key). It says: bad decrypt.",
      "idempotency/duplicate broke. Mend idempotency/duplicate.",
    ]);
    expect(entries[0]?.evidence).toContain("TypeError: x is undefined");
  });
});
