import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { findChromium, launchArgs } from "./chromium.js";
import { readUnchanged } from "./console-state.js";
import type { Served } from "./serve.js";

/** A website on another port of this machine: another origin, and the nearest there is. */
async function openWebsite(): Promise<{ url: string; close: () => Promise<unknown> }> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>website</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): Promise<unknown> => {
    server.closeAllConnections();
    server.close();
    return once(server, "close");
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, unknown>;
}

/** What only somebody has who knows the app's secret: even with it a website must get nowhere. */
async function credentials({ url, app_id: appId, app_secret: appSecret }: Served) {
  const endpoint = await post(`${url}/callback/ws/endpoint`, {
    AppID: appId,
    AppSecret: appSecret,
  });
  const token = await post(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    app_id: appId,
    app_secret: appSecret,
  });
  return {
    webSocket: (endpoint["data"] as { URL: string }).URL,
    token: token["tenant_access_token"] as string,
  };
}

interface Attack {
  readonly at: string;
  readonly room: string;
  readonly token: string;
  readonly webSocket: string;
}

/** Runs in the website's page; answers what it got to know, by the name of the attempt. */
async function attack({ at, room, token, webSocket }: Attack): Promise<Record<string, string>> {
  const json = { "content-type": "application/json", "x-mocklark-token": "guessed" };
  const reach = async (path: string, init?: RequestInit): Promise<string> => {
    try {
      const answer = await fetch(at + path, { signal: AbortSignal.timeout(20_000), ...init });
      return answer.type === "opaque" ? "nothing" : `${answer.status} ${await answer.text()}`;
    } catch {
      return "nothing";
    }
  };
  const load = (element: HTMLElement): Promise<string> =>
    new Promise((resolve) => {
      element.addEventListener("load", () => resolve("loaded"));
      element.addEventListener("error", () => resolve("nothing"));
      document.body.append(element);
    });
  const listen = (source: EventSource | WebSocket): Promise<string> =>
    new Promise((resolve) => {
      source.addEventListener("open", () => resolve("open"));
      source.addEventListener("error", () => {
        source.close();
        resolve("nothing");
      });
    });
  const canRead = (frame: HTMLIFrameElement): boolean => {
    try {
      return (frame.contentDocument?.body.textContent ?? "") !== "";
    } catch {
      return false;
    }
  };
  const submit = (path: string, encoding: string): Promise<string> => {
    const frame = document.createElement("iframe");
    frame.name = `frame of ${path} ${encoding}`;
    const form = document.createElement("form");
    form.method = "post";
    form.action = at + path;
    form.enctype = encoding;
    form.target = frame.name;
    const field = document.createElement("input");
    field.name = '{"isDown":true,"outage":"unreachable","x":"';
    field.value = '"}';
    form.append(field);
    document.body.append(frame, form);
    return new Promise((resolve) => {
      frame.addEventListener("load", () => {
        resolve(canRead(frame) ? "readable" : "nothing");
      });
      form.submit();
    });
  };
  const changes: [string, string, object][] = [
    ["/console/network", "POST", { isDown: true }],
    ["/console/deliveries", "POST", {}],
    ["/control/outage", "POST", { outage: "unreachable" }],
    ["/control/open-api/fail", "POST", { code: 99991400 }],
    [`/open-apis/vc/v1/reserve_configs/${room}`, "PATCH", { scope_type: "2" }],
  ];
  const got: Record<string, string> = {};
  for (const path of ["/", "/console/live", "/control/connections", "/control/open-api/calls"]) {
    got[`GET ${path}`] = await reach(path);
    got[`GET ${path} no-cors`] = await reach(path, { mode: "no-cors" });
  }
  for (const [path, method, body] of changes) {
    const sent = { method, body: JSON.stringify(body) };
    got[`${method} ${path} JSON`] = await reach(path, {
      ...sent,
      headers: { ...json, authorization: `Bearer ${token}` },
    });
    got[`${method} ${path} plain`] = await reach(path, sent);
    if (method === "POST") {
      got[`${method} ${path} no-cors`] = await reach(path, { ...sent, mode: "no-cors" });
      got[`form ${path}`] = await submit(path, "text/plain");
      got[`form ${path} urlencoded`] = await submit(path, "application/x-www-form-urlencoded");
    }
  }
  const source = (element: "img" | "script", path: string) =>
    load(Object.assign(document.createElement(element), { src: at + path }));
  got["img"] = await source("img", "/console/live");
  got["script"] = await source("script", "/console/live");
  got["script /"] = await source("script", "/");
  got["EventSource"] = await listen(new EventSource(`${at}/console/live`));
  got["WebSocket"] = await listen(new WebSocket(webSocket));
  return got;
}

const nothing = (got: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(got).map((name) => [name, "nothing"]));

test("a page of another origin reads nothing and changes nothing", async ({
  after,
  browser,
  serve,
}) => {
  const served = await serve();
  const { url, rooms } = served;
  const known = await credentials(served);
  const before = await readUnchanged(url);
  const website = await openWebsite();
  after(website.close);
  const page = await (await browser.newContext()).newPage();
  after(() => page.context().close());
  const answered: string[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(url)) answered.push(`${response.status()}`);
  });
  await page.goto(website.url);
  const room = rooms[0]?.room_id ?? "";
  const got = await page.evaluate(attack, { at: url, room, ...known });
  expect(got).toEqual(nothing(got));
  expect(Object.keys(got).length).toBeGreaterThan(25);
  // Refused before anything looked at them, not only kept from the page.
  expect(new Set(answered)).toEqual(new Set(["403"]));
  expect(await readUnchanged(url)).toEqual(before);
});

test("a page of another origin cannot frame the console, nor read a window with it", async ({
  after,
  browser,
  serve,
}) => {
  const { url } = await serve();
  const website = await openWebsite();
  after(website.close);
  const page = await (await browser.newContext()).newPage();
  after(() => page.context().close());
  await page.goto(website.url);
  await page.evaluate(async (at) => {
    const frame = Object.assign(document.createElement("iframe"), { src: `${at}/` });
    await new Promise((resolve) => {
      frame.addEventListener("load", resolve);
      document.body.append(frame);
    });
  }, url);
  for (const frame of page.frames().slice(1)) {
    expect(await frame.content()).not.toContain("mocklark-token");
  }
  const opening = page.waitForEvent("popup");
  await page.evaluate((at) => {
    Object.assign(globalThis, { opened: open(at) });
  }, `${url}/`);
  const popup = await opening;
  await popup.waitForLoadState();
  const read = await page.evaluate(() => {
    try {
      return (globalThis as unknown as { opened: Window }).opened.document.documentElement
        .outerHTML;
    } catch {
      return "nothing";
    }
  });
  expect(read).not.toContain("mocklark-token");
});

const paths: readonly [string, string, object?][] = [
  ["GET", "/"],
  ["GET", "/console/live"],
  ["GET", "/console/deliveries/x"],
  ["GET", "/control/connections"],
  ["GET", "/control/open-api/calls"],
  ["POST", "/console/deliveries", {}],
  ["POST", "/console/network", { isDown: true }],
  ["POST", "/control/outage", { outage: "unreachable" }],
  ["POST", "/control/open-api/expire-tokens", {}],
];

test.for(["evil.example", "evil.test"])(
  "a page at the rebound name %s reads nothing and changes nothing",
  async (name, { after, serve }) => {
    const { url } = await serve();
    const before = await readUnchanged(url);
    const browser = await chromium.launch({
      executablePath: findChromium() ?? "",
      args: [...launchArgs, `--host-resolver-rules=MAP ${name} 127.0.0.1`],
    });
    after(() => browser.close());
    const page = await browser.newPage();
    const origin = `http://${name}:${new URL(url).port}`;
    const shown = await page.goto(`${origin}/`);
    expect(await shown?.text()).not.toContain("mocklark-token");
    // Any document of that origin will do to run the attacker's script in.
    await page.goto(`${origin}/nowhere`);
    const statuses = await page.evaluate(async (attempts) => {
      const got: string[] = [];
      for (const [method, path, body] of attempts) {
        const init = {
          method,
          signal: AbortSignal.timeout(20_000),
          headers: { "content-type": "application/json", "x-mocklark-token": "guessed" },
          ...(body && { body: JSON.stringify(body) }),
        };
        const answer = await fetch(path, init);
        got.push(`${method} ${path} ${answer.status}`);
      }
      return got;
    }, paths);
    const refused = paths.map(([method, path]) => `${method} ${path} ${path === "/" ? 404 : 403}`);
    expect(statuses).toEqual(refused);
    expect(await readUnchanged(url)).toEqual(before);
  },
);
