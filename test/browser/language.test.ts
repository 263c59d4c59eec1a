import type { Page } from "playwright-core";
import { expect } from "vitest";
import { leftoversIn, toldOf } from "../language-leftovers.js";
import { test } from "./browser-test.js";
import { type Locale, locales, wordsOf } from "./words-of.js";

/** A receiver with one fault, which is why the report has something to mend. */
const faulty = "node test/receivers/mutants/run.mjs signature-not-compared";
const keys = ["--encrypt-key", "k", "--verification-token", "t"];

/** What a reader sees of the page, without code and what is quoted in full. */
function visible(): string {
  const copy = document.querySelector("main")?.cloneNode(true) as HTMLElement;
  document.body.append(copy);
  for (const quoted of copy.querySelectorAll("code, pre, .contract-receiver")) quoted.remove();
  const text = copy.innerText;
  copy.remove();
  return text;
}

const visibleText = (page: Page): Promise<string> => page.evaluate(visible);

/** Every different line that a reader sees from now on, however short a time it stands there. */
async function collectLines(page: Page): Promise<() => Promise<string>> {
  // What is looked at is a copy beside <main>, which this does not watch.
  const lines = await page.evaluateHandle(`(() => {
    const seen = new Set();
    new MutationObserver(() => (${String(visible)})().split("\\n").forEach((line) => seen.add(line)))
      .observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
    return seen;
  })()`);
  return () => lines.evaluate((seen) => [...(seen as Set<string>)].join("\n"));
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll("main details")) fold.setAttribute("open", "");
  });

const strayIn = (locale: Locale, text: string): string[] =>
  toldOf(leftoversIn(locale, text, locale === "zh-CN" ? "zh" : "en"));

/** The details of one check, as a reader opens them. */
async function openCheck(page: Page, id: string, locale: Locale): Promise<void> {
  await page.getByRole("link", { name: id, exact: true }).first().click();
  const fix = wordsOf(locale).contract.report.details.fix;
  await page.locator("details[open]").getByText(fix, { exact: true }).first().waitFor();
}

test.for(locales)(
  "the page of the contract is in one language before, while and after it runs (%s)",
  { timeout: 240_000 },
  async (locale, { open, serve }) => {
    const { url } = await serve(["--exec", faulty, ...keys]);
    const page = await open(`${url}/#/contract`, { locale });
    await page.getByRole("checkbox").first().waitFor();
    expect(strayIn(locale, await visibleText(page))).toEqual([]);
    const w = wordsOf(locale).contract;
    const linesSeen = await collectLines(page);
    await page.getByRole("button", { name: w.runAll }).click();
    await page.getByRole("heading", { name: w.report.startWith }).waitFor({ timeout: 150_000 });
    const progress = await linesSeen();
    expect(progress).toContain(w.mayChange);
    expect(strayIn(locale, progress)).toEqual([]);
    await openCheck(page, "security/forged-signature", locale);
    await openAll(page);
    expect(strayIn(locale, await visibleText(page))).toEqual([]);
  },
);

test(
  "a switch of the language changes the report that is shown, and what is saved of it",
  { timeout: 240_000 },
  async ({ open, serve }) => {
    const { url } = await serve(["--exec", faulty, ...keys]);
    const page = await open(`${url}/#/contract?only=security`, { locale: "en-US" });
    const english = wordsOf("en-US").contract;
    await page.getByRole("button", { name: /^Run the .*chosen check/ }).click();
    await page
      .getByRole("heading", { name: english.report.startWith })
      .waitFor({ timeout: 150_000 });
    await openCheck(page, "security/forged-signature", "en-US");
    await page.getByRole("button", { name: "中文" }).click();
    const chinese = wordsOf("zh-CN").contract;
    await page.getByRole("heading", { name: chinese.report.startWith }).waitFor();
    await expect.poll(async () => strayIn("zh-CN", await visibleText(page))).toEqual([]);
    const html = await page.getByRole("link", { name: "HTML" }).getAttribute("href");
    const saved = await (await fetch(new URL(html ?? "", url))).text();
    expect(saved).toContain('<html lang="zh-CN">');
    expect(saved).toContain(chinese.report.startWith);
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(async () => strayIn("en-US", await visibleText(page))).toEqual([]);
  },
);
