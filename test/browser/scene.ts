import type { Page } from "playwright-core";
import { expect } from "vitest";
import { callConsole } from "./console-call.js";
import { readWhole } from "./console-state.js";
import type { Receiver } from "./receiver.js";

/** A place of the console, with something to see. */
export interface Place {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
}

/** Sends one event that is handled and one that waits for its retry, and tells where everything is then. */
export async function startScene(url: string, receiver: Receiver): Promise<readonly Place[]> {
  await callConsole(url, "/deliveries");
  await receiver.process.line((line) => line.startsWith("{"));
  await receiver.process.stop("SIGKILL");
  await callConsole(url, "/deliveries");
  const pending = await expect
    .poll(async () => {
      const { deliveries } = await readWhole(url);
      return deliveries.find(({ nextDueAtMs }) => nextDueAtMs !== undefined);
    })
    .toBeDefined()
    .then(async () => (await readWhole(url)).deliveries[0]);
  const hashes = ["rooms", "deliveries", `deliveries/${pending?.id ?? ""}`, "app", "contract"];
  return hashes.map((hash) => ({ name: hash, show: (page) => show(page, hash) }));
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/${hash}`);
  const [name = ""] = hash.split("/");
  await page.locator(`nav a[aria-current="page"][href="#/${name}"]`).waitFor();
  await page.locator("main h2").first().waitFor({ state: "attached" });
}
