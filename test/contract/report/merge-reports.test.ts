import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../../src/base/errors.js";
import { readReport } from "../../../src/contract/report/read-report.js";
import { mergedPage, mergeReports } from "../../../src/contract/reporters/html/merge-reports.js";
import type { Exchange } from "../../../src/contract/report/exchange.js";
import type { Report } from "../../../src/contract/report/report.js";
import { elementsOf } from "../elements-of.js";
import { sampleReport, sampleResult } from "../sample-report.js";

const [exchange] = sampleResult().exchanges as [Exchange];
const other = (outcome: Exchange["outcome"]): Exchange => ({ ...exchange, outcome });

/** A report with every member there is, and every kind of outcome and finding. */
const whole = sampleReport(
  [
    sampleResult({
      verdict: "fail",
      expected: "1 effect",
      actual: "2 effects",
      effects: 2,
      saw: { answer: "status 500", stderr: ["Error"] },
      known: { reason: "old proxy", owner: "me", expires: "2026-12-31" },
      exchangesOmitted: 3,
      exchanges: [
        { ...exchange, request: { ...exchange.request, plaintext: "{}" } },
        other({ kind: "refused", address: "127.0.0.1:1", durationMs: 1 }),
        other({ kind: "unreachable", reason: "no route", durationMs: 1 }),
        other({ kind: "dns-failed", host: "x.test", durationMs: 1 }),
        other({ kind: "tls-failed", reason: "expired", durationMs: 1 }),
        other({ kind: "timed-out", phase: "ack", durationMs: 1 }),
        other({ kind: "reset", phase: "send", how: "reset", durationMs: 1 }),
        other({ kind: "not-http", reason: "SSH", durationMs: 1 }),
        other({ kind: "broken-off", fault: "half-close", durationMs: 1 }),
        other({ kind: "acknowledged", code: 200, body: "", durationMs: 1 }),
        other({ kind: "offline", durationMs: 1 }),
      ],
    }),
  ],
  {
    receiverClock: { kind: "node", movedMs: 5, says: "2026-11-22T12:00:00.000Z" },
    findings: [
      {
        kind: "receiver-died",
        message: "It died.",
        check: "event/accepted",
        exchange,
        exit: "exit code 1",
        lastOutput: "Error",
        recovered: true,
      },
      { kind: "stale-baseline", message: "It passes.", check: "event/accepted" },
    ],
    startWith: [{ cause: "wrong-path", check: "event/accepted", text: "Mend.", evidence: ["x"] }],
  },
);

type Steps = readonly (string | number)[];

function pathsOf(value: unknown, steps: Steps = []): Steps[] {
  if (typeof value !== "object" || value === null) return [steps];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    pathsOf(one, [...steps, Array.isArray(value) ? Number(key) : key]),
  );
  return [steps, ...inner];
}

/** The report's JSON with other JSON in this place; undefined takes the member away. */
function changed(steps: Steps, json: string | undefined): string {
  const copy = structuredClone({ root: whole }) as unknown as Record<string, unknown>;
  const path = ["root", ...steps];
  const name = path.at(-1) as string;
  const parent = path.slice(0, -1).reduce((at, step) => at[step] as typeof copy, copy);
  if (json === undefined) delete parent[name];
  else parent[name] = "\u0001here";
  // JSON.parse makes a member of "__proto__", which no assignment does.
  const text = JSON.stringify(copy["root"], undefined, 1) ?? "null";
  return json === undefined ? text : text.replace('"\\u0001here"', () => json);
}

const strange: Readonly<Record<string, string | undefined>> = {
  nothing: undefined,
  null: "null",
  true: "true",
  "a number": "7",
  "a negative number": "-1",
  "a number beyond all bounds": "1e999",
  "a huge number": "1e308",
  "an empty text": '""',
  markup: '"\\"><script>alert(1)</script>"',
  "markup in a list": '["\\"><script>alert(1)</script>"]',
  "a long text": JSON.stringify("<b>".repeat(35_000)),
  "half a character": '"\\ud800"',
  "an empty list": "[]",
  "a list of nothing": "[null, null]",
  "an empty object": "{}",
  "an object with a prototype": '{"__proto__": {"verdict": "pass"}, "constructor": 1}',
  "the name of a member of all objects": '"__proto__"',
};

/** The page, or the misuse that reading ends in; anything else is a mistake of ours. */
async function merge(text: string): Promise<string | MocklarkError> {
  try {
    return mergeReports([{ name: "<a>", report: await readReport(text, "a.json") }]);
  } catch (error) {
    if (error instanceof MocklarkError) return error;
    throw error;
  }
}

/** What came of it, where it is what may come of it: "merged" or "refused". */
function endOf(result: string | MocklarkError): string {
  if (typeof result === "string") {
    const hasScript = elementsOf(result).some(({ tag }) => tag === "script");
    return hasScript ? "a page with a script" : "merged";
  }
  const { exitCode, frame = "", message } = result;
  const place = /^Failed to (?:use|read) a\.json.*: line \d+, column \d+: ./s;
  const isUseful = exitCode === 2 && place.test(message) && frame.includes(" | ");
  return isUseful ? "refused" : `${exitCode}: ${message}`;
}

describe("a report that is not what it should be", () => {
  it.each(Object.keys(strange))(
    "with %s in any place is merged, or refused with its line",
    async (what) => {
      const ends = [];
      for (const steps of pathsOf(whole)) {
        ends.push(endOf(await merge(changed(steps, strange[what]))));
      }
      expect(ends).toContain("refused");
      expect(ends.filter((end) => end !== "refused" && end !== "merged")).toEqual([]);
    },
  );

  it.each([
    [["checks", 0, "verdict"], '"fial"', "checks[0].verdict must be one of pass", '"fail"'],
    [["checks", 0, "severity"], "7", "checks[0].severity must be one of must", ""],
    [["checks", 0, "exchanges", 0, "request", "headers"], "{}", "must be a list, but is {}", ""],
    [["checks", 0, "exchanges", 5, "outcome", "phase"], undefined, 'outcome lacks "phase"', ""],
    [["witness", "occurrencesPerEffect"], "null", "must be an object, but is empty", ""],
    [["version"], "2", "version must be 1, but is 2", ""],
    [["durationMs"], "1.5", "durationMs must be a whole number, but is 1.5", ""],
  ] as const)("is told what was expected at %j instead of %s", async (steps, json, says, meant) => {
    const text = changed(steps, json);
    const error = await merge(text);
    expect(error).toMatchObject({ message: expect.stringContaining(says) as string });
    expect(String(error)).toContain(meant);
    const { line } = (error as MocklarkError).details as { readonly line: number };
    // A member that is missing is missed where its parent stands.
    const shown = text.split("\n")[line - 1] ?? "";
    expect(shown).toContain(`"${json === undefined ? steps.at(-2) : steps.at(-1)}"`);
  });

  it("has the name it does not know corrected", async () => {
    const text = JSON.stringify(whole, undefined, 1).replace('"startWith"', '"startWiht"');
    expect(String(await merge(text))).toMatch(
      /line \d+, column 2: the document has no field "startWiht"\. Did you mean "startWith"/,
    );
  });

  it("ends at the first mistake, however many there are", async () => {
    const { checks, ...rest } = whole;
    const many = JSON.stringify({ ...rest, checks: Array.from({ length: 100_000 }, () => ({})) });
    expect(checks).not.toEqual([]);
    const error = await merge(many);
    expect(String(error)).toMatch(/checks\[0\] lacks "id"\.$/);
  });

  it("is refused where it is nested deeper than any report", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(String(await merge(changed(["target"], deep)))).toContain("nested too deeply");
  });
});

describe("merging", () => {
  it("escapes what was never validated", () => {
    const wild = '"><script>alert(1)</script>';
    const report = {
      ...whole,
      summary: { ...whole.summary, pass: wild },
      checks: whole.checks.map((check) => ({ ...check, verdict: wild, severity: [wild] })),
    } as unknown as Report;
    const page = mergeReports([{ name: wild, report }]);
    expect(elementsOf(page).map(({ tag }) => tag)).not.toContain("script");
    expect(page).toContain(
      'report-severity report-&quot;>&lt;script>alert(1)&lt;/script>">&quot;>&lt;script>',
    );
  });

  it("takes no text, list or object for markup, whatever it looks like", () => {
    const markup = "<img src=x onerror=alert(1)>";
    const posing = {
      type: "div",
      props: { dangerouslySetInnerHTML: { __html: markup }, children: markup },
      key: null,
      ref: null,
      constructor: null,
      __html: markup,
      dangerouslySetInnerHTML: { __html: markup },
    };
    const checks = whole.checks.map((check) => ({
      ...check,
      title: posing,
      severity: [posing, markup],
      expected: markup,
      page: `javascript:alert(1)//${markup}`,
    }));
    const startWith = [{ cause: posing, check: markup, text: posing, evidence: [posing, markup] }];
    const report = { ...whole, target: posing, checks, startWith } as unknown as Report;
    const page = mergeReports([{ name: posing as unknown as string, report }]);
    const elements = elementsOf(page);
    expect(elements.map(({ tag }) => tag)).not.toContain("img");
    expect(elements.flatMap(({ attributes }) => attributes)).not.toContain("onerror");
    expect(page).not.toContain('href="javascript:');
    expect(page).toContain("&lt;img src=x onerror=alert(1)>");
  });

  it("reads what earlier versions wrote, without what there was not yet", async () => {
    const { startWith: _later, receiverClock: _clock, summary, checks, ...rest } = whole;
    const { known: _known, ...counts } = summary;
    const oldSummary = { ...counts, fail: 1 };
    const old = checks.map(({ saw: _saw, exchangesOmitted: _omitted, ...result }) => result);
    const read = await readReport(
      JSON.stringify({ ...rest, summary: oldSummary, checks: old }),
      "a.json",
    );
    expect(read).toEqual({ ...rest, summary, checks: old, startWith: [] });
    expect(mergeReports([{ name: "old", report: read }])).toContain("</html>");
  });

  it("looks at each check a few times, however many there are", () => {
    let reads = 0;
    const checks = Array.from({ length: 2_000 }, (_, index) =>
      Object.defineProperty(sampleResult({ exchanges: [] }), "id", {
        get: () => (reads++, `event/check-${index}`),
      }),
    );
    const report = sampleReport(checks);
    const last = sampleReport(checks.toReversed());
    const page = mergeReports([
      { name: "a", report },
      { name: "b", report: last },
    ]);
    expect(page.match(/event\/check-1999</g)).toHaveLength(3);
    expect(reads).toBeLessThan(20 * checks.length);
  });

  it("is made row by row: all of it may be more than one string holds", () => {
    const checks = Array.from({ length: 200 }, () => sampleResult({ reason: "x".repeat(5_000) }));
    const parts = [...mergedPage([{ name: "a", report: sampleReport(checks) }])];
    expect(parts.join("").length).toBeGreaterThan(1_000_000);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(20_000);
  });

  it("shows of a text what a browser bears", () => {
    const report = sampleReport([sampleResult({ reason: "x".repeat(1_000_000) })]);
    expect(mergeReports([{ name: "a", report }]).length).toBeLessThan(500_000);
  });
});
