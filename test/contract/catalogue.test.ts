import { describe, expect, it } from "vitest";
import { languages } from "../../src/base/text.js";
import { catalogue } from "../../src/contract/catalogue.js";
import { checkInWords } from "../../src/contract/check-in-words.js";
import { explainCheck, findCheck } from "../../src/contract/explain-check.js";

const eachCheck = catalogue.map((check) => [check.id, check] as const);

describe("the catalogue", () => {
  it("lists each check once", () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(eachCheck)(
    "%s says what it demands, why, how to fix it and on which page Lark does",
    (id, check) => {
      expect(id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
      const { title, clause, why, fix, page } = checkInWords(check, "en");
      expect(new URL(page).hostname).toBe("open.larksuite.com");
      for (const text of [clause, why, fix]) expect(text).toMatch(/^[A-Z].{20,}\.$/s);
      // A claim about the receiver, without the full stop that reports put there.
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    },
  );

  it.each(eachCheck)("%s says the same in Chinese, in short", (_id, check) => {
    const { title, clause, why, fix, page } = checkInWords(check, "zh");
    expect(new URL(page).hostname).toBe("open.feishu.cn");
    for (const text of [clause, why, fix]) expect(text).toMatch(/^[^。]*\p{Script=Han}.*。$/su);
    expect(title).toMatch(/\p{Script=Han}.*[^。]$/u);
    expect([...title.matchAll(/\p{Script=Han}/gu)].length).toBeLessThanOrEqual(30);
    expect([...fix.matchAll(/。/g)].length).toBeLessThanOrEqual(2);
  });

  it.each(languages)("explains a check with everything it holds, in %s", (language) => {
    const check = findCheck("idempotency/duplicate", catalogue);
    const text = explainCheck(check, language);
    const { id, title, clause, why, fix, page } = checkInWords(check, language);
    for (const part of [id, title, clause, why, fix, page]) expect(text).toContain(part);
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
