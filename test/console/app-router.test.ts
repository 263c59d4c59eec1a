import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ConsoleReceiver } from "../../src/console/console-receiver.js";
import type { StandInBehaviour, UrlCheckView } from "../../src/console/console-state.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { openConsole } from "./open-console.js";

const first = { encryptKey: "the-first-key", verificationToken: "the-first-token" };

/** The console over a tenant of two apps. */
async function openTwoApps(receiver?: Partial<ConsoleReceiver>) {
  const printed: string[] = [];
  const simulator = createSimulator({ seed: 3, app: first });
  const { tenant } = simulator;
  const [app] = tenant.apps;
  if (!app) throw new Error("no app");
  const other = { ...app, appId: `cli_${"a".repeat(16)}`, encryptKey: "", name: "Other" };
  tenant.setApp(other);
  const console = await openConsole(simulator, {
    print: (text) => void printed.push(text),
    ...(receiver && { receiver }),
  });
  const { url, gateway } = console;
  async function post(path: string, body: unknown, headers?: Record<string, string>) {
    const answer = await console.post(path, body, headers);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
  const present = (appId = app.appId) => tenant.findApp(appId);
  return { simulator, gateway, app, other, post, present, printed, url };
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

/** Answers the challenge of an app without an Encrypt Key, whatever its token. */
const echo: RequestListener = (request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  request.on("end", () => {
    const { challenge, token } = JSON.parse(text) as { challenge?: string; token?: string };
    response.end(JSON.stringify({ challenge, token }));
  });
};

describe("the console's calls for the page App", () => {
  it("saves a request URL that answers the challenge, with the keys of the app it is for", async () => {
    const { post, other, present } = await openTwoApps();
    const url = await listen(echo);
    const { status, body } = await post(`/apps/${other.appId}/request-url`, { url: ` ${url} ` });
    const check = body as unknown as UrlCheckView;
    expect([status, check.verified, check.consoleMessage]).toEqual([200, true, undefined]);
    expect(check.sent).toContain('"type":"url_verification"');
    expect(check.answered).toContain("HTTP 200");
    expect(check.sent + check.answered).not.toContain("the-first-token");
    expect(present(other.appId)?.requestUrl).toBe(url);
  });

  it("saves none that fails, and shows the developer console's words", async () => {
    const { post, app, present } = await openTwoApps();
    const answersEmpty = await listen((_request, response) => response.end("{}"));
    const answersPage = await listen((_request, response) => response.end("<h1>Login</h1>"));
    for (const [url, message] of [
      [answersEmpty, "Challenge code没有返回"],
      [answersPage, "返回数据不是合法的JSON格式"],
      ["http://127.0.0.1:9/hook", "请填写有效的 HTTP/HTTPS URL"],
    ]) {
      const { body } = await post(`/apps/${app.appId}/request-url`, { url });
      expect(body).toMatchObject({ verified: false, consoleMessage: message });
    }
    expect(present()?.requestUrl).toBeUndefined();
  });

  it("refuses a URL that nothing may be sent to", async () => {
    const { post, app, present } = await openTwoApps();
    for (const url of ["https://open.feishu.cn/x", "ftp://127.0.0.1/", "nowhere", "", 7]) {
      const { status, body } = await post(`/apps/${app.appId}/request-url`, { url });
      expect([url, status]).toEqual([url, 400]);
      expect(body).toHaveProperty("error.message");
    }
    expect(present()?.requestUrl).toBeUndefined();
  });

  it("switches to the long connection only while a client is online, and no store app", async () => {
    const { simulator, post, app, present } = await openTwoApps();
    simulator.tenant.setApp({ ...app, requestUrl: "http://127.0.0.1:9/" });
    const path = `/apps/${app.appId}/long-connection`;
    const nobody = await post(path, {});
    expect(nobody.status).toBe(400);
    expect(nobody.body).toMatchObject({
      error: { message: expect.stringContaining("应用未建立长连接") as string },
    });
    simulator.tenant.setApp({ ...app, requestUrl: "http://127.0.0.1:9/", type: "store" });
    expect((await post(path, {})).body).toMatchObject({
      error: { message: expect.stringContaining("a store app cannot") as string },
    });
    expect(present()?.requestUrl).toBe("http://127.0.0.1:9/");
  });

  it("rotates keys, and shows a random one at the terminal alone", async () => {
    const { post, app, present, printed } = await openTwoApps();
    const path = `/apps/${app.appId}/key`;
    const typed = await post(path, { which: "encryptKey", value: "a-new-key" });
    expect([typed.body, printed]).toEqual([{}, []]);
    expect(present()?.encryptKey).toBe("a-new-key");
    const drawn = await post(path, { which: "verificationToken", value: "" });
    const token = present()?.verificationToken ?? "";
    expect(token).toMatch(/^\w{32}$/);
    expect([drawn.body, printed]).toEqual([
      {},
      [`The new Verification Token of ${app.appId}: ${token}`],
    ]);
    await post(path, { which: "encryptKey", value: null });
    expect(present()?.encryptKey).toBe("");
  });

  it("changes permissions, subscription and kind of one app, and nothing else of it", async () => {
    const { post, app, other, present } = await openTwoApps();
    const path = `/apps/${app.appId}/settings`;
    expect((await post(path, { permissions: ["vc:room"], isSubscribed: false })).status).toBe(200);
    expect(present()).toEqual({ ...app, permissions: ["vc:room"], events: [] });
    await post(path, { isSubscribed: true, type: "store" });
    expect(present()).toMatchObject({ type: "store", events: ["vc.reserve_config.updated_v1"] });
    expect(present(other.appId)).toEqual(other);
  });

  it("has the stand-in behave as asked, and restarts what it may restart", async () => {
    const asked: StandInBehaviour[] = [];
    let restarts = 0;
    const { post } = await openTwoApps({
      behave: (behaviour) => asked.push(behaviour),
      view: () => ({ kind: "command", name: "node x", hasWitness: true }),
      whileChecked: (check) => {
        restarts++;
        return check({});
      },
    });
    expect((await post("/stand-in", { behaviour: "ignores" })).status).toBe(200);
    expect((await post("/receiver/restart", {})).status).toBe(200);
    expect([asked, restarts]).toEqual([["ignores"], 1]);
  });

  it("answers a mistake of its own without a stack", async () => {
    const { post } = await openTwoApps({
      view: () => ({ kind: "command", name: "node server.js", hasWitness: false }),
      whileChecked: () => Promise.reject(new TypeError("it is no function")),
    });
    const { status, body } = await post("/receiver/restart", {});
    expect(status).toBe(500);
    expect(body).toEqual({
      error: { code: "INTERNAL", message: "Failed to answer the request: it is no function." },
    });
  });

  it("says what is wrong with a call, and answers only its own page", async () => {
    const { post, app } = await openTwoApps();
    const calls: readonly (readonly [string, unknown])[] = [
      ["/apps/cli_nobody/settings", {}],
      [`/apps/${app.appId}/settings`, []],
      [`/apps/${app.appId}/settings`, { permissions: "vc:room" }],
      [`/apps/${app.appId}/settings`, { permissions: ["vc:rooms"] }],
      [`/apps/${app.appId}/settings`, { isSubscribed: 1 }],
      [`/apps/${app.appId}/settings`, { type: "isv" }],
      [`/apps/${app.appId}/settings`, { appSecret: "x" }],
      [`/apps/${app.appId}/key`, {}],
      [`/apps/${app.appId}/key`, { which: "appSecret", value: "" }],
      [`/apps/${app.appId}/key`, { which: "encryptKey", value: "with space" }],
      [`/apps/${app.appId}/key`, { which: "encryptKey", value: 7 }],
      [`/apps/${app.appId}/key`, { which: "verificationToken", value: null }],
      ["/stand-in", { behaviour: "good" }],
      ["/receiver/restart", {}],
    ];
    for (const [path, body] of calls) {
      const answer = await post(path, body);
      expect([path, body, answer.status]).toEqual([path, body, 400]);
      expect(answer.body).toMatchObject({ error: { remedy: expect.any(String) as string } });
    }
    const stranger = await post("/stand-in", { behaviour: "good" }, { "X-Mocklark-Token": "" });
    expect(stranger.status).toBe(403);
  });
});
