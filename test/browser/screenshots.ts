import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { callConsole } from "./console-call.js";
import { readWhole } from "./console-state.js";
import { keyArgs } from "./receiver.js";
import type { Served } from "./serve.js";
import { type Locale, locales, wordsOf } from "./words-of.js";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const viewport = { width: 1280, height: 800 };

const languageOf = (locale: Locale): "zh" | "en" => (locale === "zh-CN" ? "zh" : "en");

async function shoot(page: Page, name: string, locale: Locale): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(folder, `console-${name}.${languageOf(locale)}.png`),
    animations: "disabled",
    caret: "hide",
  });
}

/** The same company every time. */
const tenantArgs = (locale: Locale): readonly string[] => [
  "--seed",
  "11",
  "--locale",
  languageOf(locale),
  ...keyArgs,
];

async function effectsKnown({ url }: Served): Promise<void> {
  await expect
    .poll(async () => (await readWhole(url)).deliveries.map(({ effects }) => effects.kind), {
      timeout: 30_000,
    })
    .not.toContain("unknown");
}

/** Sends an event of one room, and waits until it is known what the receiver did. */
async function sendOf(served: Served, room: number): Promise<void> {
  await callConsole(served.url, "/deliveries", { scopeId: served.rooms[room]?.room_id });
  await effectsKnown(served);
}

test.for(locales)("the page of rooms (%s)", async (locale, { open, serve }) => {
  const w = wordsOf(locale).rooms;
  const { url, rooms } = await serve([...tenantArgs(locale)]);
  const page = await open(`${url}/#/rooms/${rooms[1]?.room_id ?? ""}`, { locale, viewport });
  const form = page.getByRole("form", { name: w.change });
  await form.getByRole("switch", { name: w.timeSwitch }).check();
  await form.getByRole("textbox", { name: w.startTime }).fill("09:00");
  await form.getByRole("textbox", { name: w.endTime }).fill("18:30");
  await page
    .getByText(/"end_time": "66600"/)
    .first()
    .waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await shoot(page, "rooms", locale);
});

test.for(locales)(
  "the page of deliveries (%s)",
  async (locale, { folder: data, open, serve, startReceiver }) => {
    const w = wordsOf(locale).deliveries;
    const log = join(data, "receiver.log");
    const receiver = await startReceiver({ log });
    const served = await serve([
      "--target",
      receiver.url,
      "--witness",
      `log:${log}`,
      ...tenantArgs(locale),
    ]);
    for (const room of [0, 1, 2, 3]) await sendOf(served, room);
    await callConsole(served.url, "/forge", { forgery: "wrong-signature" });
    await effectsKnown(served);
    await receiver.process.stop("SIGKILL");
    const page = await open(`${served.url}/#/deliveries`, { locale, viewport });
    const { id } = await callConsole<{ id: string }>(served.url, "/deliveries", {
      scopeId: served.rooms[4]?.room_id,
    });
    await page.goto(`${served.url}/#/deliveries/${id}`);
    const skip = page.getByRole("button", { name: w.actions.skip });
    await skip.click();
    await page.getByRole("img", { name: w.ladder.label(2, 3) }).waitFor();
    await skip.click();
    await page.getByRole("img", { name: w.ladder.label(3, 2) }).waitFor();
    await startReceiver({ log, port: receiver.port });
    await skip.click();
    await page.getByText(w.story.once).waitFor();
    await shoot(page, "deliveries", locale);
  },
);

test.for(locales)("the page of the app (%s)", async (locale, { open, serve }) => {
  const express = "node test/receivers/express.mjs";
  const { url } = await serve(["--exec", express, ...tenantArgs(locale)]);
  const page = await open(`${url}/#/app`, { locale, viewport });
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await shoot(page, "app", locale);
});

test.for(locales)("the page of the contract (%s)", async (locale, { open, serve }) => {
  const w = wordsOf(locale).contract;
  const mutant = "node test/receivers/mutants/run.mjs signature-not-compared";
  const { url } = await serve(["--exec", mutant, ...tenantArgs(locale)]);
  const page = await open(`${url}/#/contract`, { locale, viewport });
  await page.getByRole("button", { name: w.runAll }).click();
  await page.getByRole("heading", { name: w.report.startWith }).waitFor({ timeout: 150_000 });
  await shoot(page, "contract", locale);
});
