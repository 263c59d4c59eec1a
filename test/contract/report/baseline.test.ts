import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import {
  applyBaseline,
  loadBaseline,
  parseBaseline,
} from "../../../src/contract/report/baseline.js";
import type { CheckId } from "../../../src/contract/report/check-id.js";
import { exitCodeOf } from "../../../src/contract/report/report.js";
import type { Verdict } from "../../../src/contract/report/verdict.js";
import { inEnglish } from "../../in-english.js";
import { resultInTexts } from "../in-texts.js";
import { sampleResult } from "../sample-report.js";

const ids: CheckId[] = ["idempotency/duplicate", "event/accepted"];
const entry = {
  check: "idempotency/duplicate" as const,
  reason: "no database yet",
  owner: "Li Lei",
  expires: "2026-12-31",
};
const yaml = `known:
  - check: idempotency/duplicate
    reason: no database yet
    owner: Li Lei
    expires: "2026-12-31"
`;
const nowMs = Date.parse("2026-12-31T23:00:00Z");

function judge(verdict: Verdict, today = nowMs) {
  const result = resultInTexts(sampleResult({ id: entry.check, verdict }));
  const judged = applyBaseline([result], [entry], today);
  return { ...inEnglish(judged), exitCode: exitCodeOf({ ...judged, strict: false }) };
}

describe("a baseline", () => {
  it("is read from YAML and from JSON", async () => {
    expect(await parseBaseline(yaml, "known.yaml", ids)).toEqual([entry]);
    const json = JSON.stringify({ $schema: "x", known: [entry] });
    expect(await parseBaseline(json, "known.json", ids)).toEqual([entry]);
  });

  it("excuses a known failure until the end of its last day", () => {
    expect(judge("fail")).toMatchObject({
      exitCode: 0,
      findings: [],
      checks: [{ verdict: "fail", known: { owner: "Li Lei" } }],
    });
  });

  it("excuses nothing once it is expired", () => {
    expect(judge("fail", nowMs + 2 * 3_600_000)).toMatchObject({
      exitCode: 1,
      findings: [
        { kind: "expired-baseline", message: expect.stringContaining("Li Lei") as string },
      ],
    });
  });

  it("fails when the check passes by now", () => {
    expect(judge("pass")).toMatchObject({ exitCode: 1, findings: [{ kind: "stale-baseline" }] });
  });

  it.each(["skip", "inconclusive"] as const)("says nothing of a check that is %s", (verdict) => {
    expect(judge(verdict)).toMatchObject({ exitCode: 0, findings: [] });
  });

  it.each([
    ["- a", "line 1, column 1", 'a list "known"'],
    ["known: {}", "line 1", 'a list "known"'],
    [yaml.replace("duplicate", "duplicat"), "line 2, column 12", 'no check "idempotency/duplicat"'],
    [yaml.replace("2026-12-31", "2026-02-30"), "line 5, column 14", "is no day"],
    [yaml.replace("no database yet", '""'), "line 3, column 13", '"reason" must be a text'],
    [yaml.replace("owner", "ownr"), "line 4", 'no field "ownr"'],
    [yaml + yaml.replace("known:\n", ""), "line 6, column 12", "listed twice"],
    ["known: [", "line 1", "Failed to read"],
  ])("that is malformed (%#) is refused with its place", async (text, place, why) => {
    const reading = parseBaseline(text, "known.yaml", ids);
    await expect(reading).rejects.toThrow(place);
    await expect(parseBaseline(text, "known.yaml", ids)).rejects.toMatchObject({
      message: expect.stringContaining(why) as string,
      exitCode: 2,
      frame: expect.stringContaining(">") as string,
    });
  });

  it("that is not there is a file error", async () => {
    await expect(loadBaseline("/nowhere/known.yaml", ids)).rejects.toMatchObject({ code: "FILE" });
  });

  it("and its schema agree", () => {
    const file = new URL("../../../schemas/baseline.json", import.meta.url);
    const schema = JSON.parse(readFileSync(file, "utf8")) as object;
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate({ known: [entry] })).toBe(true);
    expect(validate({ known: [{ ...entry, expires: "soon" }] })).toBe(false);
    expect(validate({ known: [{ ...entry, ownr: "x" }] })).toBe(false);
  });
});
