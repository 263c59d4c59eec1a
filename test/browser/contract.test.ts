import { expect } from "vitest";
import { test } from "./browser-test.js";
import { receiverPath } from "./receiver.js";
import { locales, wordsOf } from "./words-of.js";

const group = "security";

/** A text with whatever number. */
const anyCount = (text: string): RegExp => new RegExp(text.replace("12", String.raw`\d+`));

test.for(locales)(
  "the contract finds a signature that is not compared, and says to begin with it (%s)",
  async (locale, { open, serve }) => {
    const w = wordsOf(locale).contract;
    const mutant = `node ${receiverPath("mutants/run.mjs")} signature-not-compared`;
    const { url } = await serve([
      "--exec",
      mutant,
      "--encrypt-key",
      "k",
      "--verification-token",
      "t",
    ]);
    const page = await open(`${url}/#/contract`, { locale });
    // A whole group is chosen by its own box.
    const box = page.getByRole("checkbox", { name: w.report.groups[group] ?? group, exact: true });
    await box.check();
    await page.getByRole("button", { name: anyCount(w.runChosen(12)) }).click();
    const start = page.getByRole("heading", { name: w.report.startWith });
    // Nearly always in the middle of the run, where another look shows the same; a busy browser may come after it.
    await page.getByRole("progressbar", { name: w.progress }).or(start).waitFor();
    await page.reload();
    await start.waitFor({ timeout: 150_000 });
    await page
      .getByRole("link", { name: "security/forged-signature", exact: true })
      .first()
      .click();
    await expect.poll(() => new URL(page.url()).hash).toContain("security%2Fforged-signature");
    const row = page.locator("details[open]").filter({ hasText: "security/forged-signature" });
    await row
      .getByText(w.report.tallies["fail"] ?? "fail", { exact: true })
      .first()
      .waitFor();
    await page.reload();
    await row.getByText(w.report.details.fix).first().waitFor();
    await start.waitFor();
  },
);
