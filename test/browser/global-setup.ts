import { chromium, type BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { setup as build } from "../build-once.js";
import { findChromium, launchArgs } from "./chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of all files is reached; absent where this machine has none. */
    browserEndpoint: string | undefined;
  }
}

/** Builds once, and starts the browser that all files share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    tellMissing();
    project.provide("browserEndpoint", undefined);
    return () => Promise.resolve(tellMissing());
  }
  build();
  const browser: BrowserServer = await chromium.launchServer({
    executablePath,
    args: launchArgs,
    host: "127.0.0.1",
  });
  project.provide("browserEndpoint", browser.wsEndpoint());
  return () => browser.close();
}

/** @throws where the browser is expected, so that nobody takes skipped tests for passed ones */
function tellMissing(): void {
  const { CI, MOCKLARK_BROWSER, CHROMIUM } = process.env;
  const where = CHROMIUM === undefined || CHROMIUM === "" ? "" : ` at CHROMIUM=${CHROMIUM}`;
  const missing = `There is no Chromium${where}: install the package "chromium", or set CHROMIUM to one.`;
  if (CI === "true" || MOCKLARK_BROWSER === "required") throw new Error(missing);
  process.stderr.write(`\n!! SKIPPING ALL BROWSER TESTS. ${missing}\n\n`);
}
