import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { readWhole } from "./console-state.js";
import { keyArgs } from "./receiver.js";
import { wordsOf } from "./words-of.js";

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("It is not reached by the keyboard.");
}

test("an event is sent, chosen and skipped to its retry with the keyboard alone", async ({
  open,
  serve,
  startReceiver,
}) => {
  const { deliveries: w, page: names, skipToContent } = wordsOf("en-US");
  const receiver = await startReceiver();
  const { url } = await serve(["--target", receiver.url, ...keyArgs]);
  await receiver.process.stop("SIGKILL");
  const page = await open(url);
  await tabTo(page, page.getByRole("link", { name: skipToContent }));
  await tabTo(page, page.getByRole("link", { name: names.deliveries, exact: true }));
  await page.keyboard.press("Enter");
  const send = page.getByRole("button", { name: w.actions.send, exact: true });
  await tabTo(page, send);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: w.view.label }).getByRole("timer").waitFor();
  // What came live has not taken the focus away.
  expect(await send.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  const list = page.getByRole("listbox", { name: w.list.label });
  await expect.poll(async () => (await readWhole(url)).deliveries.length).toBe(2);
  await tabTo(page, list);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const oldest = (await readWhole(url)).deliveries.toSorted((a, b) => a.sequence - b.sequence)[0];
  await expect.poll(() => new URL(page.url()).hash).toBe(`#/deliveries/${oldest?.id ?? ""}`);
  await tabTo(page, page.getByRole("button", { name: w.actions.skip }));
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: w.ladder.label(2, 3) }).waitFor();
});
