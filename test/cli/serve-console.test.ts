import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ConsoleState, LiveMessage } from "../../src/console/console-state.js";
import { emptyFolder, runCli } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

interface Beginning {
  readonly url: string;
  readonly app_id: string;
  readonly app_secret: string;
}

/** `mocklark serve --json`, and what its first line says. */
async function startServe(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const serve = startProcess([bin, "serve", "--port", "0", "--json", ...args], env);
  const printed = await serve.holds(/^\{"kind":"listening".*\n/m);
  const [line = ""] = /^\{"kind":"listening".*$/m.exec(printed) ?? [];
  return { serve, beginning: JSON.parse(line) as Beginning };
}

/** The stream of the page, which stays open, its first message, and each that comes later. */
async function openPage({ url }: Beginning) {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const answer = await fetch(`${url}/console/live`, { signal: leaving.signal });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  async function next(): Promise<LiveMessage> {
    while (!text.includes("\n\n")) {
      const { value } = await reader.read();
      text += Buffer.from(value ?? []).toString();
    }
    const end = text.indexOf("\n\n");
    const message = JSON.parse(text.slice("data: ".length, end)) as LiveMessage;
    text = text.slice(end + 2);
    return message;
  }
  return { state: (await next()).state as ConsoleState, next };
}

/** As the page does, with its token. */
async function post({ url }: Beginning, path: string, body: unknown): Promise<unknown> {
  const [, token = ""] =
    /name="mocklark-token" content="(\w+)"/.exec(await (await fetch(url)).text()) ?? [];
  const headers = { "Content-Type": "application/json", "X-Mocklark-Token": token };
  const answer = await fetch(`${url}/console${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return answer.json();
}

const skip = (url: string, body: unknown) =>
  fetch(`${url}/control/clock/skip`, { method: "POST", body: JSON.stringify(body) });

const receiver = (name: string): string =>
  fileURLToPath(new URL(`../receivers/${name}.mjs`, import.meta.url));

describe("mocklark serve with its page", () => {
  it("works with nothing configured: limits change, and a stand-in takes the events", async () => {
    const { serve, beginning } = await startServe(["--change-every", "100ms"]);
    await serve.holds(/"kind":"answered","status":200(?:.*\n)*.*"kind":"answered","status":200/);
    expect(serve.output()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ shows it all in the browser\.$/m);
    const page = await fetch(beginning.url);
    expect(await page.text()).toContain('<div id="page">');
    const { state } = await openPage(beginning);
    const standInUrl = `${beginning.url}/stand-in/webhook/event`;
    expect(state.receiver).toEqual({
      kind: "stand-in",
      name: standInUrl,
      standInUrl,
      hasWitness: true,
      behaviour: "good",
    });
    expect(state.canSkip).toBe(true);
  });

  it("ends at once on Ctrl-C although a page is open", async () => {
    const { serve, beginning } = await startServe([]);
    await openPage(beginning);
    serve.process.kill("SIGINT");
    expect(await serve.ended).toBe(130);
  });

  it("steps aside for a client of the long connection", async () => {
    const { serve, beginning } = await startServe(["--quick", "--change-every", "200ms"]);
    const before = await openPage(beginning);
    expect(before.state.receiver.kind).toBe("stand-in");
    startProcess([receiver("long-connection-sample")], {
      MOCKLARK_DOMAIN: beginning.url,
      MOCKLARK_APP_ID: beginning.app_id,
      MOCKLARK_APP_SECRET: beginning.app_secret,
    });
    await serve.holds("A client has connected: events go to it now");
    await serve.holds('"kind":"acknowledged","code":200');
    const { state } = await openPage(beginning);
    expect(state.receiver).toMatchObject({ kind: "long-connection", name: beginning.app_id });
    expect(state.apps[0]).not.toHaveProperty("requestUrl");
  });

  it("waits as Feishu does until somebody skips, and says what cannot be skipped", async () => {
    const args = ["--target", "http://127.0.0.1:9/hook", "--change-every", "100ms"];
    const { serve, beginning } = await startServe(args);
    await serve.holds('"waitMs":15000');
    expect(serve.output()).not.toContain('"attempt":2');
    expect((await skip(beginning.url, { to: "next-retry" })).status).toBe(200);
    await serve.holds('"attempt":2');
    const answer = await skip(beginning.url, { ms: 400_000 });
    expect(await answer.json()).toEqual({ skippedMs: 400_000 });
    await serve.holds('"attempt":3');
    const page = await openPage(beginning);
    const { nowMs: before } = page.state;
    await skip(beginning.url, { ms: 400_000 });
    let nowMs: number | undefined;
    while (nowMs === undefined) nowMs = (await page.next()).state?.nowMs;
    expect(nowMs - before).toBeGreaterThanOrEqual(400_000);
    for (const body of [{ ms: -1 }, { ms: "1" }, { to: "end" }, []]) {
      const refused = await skip(beginning.url, body);
      expect([body, refused.status]).toEqual([body, 400]);
      expect(await refused.json()).toMatchObject({
        error: { remedy: expect.any(String) as string },
      });
    }
  });

  it("has nothing to skip where waits are skipped anyway, and skips for this machine only", async () => {
    const { beginning } = await startServe(["--retries", "fast"]);
    expect(await (await skip(beginning.url, { ms: 1 })).json()).toMatchObject({
      error: { message: "Failed to skip: the waits are skipped anyway." },
    });
    const { state } = await openPage(beginning);
    expect(state.canSkip).toBe(false);
    const { port } = new URL(beginning.url);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const path = "/control/clock/skip";
      request({ port, path, method: "POST", headers: { Host: "feishu.test" } }, (response) => {
        resolve(response.resume().statusCode);
      }).end("{}");
    });
    expect(status).toBe(403);
  });

  it("starts the receiver of --exec again with the keys it has by then, and goes on serving", async () => {
    const exec = `${process.execPath} ${receiver("express")}`;
    const { serve, beginning } = await startServe(["--exec", exec, "--change-every", "200ms"]);
    await serve.holds('"kind":"answered","status":200');
    const key = { which: "encryptKey", value: "another-key" };
    await post(beginning, `/apps/${beginning.app_id}/key`, key);
    await serve.holds('"kind":"answered","status":400');
    expect(await post(beginning, "/receiver/restart", {})).toEqual({});
    await serve.holds(/"status":400(?:.*\n)+.*"status":200/);
    const { state } = await openPage(beginning);
    expect(state.receiver).toEqual({ kind: "command", name: exec, hasWitness: true });
    serve.process.kill("SIGINT");
    expect(await serve.ended).toBe(130);
  });

  it("opens the page in the browser", async () => {
    const folder = emptyFolder();
    const browser = join(folder, "browser");
    writeFileSync(browser, `#!/bin/sh\necho "$1" > "${folder}/opened"\necho opened >&2\n`);
    chmodSync(browser, 0o755);
    const { serve, beginning } = await startServe(["--open", "--change-every", "100ms"], {
      BROWSER: browser,
    });
    await serve.holds(/"kind":"answered"/);
    await expect
      .poll(() => readFileSync(join(folder, "opened"), "utf8"))
      .toBe(`${beginning.url}/\n`);
  });

  it("serves all the same where there is no browser", async () => {
    const { serve, beginning } = await startServe(["--open"], { BROWSER: "no-such-browser" });
    await serve.holds(`go to ${beginning.url}/`);
    expect((await fetch(beginning.url)).status).toBe(200);
  });

  it("lets nobody stand in with a certificate, and says so", async () => {
    const folder = emptyFolder();
    await runCli(["certs", "--out", folder]);
    const tls = [`--cert=${folder}/cert.pem`, `--key=${folder}/key.pem`];
    const { serve, beginning } = await startServe(tls);
    expect(beginning.url).toMatch(/^https:/);
    await serve.holds("With --cert no receiver stands in");
    expect(serve.output()).not.toContain("stand-in/webhook");
  });

  it("goes on with what it owes the stand-in at the same port, and names that port at another", async () => {
    const folder = emptyFolder();
    const data = join(folder, "data");
    const first = await startServe(["--data", data, "--change-every", "100ms"]);
    await post(first.beginning, "/stand-in", { behaviour: "silent" });
    await first.serve.holds('"kind":"timed-out"');
    first.serve.process.kill("SIGTERM");
    expect(await first.serve.ended).toBe(143);
    expect(first.serve.output()).toMatch(/events? stays? owed/);
    const { port } = new URL(first.beginning.url);

    const elsewhere = await startServe(["--data", data]);
    await elsewhere.serve.holds(`which is not there now: it is with --port ${port}`);
    elsewhere.serve.process.kill("SIGTERM");
    await elsewhere.serve.ended;

    const again = await startServe(["--data", data, "--port", port, "--speed", "1000x"]);
    await again.serve.holds(/of (\d+) resumed deliveries \1 delivered/);
    expect(again.serve.output()).not.toContain("which is not there now");
  });

  it("keeps what it owes a client until a client is there, and lets the stand-in have the rest", async () => {
    const data = join(emptyFolder(), "data");
    const connect = ({ url, app_id, app_secret }: Beginning) =>
      startProcess([receiver("long-connection-sample")], {
        MOCKLARK_DOMAIN: url,
        MOCKLARK_APP_ID: app_id,
        MOCKLARK_APP_SECRET: app_secret,
      });
    const args = ["--data", data, "--quick", "--change-every", "200ms"];
    const first = await startServe(args);
    const client = connect(first.beginning);
    await first.serve.holds('"kind":"acknowledged"');
    client.process.kill("SIGKILL");
    await first.serve.holds('"kind":"offline"');
    first.serve.process.kill("SIGTERM");
    expect(await first.serve.ended).toBe(143);

    const second = await startServe([...args, "--speed", "1000x"]);
    await second.serve.holds("what is owed to a client of the long connection waits");
    await second.serve.holds('"channel":"webhook"');
    connect(second.beginning);
    await second.serve.holds(/of (\d+) resumed deliveries \1 delivered/);
  });

  it.each([
    [["--change-every", "5ms"], "that is too often"],
    [["--change-every", "often"], '"often"'],
    [["--witness", "file:x"], 'Failed to read the witness "file:x"'],
  ])("ends with what is wrong: %j", async (args, message) => {
    const result = await runCli(["serve", "--port", "0", ...args]);
    expect(result.stderr).toContain(message);
    expect(result.code).toBe(2);
  });
});
