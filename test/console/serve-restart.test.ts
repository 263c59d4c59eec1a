import { createServer, get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { DeliverySummary, LiveMessage } from "../../src/console/console-state.js";
import { bin, startProcess } from "../cli/start-process.js";

/** `mocklark serve` with a data folder, and its page's token. */
async function startServe(args: readonly string[]) {
  const serve = startProcess([bin, "serve", "--port", "0", "--json", "--seed", "5", ...args]);
  const printed = await serve.holds(/^\{"kind":"listening".*\n/m);
  const [line = ""] = /^\{"kind":"listening".*$/m.exec(printed) ?? [];
  const { url } = JSON.parse(line) as { readonly url: string };
  const page = await (await fetch(url)).text();
  const [, token = ""] = /content="([0-9a-f]{32,})"/.exec(page) ?? [];
  expect(token).not.toBe("");
  return { serve, url, token };
}

/** A page: the list as the live stream tells it. */
async function openPage(url: string) {
  const known = new Map<string, DeliverySummary>();
  const waiting = new Set<() => void>();
  const [response] = (await once(get(`${url}/console/live`), "response")) as [IncomingMessage];
  onTestFinished(() => void response.destroy());
  let rest = "";
  response.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) take(part);
    for (const look of waiting) look();
  });
  response.on("error", () => {});
  function take(part: string): void {
    if (!part.startsWith("data: ")) return;
    const message = JSON.parse(part.slice("data: ".length)) as LiveMessage;
    if (message.isWhole) known.clear();
    for (const summary of message.deliveries ?? []) known.set(summary.id, summary);
    for (const id of message.forgotten ?? []) known.delete(id);
  }
  const list = (): DeliverySummary[] =>
    [...known.values()].sort((one, other) => one.sequence - other.sequence);
  const shows = (done: (list: readonly DeliverySummary[]) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!done(list())) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const ended = new Promise<void>((resolve) => response.on("close", resolve));
  return { list, shows, ended };
}

async function listen(answer: () => number): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(answer()).end("{}"));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-console-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "data");
}

const send = async ({ url, token }: { readonly url: string; readonly token: string }) => {
  const headers = { "x-mocklark-token": token, "content-type": "application/json" };
  const answer = await fetch(`${url}/console/deliveries`, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(202);
};

const detail = async (url: string, id: string): Promise<unknown> =>
  (await fetch(`${url}/console/deliveries/${id}`)).json();

describe("a served console with --data", () => {
  it("shows the same list and details after kill -9, and goes on with what was owed", async () => {
    const data = dataFolder();
    let status = 200;
    const target = await listen(() => status);
    const args = ["--data", data, "--target", target, "--retries", "real"];
    const first = await startServe(args);
    const page = await openPage(first.url);
    for (let count = 1; count <= 3; count++) await send(first);
    await page.shows((list) => list.filter((each) => each.status === "succeeded").length === 3);
    status = 503;
    await send(first);
    await page.shows((list) => list[3]?.nextDueAtMs !== undefined);
    const before = page.list();
    const details = await Promise.all(before.map(({ id }) => detail(first.url, id)));
    first.serve.process.kill("SIGKILL");
    await page.ended;

    const second = await startServe(args);
    const again = await openPage(second.url);
    await again.shows((list) => list.length === 4);
    expect(again.list()).toEqual(before);
    expect(await Promise.all(before.map(({ id }) => detail(second.url, id)))).toEqual(details);
    second.serve.process.kill("SIGTERM");
    await Promise.all([again.ended, second.serve.ended]);

    const third = await startServe([...args.slice(0, -2), "--retries", "fast"]);
    status = 200;
    const last = await openPage(third.url);
    await last.shows((list) => list.filter((each) => each.status === "succeeded").length === 4);
    expect(last.list().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it("ends at once when it is told to, although pages are open", async () => {
    const { serve, url } = await startServe(["--data", dataFolder()]);
    const pages = await Promise.all([openPage(url), openPage(url)]);
    serve.process.kill("SIGINT");
    await serve.ended;
    await Promise.all(pages.map(({ ended }) => ended));
    expect(serve.output()).not.toMatch(/Error|warning/i);
  });
});
