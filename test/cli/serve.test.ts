import * as lark from "@larksuiteoapi/node-sdk";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

const receiver = (name: string): string =>
  fileURLToPath(new URL(`../receivers/${name}.mjs`, import.meta.url));

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

interface Beginning {
  readonly url: string;
  readonly app_id: string;
  readonly app_secret: string;
  readonly rooms: readonly { readonly room_id: string; readonly name: string }[];
  readonly levels: readonly { readonly room_level_id: string }[];
  readonly people: readonly { readonly open_id: string; readonly name: string }[];
  readonly departments: readonly { readonly open_department_id: string }[];
}

/** `mocklark serve --json` on a free port, and what its first line says. */
async function startServe(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const serve = startProcess([bin, "serve", "--port", "0", "--json", ...args], env);
  const printed = await serve.holds(/^\{"kind":"listening".*\n/m);
  const [line = ""] = /^\{"kind":"listening".*$/m.exec(printed) ?? [];
  const beginning = JSON.parse(line) as Beginning;
  const { url, app_id: appId, app_secret: appSecret } = beginning;
  const client = new lark.Client({ appId, appSecret, domain: url, logger: silent });
  const roomId = beginning.rooms[0]?.room_id ?? "";
  return { serve, beginning, client, roomId };
}

type Client = InstanceType<typeof lark.Client>;

const changeHours = (client: Client, roomId: string, maxDuration: number) =>
  client.vc.reserveConfig.patch({
    path: { reserve_config_id: roomId },
    data: {
      scope_type: "2",
      time_config: { time_switch: 1, days_in_advance: 30, max_duration: maxDuration },
    },
  });

async function listen(listener: RequestListener, port = 0): Promise<string> {
  const server = createServer(listener).listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}

describe("mocklark serve", () => {
  it("brings the change an official client made to an official webhook receiver", async () => {
    let tell: (event: unknown) => void = () => {};
    const handled = new Promise<unknown>((resolve) => (tell = resolve));
    const dispatcher = new lark.EventDispatcher({
      encryptKey: "an-encrypt-key",
      verificationToken: "a-token",
      logger: silent,
    }).register({ "vc.reserve_config.updated_v1": (event: unknown) => tell(event) });
    const target = await listen(lark.adaptDefault("/webhook/event", dispatcher) as RequestListener);
    const keys = ["--encrypt-key", "an-encrypt-key", "--verification-token", "a-token"];
    const { serve, client, roomId, beginning } = await startServe(["--target", target, ...keys]);
    expect(beginning.levels.length).toBeGreaterThan(0);
    expect(beginning.people.length).toBeGreaterThan(1);
    expect(beginning.departments.length).toBeGreaterThan(0);
    expect(await changeHours(client, roomId, 3)).toEqual({ code: 0, data: {}, msg: "success" });
    expect(await handled).toMatchObject({
      app_id: beginning.app_id,
      scope_id: roomId,
      scope_type: 2,
      time_config: { time_switch: 1, days_in_advance: 30, max_duration: 3 },
    });
    await serve.holds(/"kind":"api-call".*"code":0/);
    await serve.holds('"kind":"answered"');
    serve.process.kill("SIGTERM");
    expect(await serve.ended).toBe(143);
  });

  it("brings it to an official client of the long connection", async () => {
    const { serve, client, roomId, beginning } = await startServe(["--quick"]);
    const sample = startProcess([receiver("long-connection-sample")], {
      MOCKLARK_DOMAIN: beginning.url,
      MOCKLARK_APP_ID: beginning.app_id,
      MOCKLARK_APP_SECRET: beginning.app_secret,
    });
    await serve.holds('"kind":"connection-online"');
    await changeHours(client, roomId, 5);
    const printed = await sample.holds("max_duration");
    expect(printed).toContain(`scope_id: '${roomId}'`);
    expect(printed).toContain("max_duration: 5");
    await serve.holds('"kind":"acknowledged","code":200');
    serve.process.kill("SIGINT");
    expect(await serve.ended).toBe(130);
  });

  it("starts a client of the long connection, and tells it where to connect", async () => {
    const exec = `${process.execPath} ${receiver("long-connection-sample")}`;
    const { serve, client, roomId } = await startServe([
      "--quick",
      "--long-connection",
      "--exec",
      exec,
    ]);
    await serve.holds('"kind":"connection-online"');
    await changeHours(client, roomId, 7);
    await serve.holds('"kind":"acknowledged","code":200');
    serve.process.kill("SIGTERM");
    expect(await serve.ended).toBe(143);
  });

  it("starts the receiver with its keys and our address, and says when it has ended", async () => {
    const folder = emptyFolder();
    const program = join(folder, "receiver.mjs");
    writeFileSync(
      program,
      `import { createServer } from "node:http";
       const { PORT, MOCKLARK_DOMAIN, MOCKLARK_ENCRYPT_KEY, MOCKLARK_APP_ID } = process.env;
       createServer((request, response) => {
         response.end("{}");
         console.log(MOCKLARK_DOMAIN, MOCKLARK_APP_ID, MOCKLARK_ENCRYPT_KEY.length);
         process.exitCode = 7;
         response.on("finish", () => process.exit());
       }).listen(Number(PORT), "127.0.0.1");`,
    );
    const { serve, client, roomId, beginning } = await startServe([
      "--exec",
      `${process.execPath} ${program}`,
      "--encrypt-key",
      "an-encrypt-key",
    ]);
    await changeHours(client, roomId, 3);
    await serve.holds("it ended with exit code 7");
    // Another may take its place: the tenant goes on.
    await changeHours(client, roomId, 4);
    serve.process.kill("SIGTERM");
    expect(await serve.ended).toBe(143);
    expect(serve.output()).toContain(`${beginning.url} ${beginning.app_id} 14`);
    expect(serve.output()).not.toContain("    at ");
  });

  it("keeps a tenant and what it owes, and goes on with both", async () => {
    const data = join(emptyFolder(), "data");
    const bodies: string[] = [];
    let status = 500;
    const target = await listen((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        bodies.push(body);
        response.writeHead(status).end();
      });
    });
    const args = ["--data", data, "--target", target, "--retries", "real", "--seed", "7"];
    const first = await startServe(args);
    await changeHours(first.client, first.roomId, 9);
    await first.serve.holds('"status":500');
    first.serve.process.kill("SIGTERM");
    expect(await first.serve.ended).toBe(143);
    expect(first.serve.output()).toContain("1 event stays owed");
    expect(bodies).toHaveLength(1);

    status = 200;
    const second = await startServe([...args.slice(0, 4), "--retries", "fast", "--seed", "7"]);
    expect(second.roomId).toBe(first.roomId);
    await second.serve.holds("of 1 resumed deliveries 1 delivered");
    const { data: found } = await second.client.vc.reserveConfig.reserveScope({
      params: { scope_id: first.roomId, scope_type: "2" },
    });
    expect(found?.time_config).toMatchObject({ max_duration: 9, days_in_advance: 30 });
    expect(bodies[1]).toBe(bodies[0]);
    // A new event of the same seed has an id of its own.
    await changeHours(second.client, first.roomId, 10);
    await second.serve.holds(/"kind":"answered"(?:.*\n)+.*"kind":"answered"/);
    const ids = bodies.map(
      (body) => (JSON.parse(body) as { header: { event_id: string } }).header.event_id,
    );
    expect(new Set(ids).size).toBe(2);
    second.serve.process.kill("SIGTERM");
    expect(await second.serve.ended).toBe(143);
  });

  it("says what a person needs to begin, and one line per thing that happens", async () => {
    const target = await listen((request, response) => {
      request.resume();
      response.end("{}");
    });
    const serve = startProcess([bin, "serve", "--port", "0", "--target", target, "--locale", "en"]);
    await serve.holds("Ctrl-C ends");
    const printed = await serve.holds(/^MOCKLARK_ROOM_ID=.*\n/m);
    const value = (name: string): string =>
      new RegExp(`^${name}=(.*)$`, "m").exec(printed)?.[1] ?? "";
    const domain = value("MOCKLARK_DOMAIN");
    const roomId = value("MOCKLARK_ROOM_ID");
    expect(roomId).toMatch(/^omm_[\da-f]{32}$/);
    expect(printed).toContain(
      `curl -X PATCH $MOCKLARK_DOMAIN/open-apis/vc/v1/reserve_configs/${roomId}`,
    );
    const client = new lark.Client({
      appId: value("MOCKLARK_APP_ID"),
      appSecret: value("MOCKLARK_APP_SECRET"),
      domain,
      logger: silent,
    });
    await changeHours(client, roomId, 3);
    await serve.holds(/<-- 200/);
    await client.vc.room.get({ path: { room_id: roomId } });
    await expect(changeHours(client, `omm_${"0".repeat(32)}`, 3)).rejects.toThrow("400");
    const said = await serve.holds("code 126001");
    expect(said).toMatch(new RegExp(`PATCH /open-apis/vc/v1/reserve_configs/${roomId}  code 0\n`));
    expect(said).toMatch(
      /--> vc\.reserve_config\.updated_v1 {2}[\da-f]{8}… {2}attempt 1\/5 {2}in clear/,
    );
    expect(said).not.toContain("GET ");
    expect(said).not.toContain("tenant_access_token/internal  code");
  });

  it("serves the tenant of a file", async () => {
    const file = fileURLToPath(new URL("../../scenarios/tenants/example.yaml", import.meta.url));
    const { beginning, client } = await startServe(["--tenant", file, "--retries", "off"]);
    expect(beginning.rooms.map(({ name }) => name)).toContain("Room 101");
    const { data } = await client.vc.room.list({ params: { page_size: 100 } });
    expect(data?.rooms?.map(({ name }) => name)).toContain("Room 101");
  });

  it("pushes a store app its ticket, with which the app gets its tokens", async () => {
    let tell: (body: string) => void = () => {};
    const pushed = new Promise<string>((resolve) => (tell = resolve));
    const target = await listen((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        response.end("{}");
        tell(body);
      });
    });
    const folder = emptyFolder();
    const file = join(folder, "tenant.yaml");
    writeFileSync(
      file,
      `name: Example\napps: [{ name: Store, type: store, requestUrl: "${target}" }]\n`,
    );
    const { beginning } = await startServe(["--tenant", file]);
    const { event, type } = JSON.parse(await pushed) as {
      type: string;
      event: { type: string; app_id: string; app_ticket: string };
    };
    expect([type, event.type, event.app_id]).toEqual([
      "event_callback",
      "app_ticket",
      beginning.app_id,
    ]);
    const answer = await fetch(`${beginning.url}/open-apis/auth/v3/app_access_token`, {
      method: "POST",
      body: JSON.stringify({
        app_id: beginning.app_id,
        app_secret: beginning.app_secret,
        app_ticket: event.app_ticket,
      }),
    });
    expect(await answer.json()).toMatchObject({
      code: 0,
      app_access_token: expect.stringMatching(/^a-/) as string,
    });
  });

  it("refuses the requests of web pages, at the Open API too", async () => {
    const { beginning } = await startServe([]);
    const answer = await fetch(`${beginning.url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: "POST",
      headers: { Origin: "https://evil.example" },
      body: "{}",
    });
    expect(answer.status).toBe(403);
  });

  it("decides by --rule what nobody knows", async () => {
    const { client, serve, roomId } = await startServe([
      "--retries",
      "off",
      "--rule",
      "emptyPatch=refuse",
    ]);
    const patch = client.vc.reserveConfig.patch({
      path: { reserve_config_id: roomId },
      data: { scope_type: "2" },
    });
    await expect(patch).rejects.toThrow("400");
    await serve.holds('"code":121003');
  });

  it.each([
    [["--target", "http://example.com/hook"], 2, "neither this machine nor in a private network"],
    [["--target", "http://127.0.0.1/", "--long-connection"], 2, "contradict each other"],
    [["--rule", "unchangedPatch=silently"], 2, 'Did you mean "silent"?'],
    [["--rule", "unchangedPath=silent"], 2, "there is no such rule"],
    [["--rule", "rateLimits=no"], 2, "Give true or false."],
    [["--cert", "cert.pem"], 2, "--cert and --key belong together"],
    [["--tenant", "no-such.yaml"], 3, "there is no such file"],
    [["--tenant", "bad.yaml"], 2, 'has no field "nam"'],
    [["--exec", "exit 4"], 3, "it ended with exit code 4"],
  ] as const)("ends with what is wrong: %j", async (args, code, message) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "bad.yaml"), "name: Example\nrooms:\n  - nam: 101\n");
    const result = await runCli(["serve", "--port", "0", ...args], { cwd });
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toContain("    at ");
    expect(result.code).toBe(code);
  });

  it("says that its port or its data folder is in use", async () => {
    const data = join(emptyFolder(), "data");
    const { beginning } = await startServe(["--data", data]);
    const { port } = new URL(beginning.url);
    const samePort = await runCli(["serve", "--port", port]);
    expect(samePort).toMatchObject({ code: 3 });
    expect(samePort.stderr).toContain("address already in use");
    const sameData = await runCli(["serve", "--port", "0", "--data", data]);
    expect(sameData).toMatchObject({ code: 3, stdout: "" });
    expect(readFileSync(join(data, "tenant", "tenant.ndjson"), "utf8")).toContain('"snapshot"');
  });
});
