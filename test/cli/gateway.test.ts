import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { askEndpoint as askGateway } from "../gateway/raw-client.js";
import { emptyFolder, runCli } from "./run-cli.js";
import { bin, startProcess as start } from "./start-process.js";

const receiver = (name: string): string =>
  fileURLToPath(new URL(`../receivers/${name}.mjs`, import.meta.url));

/** `mocklark gateway` on a free port, and the environment its first lines give a client. */
async function startGateway(...args: readonly string[]) {
  const gateway = start([bin, "gateway", "--port", "0", "--quick", ...args]);
  const printed = await gateway.holds(/MOCKLARK_APP_SECRET=.+\n/);
  const pairs = [...printed.matchAll(/^(MOCKLARK_\w+)=(.*)$/gm)];
  const env = Object.fromEntries(pairs.map(([, name, value]) => [name ?? "", value ?? ""]));
  return { gateway, env, url: env["MOCKLARK_DOMAIN"] ?? "" };
}

const askEndpoint = (url: string, env: Readonly<Record<string, string>>) =>
  askGateway(url, { AppID: env["MOCKLARK_APP_ID"], AppSecret: env["MOCKLARK_APP_SECRET"] });

describe("mocklark gateway", () => {
  it("delivers to a program wired like the documented Node long-connection sample", async () => {
    const { gateway, env } = await startGateway("--count", "1", "--seed", "42");
    const client = start([receiver("long-connection-sample")], env);
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).toContain("acknowledged 200");
    expect(gateway.output()).toContain("1 of 1 delivered");
    const printed = await client.holds("scope_id");
    expect(printed).toContain("event_type: 'vc.reserve_config.updated_v1'");
    const { stdout } = await runCli([
      "generate",
      "--seed",
      "42",
      "--app-id",
      env["MOCKLARK_APP_ID"] ?? "",
    ]);
    const { header } = JSON.parse(stdout) as { header: { event_id: string } };
    expect(printed).toContain(header.event_id);
  });

  it("lists its connections, and kicks one, which comes back", async () => {
    const { gateway, env, url } = await startGateway();
    // Not the SDK's: its watchdog would take a busy machine for a dead peer and change the numbers.
    start([receiver("long-connection-client")], env);
    await gateway.holds("connection-1  online");
    const { stdout } = await runCli(["gateway", "connections", "--json", "--url", url]);
    expect(JSON.parse(stdout)).toMatchObject({
      id: "connection-1",
      appId: env["MOCKLARK_APP_ID"],
      state: "online",
    });
    const appId = env["MOCKLARK_APP_ID"] ?? "";
    expect(await runCli(["gateway", "kick", "connection-1", "--url", url])).toEqual({
      code: 0,
      stdout: `Kicked 1 connection of ${appId}: connection-1.\n`,
      stderr: "",
    });
    await gateway.holds("connection-2  online");
    const slow = await runCli(["gateway", "slow", "50", "connection-2", "--json", "--url", url]);
    expect(slow).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(slow.stdout)).toEqual({
      action: "slow",
      connection: "connection-2",
      appId,
      delayMs: 50,
    });
    const unknown = await runCli(["gateway", "freeze", "connection-9", "--url", url]);
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toContain('Failed to find the connection "connection-9"');
    const inChinese = await runCli([
      "gateway",
      "freeze",
      "connection-9",
      "--url",
      url,
      "--lang",
      "zh",
    ]);
    expect(inChinese.stderr).toContain("无法找到连接「connection-9」。");
    const freeze = await runCli(["gateway", "freeze", "--url", url]);
    expect(freeze).toMatchObject({
      code: 0,
      stdout: `Froze 1 connection of ${appId}: connection-2.\n`,
    });
    // The client's watchdog finds out.
    await gateway.holds("connection-3  online");
  });

  it("takes itself away from its clients and comes back", async () => {
    const { gateway, env, url } = await startGateway();
    start([receiver("long-connection-client")], env);
    await gateway.holds("connection-1  online");
    const tell = (outage: string) => runCli(["gateway", "outage", outage, "--url", url]);
    const begun = await tell("unreachable");
    expect(begun).toMatchObject({ code: 0, stderr: "" });
    expect(begun.stdout).toContain("closed 1 connection.");
    const { stdout } = await runCli(["gateway", "connections", "--url", url]);
    expect(stdout).toBe("");
    expect(await tell("none")).toMatchObject({ code: 0, stdout: "There is no outage any more.\n" });
    await gateway.holds("connection-2  online");
    const unknown = await tell("flood");
    expect(unknown.stderr).toContain("unreachable, silent-endpoint");
    expect(unknown.code).toBe(2);
  });

  it.each([["kick"], ["close"], ["freeze"], ["thaw"], ["slow", "50"]])(
    "has nothing to %s where no client is connected, and says so",
    async (...action) => {
      const { url } = await startGateway();
      const [text, json] = await Promise.all([
        runCli(["gateway", ...action, "--url", url]),
        runCli(["gateway", ...action, "--json", "--url", url]),
      ]);
      expect(text).toMatchObject({ code: 1, stdout: "" });
      expect(text.stderr).toContain("No client is connected: there is nothing to ");
      expect(json).toMatchObject({ code: 1, stdout: "" });
    },
  );

  it("tells whom it will turn away", async () => {
    const { url } = await startGateway();
    const refuse = (...args: string[]) => runCli(["gateway", "refuse", ...args, "--url", url]);
    expect(await refuse("busy")).toMatchObject({
      code: 0,
      stdout: "The next client will be turned away with busy.\n",
    });
    expect((await refuse("busy", "--times", "2")).stdout).toContain("The next 2 clients will be");
    expect((await refuse("busy", "--times", "0")).stdout).toContain("with busy any more");
    const json = await refuse("busy", "--times", "3", "--json");
    expect(JSON.parse(json.stdout)).toEqual({ refusal: "busy", count: 3 });
    expect(await refuse("bussy")).toMatchObject({ code: 2, stdout: "" });
  });

  it("is told by its port what to do, as it was started, and no flags that change nothing", async () => {
    const { url } = await startGateway();
    const { port } = new URL(url);
    expect(await runCli(["gateway", "refuse", "busy", "--port", port])).toMatchObject({ code: 0 });
    expect(await runCli(["gateway", "--port", port, "refuse", "busy"])).toMatchObject({ code: 0 });
    expect(
      await runCli(["gateway", "refuse", "busy"], { env: { MOCKLARK_PORT: port } }),
    ).toMatchObject({ code: 0 });
    const unread = await runCli(["gateway", "refuse", "busy", "--count", "3", "--port", port]);
    expect(unread).toMatchObject({ code: 2, stdout: "" });
    expect(unread.stderr).toContain("--count");
  });

  it.each(["ftp://127.0.0.1/", "data:,x", "file:///tmp", ""])(
    "is not to be found at %j",
    async (url) => {
      expect(await runCli(["gateway", "kick", "--url", url])).toMatchObject({
        code: 2,
        stdout: "",
      });
    },
  );

  it("changes what clients are told, and refuses what they would break on", async () => {
    const { url } = await startGateway();
    const tell = (setting: string) => runCli(["gateway", "client-config", setting, "--url", url]);
    expect(JSON.parse((await tell("PingInterval=7")).stdout)).toMatchObject({
      PingInterval: 7,
      ReconnectNonce: 0,
    });
    const refused = await tell("PingInterval=0");
    expect(refused.stderr).toContain("PingInterval is 0");
    expect(refused.code).toBe(2);
  });

  it("tells clients a ClientConfig by its name, before --quick, and later another", async () => {
    const { env, url } = await startGateway("--client-config", "ping-90");
    const seen = {
      ReconnectCount: -1,
      ReconnectInterval: 90,
      ReconnectNonce: 25,
      PingInterval: 90,
    };
    expect((await askEndpoint(url, env)).data.ClientConfig).toEqual(seen);
    const { stdout } = await runCli(["gateway", "client-config", "quick", "--url", url]);
    expect(JSON.parse(stdout)).toMatchObject({ PingInterval: 1, ReconnectNonce: 0 });
    const misspelt = await runCli(["gateway", "--client-config", "ping90"]);
    expect(misspelt).toMatchObject({ code: 2, stderr: expect.stringContaining('"ping-90"') });
  });

  it("pings the WebSocket as often as it is told", async () => {
    const { env, url } = await startGateway("--websocket-ping", "20ms");
    const socket = new WebSocket((await askEndpoint(url, env)).data.URL ?? "");
    onTestFinished(() => socket.terminate());
    await once(socket, "ping");
    await once(socket, "ping");
    for (const [text, says] of [
      ["often", 'duration "often"'],
      ["0.5ms", "0.5 is no time between two"],
    ] as const) {
      const refused = await runCli(["gateway", "--websocket-ping", text]);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
    }
  });

  it("warns of an app id that the official Node client does not take", async () => {
    const { gateway } = await startGateway("--app-id", "my-app");
    const said = await gateway.holds("not with my-app");
    expect(said).toContain("connects only with an app id of cli_ and 16 hex digits");
  });

  it("plays a scenario once a client is online", async () => {
    const scenario = fileURLToPath(
      new URL("../../scenarios/long-connection-packets.yaml", import.meta.url),
    );
    const { gateway, env } = await startGateway("--send", scenario);
    start([receiver("long-connection")], env);
    expect(await gateway.ended).toBe(0);
    // Nothing shows the client's effects here, so the steps' outcomes are all there is to see.
    expect(gateway.output()).toContain("in three fragments, out of order");
    expect(gateway.output()).not.toContain("FAIL");
  });

  it("says as JSON what happens", async () => {
    const gateway = start([bin, "gateway", "--port", "0", "--quick", "--json", "--count", "2"]);
    const first = JSON.parse(await gateway.holds("\n").then((text) => text.split("\n")[0] ?? ""));
    expect(first).toMatchObject({ kind: "listening" });
    const { url, app_id, app_secret } = first as Record<string, string>;
    start([receiver("long-connection")], {
      MOCKLARK_DOMAIN: url ?? "",
      MOCKLARK_APP_ID: app_id ?? "",
      MOCKLARK_APP_SECRET: app_secret ?? "",
    });
    expect(await gateway.ended).toBe(0);
    const lines = gateway
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    const values = lines.map((line) => JSON.parse(line) as { kind?: string; outcome?: unknown });
    expect(values.filter(({ outcome }) => outcome !== undefined)).toHaveLength(2);
    expect(values.map(({ kind }) => kind)).toContain("connection-online");
  });

  it("serves wss with a certificate of `mocklark certs` to a client that trusts its authority", async () => {
    const folder = emptyFolder();
    await runCli(["certs", "--out", folder]);
    const { gateway, env, url } = await startGateway(
      `--cert=${folder}/cert.pem`,
      `--key=${folder}/key.pem`,
      "--count=1",
    );
    expect(url).toMatch(/^https:/);
    start([receiver("long-connection-client")], {
      ...env,
      NODE_EXTRA_CA_CERTS: `${folder}/ca.pem`,
    });
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).toContain("1 of 1 delivered");
  });

  it("goes on with what a killed process owed, and keeps an event log", async () => {
    const folder = emptyFolder();
    const own = [`--data=${folder}/data`, "--app-id=cli_0123456789abcdef"];
    const first = await startGateway(...own, "--count=3", "--fault=outage", "--retries=real");
    start([receiver("long-connection")], first.env);
    await first.gateway.holds(/(?:the network is down[^]*){3}/);
    first.gateway.process.kill("SIGKILL");
    await first.gateway.ended;
    const second = await startGateway(...own, `--event-log=${folder}/events.ndjson`);
    start([receiver("long-connection")], second.env);
    await second.gateway.holds("of 3 resumed deliveries 3 delivered");
    second.gateway.process.kill("SIGINT");
    expect(await second.gateway.ended).toBe(130);
    const rows = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: "SUCCESS", "retry cnt": 1, hookType: 4 })),
    );
  });

  it("keeps what is owed to another app for a gateway that serves it", async () => {
    const folder = emptyFolder();
    const data = `--data=${folder}/data`;
    const own = [data, "--app-id=cli_0123456789abcdef"];
    const first = await startGateway(...own, "--count=2", "--fault=outage", "--retries=real");
    start([receiver("long-connection")], first.env);
    await first.gateway.holds(/(?:the network is down[^]*){2}/);
    first.gateway.process.kill("SIGKILL");
    await first.gateway.ended;
    const other = await startGateway(data, "--app-id=cli_fedcba9876543210", "--count=1");
    start([receiver("long-connection")], other.env);
    expect(await other.gateway.ended).toBe(2);
    expect(other.gateway.output()).toContain("1 of 1 delivered");
    expect(other.gateway.output()).toContain(
      'error Failed to resume: 2 events stay owed: Failed to find the app "cli_0123456789abcdef"',
    );
    const third = await startGateway(...own);
    start([receiver("long-connection")], third.env);
    await third.gateway.holds("of 2 resumed deliveries 2 delivered");
  });

  it("hides a secret that was given, and shows one that was made up", async () => {
    const { gateway, env } = await startGateway("--app-secret", "a-secret-of-mine");
    expect(gateway.output()).not.toContain("a-secret-of-mine");
    expect(env["MOCKLARK_APP_SECRET"]).not.toBe("");
    const other = await startGateway();
    expect(other.env["MOCKLARK_APP_SECRET"]).toMatch(/^\w{32}$/);
  });

  it("ends on Ctrl-C with 130, with and without a client to wait for", async () => {
    const { gateway } = await startGateway();
    gateway.process.kill("SIGINT");
    expect(await gateway.ended).toBe(130);
    const waiting = await startGateway("--count", "1");
    waiting.gateway.process.kill("SIGINT");
    expect(await waiting.gateway.ended).toBe(130);
  });

  it("ends with 3 when no client comes in time, and when its port is taken", async () => {
    const { gateway } = await startGateway("--count", "1", "--wait-for", "100ms");
    expect(await gateway.ended).toBe(3);
    expect(gateway.output()).toContain("none came online within 100 ms");
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const taken = await runCli(["gateway", "--port", String(port)]);
    expect(taken.code).toBe(3);
    expect(taken.stderr).toContain(`Failed to open the gateway on 127.0.0.1:${port}`);
  });

  it.each([
    [["gateway", "connections", "--url", "http://127.0.0.1:9"], 3, "Failed to reach the gateway"],
    [["gateway", "connections", "--url", "nonsense"], 2, 'gateway\'s URL "nonsense"'],
    [["gateway", "slow", "soon"], 2, "whole number"],
    [["gateway", "client-config", "PingInterval"], 2, 'the setting "PingInterval"'],
    [["gateway", "--port", "65536"], 2, "65536 is no port"],
    [["gateway", "freez"], 2, 'Did you mean "freeze"?'],
    [["gateway", "--cert", "cert.pem"], 2, "--cert and --key belong together"],
    [["gateway", "--cert", "a.pem", "--key", "b.pem"], 3, "Failed to read a.pem"],
  ])("answers %j with exit code %i and says why", async (args, code, said) => {
    const { code: ended, stderr } = await runCli(args);
    expect(stderr).toContain(said);
    expect(ended).toBe(code);
  });
});

describe("mocklark run --long-connection", () => {
  const story = (name: string): string =>
    fileURLToPath(new URL(`../../scenarios/${name}.yaml`, import.meta.url));

  it("plays the same scenarios as for a webhook, effects and all", async () => {
    const exec = `"${process.execPath}" "${receiver("long-connection")}"`;
    const { code, stdout } = await runCli([
      "run",
      "--long-connection",
      "--exec",
      exec,
      "--strict",
      story("quickstart"),
      story("duplicate-after-success"),
      story("receiver-restarted"),
      story("long-connection-packets"),
    ]);
    expect(stdout).toContain("4 scenarios: 4 passed");
    expect(code).toBe(0);
  });

  it("leaves out what is about webhooks, and waits for a client it does not start", async () => {
    const run = start([
      bin,
      "run",
      "--long-connection",
      story("quickstart"),
      story("url-verification"),
    ]);
    const printed = await run.holds(/MOCKLARK_APP_SECRET=.+\n/);
    const pairs = [...printed.matchAll(/(MOCKLARK_\w+)=(\S+)/g)];
    const env = Object.fromEntries(pairs.map(([, name, value]) => [name ?? "", value ?? ""]));
    start([receiver("long-connection-client")], env);
    expect(await run.ended).toBe(0);
    expect(run.output()).toContain("skipped: it is about the webhook");
  });
});

describe("mocklark check --long-connection", () => {
  it("starts a client, checks it and repeats itself in the line to repeat", async () => {
    const exec = `"${process.execPath}" "${receiver("long-connection-sample")}"`;
    const { code, stdout } = await runCli([
      "check",
      "--long-connection",
      "--exec",
      exec,
      "--reporter=json",
      "--seed=7",
      "--only=connection/opens",
      "--only=connection/duplicate",
    ]);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { mode: string; checks: Record<string, unknown>[] };
    expect(report.mode).toBe("long-connection");
    expect(report.checks).toMatchObject([
      { id: "connection/opens", verdict: "pass" },
      { id: "connection/duplicate", verdict: "fail", effects: 2 },
    ]);
    expect(report.checks[1]?.["repeat"]).toContain("check --long-connection --exec");
  });

  it("tells where to connect when it is not to start the client", async () => {
    const checking = start([bin, "check", "--long-connection", "--only", "connection/opens"]);
    const printed = await checking.holds(/MOCKLARK_APP_SECRET=\S+\n/);
    const pairs = [...printed.matchAll(/(MOCKLARK_\w+)=(\S+)/g)];
    start(
      [receiver("long-connection")],
      Object.fromEntries(pairs.map(([, a, b]) => [a ?? "", b ?? ""])),
    );
    expect(await checking.ended).toBe(0);
  });

  it("ends with 3 when the client never asks for a connection", async () => {
    const { code, stderr } = await runCli([
      "check",
      "--long-connection",
      "--wait-for",
      "200ms",
      "--exec",
      `"${process.execPath}" -e "setInterval(() => {}, 1000)"`,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain("MOCKLARK_DOMAIN");
  });
});
