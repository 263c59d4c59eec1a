import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { forgeryNames } from "../../src/wire/forgery.js";
import { test } from "./browser-test.js";
import { callConsole } from "./console-call.js";
import { readWhole } from "./console-state.js";
import { keyArgs } from "./receiver.js";
import { locales, wordsOf } from "./words-of.js";

/** The part of the page with the delivery that is chosen. */
const chosenIn = (page: Page, label: string): Locator => page.getByRole("region", { name: label });

/** What the chosen delivery says of itself beside its name. */
const badge = (chosen: Locator, text: string): Locator =>
  chosen.getByRole("heading", { level: 3 }).getByText(text, { exact: true });

/** What one effect looks like is learnt from a good event. */
async function showOneEffect(url: string): Promise<void> {
  await callConsole(url, "/deliveries");
  await expect
    .poll(async () => (await readWhole(url)).deliveries[0]?.effects)
    .toMatchObject({ kind: "counted", count: 1 });
}

test.for(locales)(
  "a receiver that is down gets its event with a later retry (%s)",
  async (locale, { folder, open, serve, startReceiver }) => {
    const w = wordsOf(locale).deliveries;
    const log = join(folder, "receiver.log");
    const first = await startReceiver({ log });
    const { url } = await serve(["--target", first.url, "--witness", `log:${log}`, ...keyArgs]);
    await showOneEffect(url);
    await first.process.stop("SIGKILL");
    const page = await open(`${url}/#/deliveries`, { locale });
    await page.getByRole("button", { name: w.actions.send, exact: true }).click();
    const chosen = chosenIn(page, w.view.label);
    await badge(chosen, w.status.pending).waitFor();
    await chosen.getByRole("img", { name: w.ladder.label(1, 4) }).waitFor();
    await chosen.getByRole("timer").waitFor();
    // A reload in the middle of it shows the same.
    await page.reload();
    await badge(chosen, w.status.pending).waitFor();
    await chosen.getByRole("button", { name: w.actions.skip }).click();
    await chosen.getByRole("img", { name: w.ladder.label(2, 3) }).waitFor();
    const second = await startReceiver({ log, port: first.port });
    await chosen.getByRole("button", { name: w.actions.skip }).click();
    await badge(chosen, w.status.succeeded).waitFor();
    await badge(chosen, w.effects.counted(1)).waitFor();
    expect(second.acted()).toHaveLength(1);
    expect(first.acted()).toHaveLength(1);
  },
);

test("the whole ladder by skips ends in giving up", async ({ open, serve, startReceiver }) => {
  const w = wordsOf("en-US").deliveries;
  const receiver = await startReceiver();
  const { url } = await serve(["--target", receiver.url, ...keyArgs]);
  await receiver.process.stop("SIGKILL");
  const page = await open(`${url}/#/deliveries`);
  await page.getByRole("button", { name: w.actions.send, exact: true }).click();
  const chosen = chosenIn(page, w.view.label);
  for (const made of [1, 2, 3, 4]) {
    await chosen.getByRole("img", { name: w.ladder.label(made, 5 - made) }).waitFor();
    await chosen.getByRole("button", { name: w.actions.skip }).click();
  }
  await badge(chosen, w.status["given-up"]).waitFor();
  await chosen.getByText(w.story.givenUp(5)).waitFor();
  const [delivery] = (await readWhole(url)).deliveries;
  expect(delivery).toMatchObject({ status: "given-up", attempts: 5 });
});

test("a network that is down lets nothing through until it is up again", async ({
  folder,
  open,
  serve,
  startReceiver,
}) => {
  const w = wordsOf("en-US").deliveries;
  const log = join(folder, "receiver.log");
  const receiver = await startReceiver({ log });
  const { url } = await serve(["--target", receiver.url, "--witness", `log:${log}`, ...keyArgs]);
  await showOneEffect(url);
  const page = await open(`${url}/#/deliveries`);
  await page.getByRole("button", { name: w.actions.networkDown }).click();
  await page.getByText(w.actions.networkIsDown).waitFor();
  await page.getByRole("button", { name: w.actions.send, exact: true }).click();
  const chosen = chosenIn(page, w.view.label);
  await badge(chosen, w.status.pending).waitFor();
  await chosen.getByRole("button", { name: w.actions.skip }).waitFor();
  expect(receiver.acted()).toHaveLength(1);
  await page.reload();
  await page.getByRole("button", { name: w.actions.networkUp }).click();
  await chosen.getByRole("button", { name: w.actions.skip }).click();
  await badge(chosen, w.status.succeeded).waitFor();
  await badge(chosen, w.effects.counted(1)).waitFor();
  expect(receiver.acted()).toHaveLength(2);
});

test("forged requests are refused and have no effect, copies are acted on once", async ({
  folder,
  open,
  serve,
  startReceiver,
}) => {
  const w = wordsOf("en-US").deliveries;
  const log = join(folder, "receiver.log");
  const receiver = await startReceiver({ log });
  const { url } = await serve(["--target", receiver.url, "--witness", `log:${log}`, ...keyArgs]);
  await showOneEffect(url);
  const page = await open(`${url}/#/deliveries`);
  const ways = page.getByRole("combobox", { name: w.actions.forgery }).first();
  await expect.poll(() => ways.locator("option").count()).toBe(forgeryNames.length);
  await ways.selectOption("wrong-signature");
  await page.getByRole("button", { name: w.actions.forge }).click();
  const chosen = chosenIn(page, w.view.label);
  await chosen.getByText(w.story.notFooled).waitFor();
  await chosen
    .getByText(/^401 in/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: w.actions.send, exact: true }).click();
  await badge(chosen, w.status.succeeded).waitFor();
  await chosen.getByRole("button", { name: w.actions.copies }).click();
  await expect.poll(async () => (await readWhole(url)).deliveries.length).toBe(4);
  await expect
    .poll(async () => (await readWhole(url)).deliveries.map(({ status }) => status))
    .not.toContain("pending");
  expect(receiver.acted()).toHaveLength(2);
  expect(new Set(receiver.acted()).size).toBe(2);
});

test("a filter stands in the address, and a reload keeps it", async ({
  open,
  serve,
  startReceiver,
}) => {
  const w = wordsOf("en-US").deliveries;
  const receiver = await startReceiver();
  const { url } = await serve(["--target", receiver.url, ...keyArgs]);
  const page = await open(`${url}/#/deliveries`);
  const send = page.getByRole("button", { name: w.actions.send, exact: true });
  await send.click();
  await expect
    .poll(async () => (await readWhole(url)).deliveries.map(({ status }) => status))
    .toEqual(["succeeded"]);
  await receiver.process.stop("SIGKILL");
  await send.click();
  await expect.poll(() => page.getByRole("option").count()).toBeGreaterThanOrEqual(1);
  await page.getByRole("combobox", { name: w.list.status }).selectOption("pending");
  const only = page.getByRole("listbox", { name: w.list.label }).getByRole("option");
  await page.getByText(w.list.count(1, 2)).waitFor();
  await page.reload();
  await page.getByText(w.list.count(1, 2)).waitFor();
  expect(await only.count()).toBe(1);
  expect(await page.getByRole("combobox", { name: w.list.status }).inputValue()).toBe("pending");
});

test("a server that was killed comes back with the same list, and the page by itself", async ({
  folder,
  open,
  serve,
  startReceiver,
}) => {
  const { deliveries: w, notConnected } = wordsOf("en-US");
  const receiver = await startReceiver();
  const args = ["--target", receiver.url, ...keyArgs, "--data", join(folder, "data")];
  const first = await serve(args);
  const expected = /net::ERR_|Failed to load resource/;
  const page = await open(`${first.url}/#/deliveries`, { expected });
  const send = page.getByRole("button", { name: w.actions.send, exact: true });
  const list = page.getByRole("listbox", { name: w.list.label }).getByRole("option");
  for (const count of [1, 2]) {
    await send.click();
    await expect
      .poll(async () =>
        (await readWhole(first.url)).deliveries.filter(({ status }) => status === "succeeded"),
      )
      .toHaveLength(count);
  }
  await receiver.process.stop("SIGKILL");
  await send.click();
  await page.getByRole("timer").waitFor();
  await page.goto(`${first.url}/#/deliveries`);
  await expect.poll(() => list.count()).toBe(3);
  const before = await list.allTextContents();
  await first.process.stop("SIGKILL");
  await page.getByText(notConnected).waitFor();
  const { port } = new URL(first.url);
  await serve([...args, "--port", port]);
  await page.getByText(notConnected).waitFor({ state: "hidden" });
  await expect.poll(() => list.allTextContents()).toEqual(before);
  // The page came with the other server's token.
  await send.click();
  await expect.poll(async () => (await readWhole(first.url)).deliveries.length).toBe(4);
});
