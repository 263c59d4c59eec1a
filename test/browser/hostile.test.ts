import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { startNode } from "./child-process.js";
import { callConsole } from "./console-call.js";
import { readWhole } from "./console-state.js";
import { wordsOf } from "./words-of.js";

const receiver = fileURLToPath(new URL("hostile-receiver.mjs", import.meta.url));

const name = `<img src=x onerror="globalThis.ran='name'"><b>bold</b>\u202Egnp.exe`;

const tenant = JSON.stringify({
  name,
  apps: [{ name }],
  departments: [{ name }],
  people: [{ name, department: name }],
  levels: [{ name, rooms: [{ name }] }],
});

/** What ran, if any of it did; markup that became elements. */
const harm = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    ran: (globalThis as { ran?: unknown }).ran,
    made: document.querySelectorAll("main img, main script, main iframe, main b, nav b").length,
    foreignLinks: [...document.querySelectorAll("a")].filter((link) => link.protocol !== "http:")
      .length,
    title: document.title,
  }));

test("text from outside is shown as text, wherever it comes from", async ({
  after,
  folder,
  open,
  serve,
}) => {
  const w = wordsOf("en-US");
  const file = join(folder, "tenant.json");
  writeFileSync(file, tenant);
  const started = startNode([receiver]);
  after(() => started.stop());
  const line = await started.line((text) => text.startsWith("listening on "));
  const target = line.slice("listening on ".length);
  const served = await serve(["--target", target, "--tenant", file]);
  const { url, rooms } = served;
  expect(rooms[0]?.name).toBe(name);
  const { id } = await callConsole<{ id: string }>(url, "/deliveries");
  await expect.poll(async () => (await readWhole(url)).deliveries[0]?.last).toBeDefined();
  const page = await open(`${url}/#/deliveries/${id}`);
  const clean = { ran: undefined, made: 0, foreignLinks: 0, title: await page.title() };
  await page.getByText(w.deliveries.attempt.response, { exact: true }).first().click();
  await page.getByText(`<img src=x onerror="globalThis.ran='img'">`).first().waitFor();
  await page
    .getByText("x-markup: <img src=x", { exact: false })
    .or(page.getByText("X-Markup: <img src=x"))
    .first()
    .waitFor();
  expect(await harm(page)).toEqual(clean);
  for (const place of [`rooms/${rooms[0]?.room_id ?? ""}`, "app", "contract", "deliveries"]) {
    await page.goto(`${url}/#/${place}`);
    await page.reload();
    await page.locator(`nav a[aria-current="page"]`).waitFor();
    if (place !== "contract")
      await page.getByText("<b>bold</b>", { exact: false }).first().waitFor();
    expect(await harm(page), place).toEqual(clean);
  }
});
