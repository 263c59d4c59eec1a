import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Comparison, Extent } from "./comparison.js";
import { megabytes, perSecond, type Row } from "./table.js";

/** The built command with the built page, not the copy these benchmarks are compiled with. */
const bin = fileURLToPath(new URL("../../../dist/cli/bin.js", import.meta.url));

/** The page in a real browser; without one there is nothing to measure. */
export const consolePage: Comparison = { name: "console", run: measure };

async function measure(extent: Extent): Promise<readonly Row[]> {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    return [{ what: "console: no Chromium on this machine", figure: "not measured" }];
  }
  const receiver = createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  const server = await serve(`http://127.0.0.1:${port}/`);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await measureIn(browser, server, extent);
  } finally {
    await browser.close();
    server.process.kill();
    receiver.close();
  }
}

interface Served {
  readonly url: string;
  readonly token: string;
  readonly process: ChildProcess;
}

async function serve(target: string): Promise<Served> {
  const args = [bin, "serve", "--port", "0", "--json", "--target", target];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const [, found] = /"kind":"listening","url":"([^"]+)"/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", () => reject(new Error("serve ended")));
  });
  const html = await (await fetch(url)).text();
  const token = /name="mocklark-token" content="([^"]*)"/.exec(html)?.[1] ?? "";
  return { url, token, process: child };
}

async function measureIn(
  browser: Browser,
  server: Served,
  { quick }: Extent,
): Promise<readonly Row[]> {
  const paints: number[] = [];
  for (let round = 0; round < (quick ? 3 : 11); round++)
    paints.push(await firstPaint(browser, server));
  const page = await browser.newPage(lenient);
  await page.addInitScript(watchTasks);
  await page.goto(`${server.url}/#/deliveries`);
  const rows: number[] = [];
  for (let round = 0; round < (quick ? 5 : 25); round++) rows.push(await timeToRow(page, server));
  const many = quick ? 2_000 : 10_000;
  await sendMany(server, many);
  await page.reload();
  await page.locator('[role="option"]').first().waitFor();
  await page.waitForFunction(`${listed} >= ${many}`);
  await page.evaluate("globalThis.longestTask = 0");
  const rate = await sendSteadily(server, quick ? 2 : 8);
  const longest = await page.evaluate<number>("globalThis.longestTask");
  await seesLongTasks(page);
  const rss = residentBytes(server.process.pid ?? 0);
  return [
    goalRow("console: first paint", median(paints), 300),
    goalRow("console: from sending to its row", median(rows), 100),
    // The browser tells of tasks from 50 ms on.
    goalRow(
      `console: longest task, ${many} in the list, ${perSecond(rate)} arriving`,
      longest,
      200,
    ),
    { what: `console: server's memory, ${many} in the list`, figure: megabytes(rss) },
  ];
}

/** Nought must mean that there was none, not that nobody looked. @throws when a long task goes unseen */
async function seesLongTasks(page: Page): Promise<void> {
  await page.evaluate(
    "setTimeout(() => { const end = performance.now() + 400; while (performance.now() < end); })",
  );
  await page.waitForFunction("globalThis.longestTask >= 400");
}

const goalRow = (what: string, ms: number, most: number): Row => ({
  what,
  figure: `${ms.toFixed(0)} ms`,
  goal: { text: `<= ${most} ms`, met: ms <= most },
});

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

async function firstPaint(browser: Browser, { url }: Served): Promise<number> {
  const context = await browser.newContext(lenient);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("nav a").first().waitFor();
  const paint = `performance.getEntriesByName("first-contentful-paint")[0]?.startTime`;
  await page.waitForFunction(`${paint} !== undefined`);
  const ms = await page.evaluate<number>(paint);
  await context.close();
  return ms;
}

/** What is measured is written as text, which the page's own policy would not run. */
const lenient = { bypassCSP: true };

/** Runs in the page: how long it was busy at most, in one piece, milliseconds. */
const watchTasks = `
  globalThis.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      globalThis.longestTask = Math.max(globalThis.longestTask, duration);
    }
  }).observe({ type: "longtask", buffered: true });
`;

/** How long the list is; only the rows in sight are in the document. */
const listed = `Number(document.querySelector('[role="option"]')?.getAttribute("aria-setsize") ?? 0)`;

async function timeToRow(page: Page, server: Served): Promise<number> {
  const before = await page.evaluate<number>(listed);
  const shown = page.waitForFunction(`${listed} > ${before} && Date.now()`);
  const sentAt = Date.now();
  await send(server);
  return Number(await (await shown).jsonValue()) - sentAt;
}

async function send({ url, token }: Served): Promise<void> {
  const headers = { "content-type": "application/json", "x-mocklark-token": token };
  const answer = await fetch(`${url}/console/deliveries`, { method: "POST", headers, body: "{}" });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`sending was answered with ${answer.status}`);
}

async function sendMany(server: Served, count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await send(server);
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

/** Aims at 200 a second, in portions of ten; answers what came of it. */
async function sendSteadily(server: Served, seconds: number): Promise<number> {
  const portions = seconds * 20;
  const startedAt = performance.now();
  for (let portion = 0; portion < portions; portion++) {
    await Promise.all([...Array.from({ length: 10 }, () => send(server)), sleep(50)]);
  }
  return (portions * 10_000) / (performance.now() - startedAt);
}

function residentBytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? Number.NaN) * 1024;
}
