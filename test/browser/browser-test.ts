import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { inject, test as base } from "vitest";
import { startReceiver, type Receiver, type ReceiverOptions } from "./receiver.js";
import { serve, type Served } from "./serve.js";

export interface OpenOptions extends BrowserContextOptions {
  /** Console errors that belong to what is tried: a refused call, a server that is gone. */
  readonly expected?: RegExp;
}

/** What every browser test gets: the rest is put away behind it. */
export interface BrowserTools {
  readonly browser: Browser;
  /** `mocklark serve`, ended after the test. */
  readonly serve: (args?: readonly string[]) => Promise<Served>;
  readonly startReceiver: (options?: ReceiverOptions) => Promise<Receiver>;
  /** An empty folder, gone after the test. */
  readonly folder: string;
  /**
   * A page in a fresh context at this address. After the test it fails for every error of the page, every word
   * on the browser's console that is an error (a violation of the CSP is one), and every request elsewhere.
   */
  readonly open: (url: string, options?: OpenOptions) => Promise<Page>;
  /** Something to do after the test. */
  readonly after: (end: () => Promise<unknown>) => void;
}

let shared: Promise<Browser> | undefined;

const extended = base.extend<BrowserTools>({
  browser: async ({ task: _task }, use) => {
    const endpoint = inject("browserEndpoint");
    if (endpoint === undefined) throw new Error("There is no browser: the test had to be skipped.");
    shared ??= chromium.connect(endpoint);
    await use(await shared);
  },
  after: async ({ task: _task }, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use((end) => void ends.push(end));
    for (const end of ends.toReversed()) await end();
  },
  folder: async ({ task: _task }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "mocklark-browser-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // Last in, first out: the folder outlives the servers that write in it.
  serve: async ({ after, folder: _outlives }, use) => {
    await use(async (args) => {
      const served = await serve(args);
      after(() => served.process.stop());
      return served;
    });
  },
  startReceiver: async ({ after }, use) => {
    await use(async (options) => {
      const receiver = await startReceiver(options);
      after(() => receiver.process.stop());
      return receiver;
    });
  },
  open: async ({ browser }, use) => {
    const opened: { close: () => Promise<void>; problems: string[] }[] = [];
    await use(async (url, { expected, ...options } = {}) => {
      const context = await browser.newContext({ locale: "en-US", ...options });
      const problems: string[] = [];
      opened.push({ close: () => context.close(), problems });
      const page = await context.newPage();
      // Only what hangs is to run into it.
      page.setDefaultTimeout(45_000);
      watch(page, { origin: new URL(url).origin, expected, problems });
      await page.goto(url);
      return page;
    });
    for (const { close } of opened) await close();
    const problems = opened.flatMap((each) => each.problems);
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join("\n")}`);
  },
});

interface Watched {
  readonly origin: string;
  readonly expected: RegExp | undefined;
  readonly problems: string[];
}

function watch(page: Page, { origin, expected, problems }: Watched): void {
  page.on("pageerror", ({ message }) => problems.push(`error on the page: ${message}`));
  page.on("console", (message) => {
    const text = `${message.text()} (${message.location().url})`;
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (expected?.test(text) !== true) problems.push(`on the console: ${text}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (new URL(url).origin !== origin && !/^(?:data|blob):/.test(url)) {
      problems.push(`a request elsewhere: ${url}`);
    }
  });
}

/** A test in the real browser; skipped, and said so loudly, where there is none. */
export const test = extended.skipIf(inject("browserEndpoint") === undefined);
