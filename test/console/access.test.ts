import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { bin, startProcess } from "../cli/start-process.js";

async function startServe(args: readonly string[] = []): Promise<URL> {
  const serve = startProcess([bin, "serve", "--port", "0", "--json", ...args]);
  const printed = await serve.holds(/^\{"kind":"listening".*\n/m);
  const [line = ""] = /^\{"kind":"listening".*$/m.exec(printed) ?? [];
  return new URL((JSON.parse(line) as { url: string }).url);
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Raw, since no client lets one name another Host. Hangs up when the head is there, if there is no end. */
async function ask(
  url: URL,
  path: string,
  { method = "GET", headers = {}, body }: Asked = {},
): Promise<{ readonly response: IncomingMessage; readonly status: number; readonly body: string }> {
  const sent = request(new URL(path, url), { method, headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const isStream = response.headers["content-type"]?.startsWith("text/event-stream") === true;
  const read = isStream ? "" : await text(response);
  if (isStream) sent.destroy();
  return { response, status: response.statusCode ?? 0, body: read };
}

async function pageToken(url: URL): Promise<string> {
  const { body } = await ask(url, "/");
  return /<meta name="mocklark-token" content="([^"]*)"/.exec(body)?.[1] ?? "";
}

const json = { "content-type": "application/json" };

describe("the console", () => {
  it("is read on this machine, by whichever of its names", async () => {
    const url = await startServe();
    for (const host of [url.host, `localhost:${url.port}`, `[::1]:${url.port}`, "127.0.0.2"]) {
      expect((await ask(url, "/", { headers: { host } })).status, host).toBe(200);
      expect((await ask(url, "/console/live", { headers: { host } })).status, host).toBe(200);
    }
  });

  it.each([
    "evil.test",
    "localhost.evil.test",
    "127.0.0.1.evil.test",
    "0x7f000001.evil",
    "10.0.0.1",
  ])("is nowhere for somebody who reaches it as %s", async (name) => {
    const url = await startServe();
    const token = await pageToken(url);
    const host = `${name}:${url.port}`;
    const page = await ask(url, "/", { headers: { host } });
    expect(page.status).toBe(404);
    expect(page.body).not.toContain(token);
    for (const path of ["/console/live", "/console/deliveries/x", "/console/nowhere"]) {
      expect((await ask(url, path, { headers: { host } })).status, path).toBe(403);
    }
    const headers = { ...json, host, "x-mocklark-token": token };
    const changed = await ask(url, "/console/network", { method: "POST", headers, body: "{}" });
    expect(changed.status).toBe(403);
  });

  it.each<[string, Record<string, string>]>([
    ["an Origin elsewhere", { origin: "https://evil.test" }],
    ["the Origin of another port", { origin: "http://127.0.0.1:1" }],
    ["the Origin of nothing", { origin: "null" }],
    ["a mark of another site", { "sec-fetch-site": "cross-site" }],
    ["a mark of another port", { "sec-fetch-site": "same-site" }],
  ])("answers nothing to a request with %s, whatever it knows", async (_what, marks) => {
    const url = await startServe();
    const headers = { ...json, ...marks, "x-mocklark-token": await pageToken(url) };
    for (const path of ["/", "/console/live", "/console/deliveries/x"]) {
      expect((await ask(url, path, { headers })).status, path).toBe(403);
    }
    const changed = await ask(url, "/console/network", { method: "POST", headers, body: "{}" });
    expect(changed.status).toBe(403);
    expect(changed.response.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("opens for somebody who follows a link, in a window of its own only", async () => {
    const url = await startServe();
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    const visit = (path: string, changes: Record<string, string> = {}, method = "GET") =>
      ask(url, path, { method, headers: { ...link, ...changes } });
    expect((await visit("/")).body).toContain("mocklark-token");
    expect((await visit("/console/live")).status).toBe(403);
    expect((await visit("/control/connections")).status).toBe(403);
    expect((await visit("/", {}, "POST")).status).toBe(403);
    expect((await visit("/", { "sec-fetch-dest": "iframe" })).status).toBe(403);
    expect((await visit("/", { "sec-fetch-mode": "no-cors" })).status).toBe(403);
    expect((await visit("/", { origin: "https://evil.test" })).status).toBe(403);
  });

  it("changes nothing without the token of its own page", async () => {
    const url = await startServe();
    const token = await pageToken(url);
    expect(token).toMatch(/^[\da-f]{64}$/);
    for (const wrong of [undefined, "", "0".repeat(64), token.toUpperCase(), `${token}0`]) {
      const headers = { ...json, ...(wrong !== undefined && { "x-mocklark-token": wrong }) };
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const { status } = await ask(url, "/console/network", { method, headers, body: "{}" });
        expect(status, `${method} ${wrong}`).toBe(403);
      }
    }
    const headers = { ...json, "x-mocklark-token": token };
    const body = '{"isDown":true}';
    expect((await ask(url, "/console/network", { method: "POST", headers, body })).status).toBe(
      200,
    );
  });

  it("has a token that the seed does not tell", async () => {
    const [one, other] = await Promise.all([
      startServe(["--seed", "1"]),
      startServe(["--seed", "1"]),
    ]);
    expect(await pageToken(one)).not.toBe(await pageToken(other));
  });

  it("allows its page nothing from elsewhere and nothing inline, and no frame around it", async () => {
    const { response } = await ask(await startServe(), "/");
    const policy = String(response.headers["content-security-policy"]);
    expect(policy.split("; ").toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(response.headers).toMatchObject({
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
  });

  it("serves no file but those of the page", async () => {
    const url = await startServe();
    for (const path of [
      "/index.html",
      "/assets/",
      "/assets/../index.html",
      "/assets/%2e%2e/index.html",
      "/assets/..%2f..%2fcreate-console.js",
      "/assets/%2fetc%2fpasswd",
      "/assets/x.js",
    ]) {
      const { status, body } = await ask(url, path);
      expect([400, 403, 404], path).toContain(status);
      expect(body).not.toMatch(/mocklark-token|createConsole|root:/);
    }
  });

  it("tells no stack and no path about a body that is none", async () => {
    const url = await startServe();
    const headers = { ...json, "x-mocklark-token": await pageToken(url) };
    for (const body of ["{", "[", '"x"', "\0", `{"a":"${"x".repeat(1_100_000)}"}`]) {
      const answer = await ask(url, "/console/network", { method: "POST", headers, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).not.toMatch(/node_modules|\bat .*:\d+|\.js\b/);
    }
  });
});
