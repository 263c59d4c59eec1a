import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/contract/catalogue.js";
import { explainCheck, findCheck } from "../../src/contract/explain-check.js";

describe("the catalogue", () => {
  it("lists each check once", () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(catalogue.map((check) => [check.id, check] as const))(
    "%s says what it demands, why, how to fix it and on which page Feishu does",
    (_id, check) => {
      expect(check.id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
      expect(new URL(check.page).hostname).toBe("open.feishu.cn");
      for (const text of [check.clause, check.why, check.fix])
        expect(text).toMatch(/^[A-Z].{20,}\.$/s);
      // A claim about the receiver, without the full stop that reports put there.
      expect(check.title).toMatch(/^[A-Z].*[^.]$/);
    },
  );

  it("explains a check with everything it holds", () => {
    const check = findCheck("idempotency/duplicate", catalogue);
    const text = explainCheck(check);
    for (const part of [check.id, check.title, check.clause, check.why, check.fix, check.page]) {
      expect(text).toContain(part);
    }
  });

  it("suggests the check that was meant", () => {
    expect(() => findCheck("duplicate", catalogue)).toThrowError(
      expect.objectContaining({
        code: "USAGE",
        remedy: expect.stringContaining('Did you mean "idempotency/duplicate"?') as string,
      }),
    );
  });
});
