import { createDecipheriv, createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSimulator, openJournal, createVirtualClock } from "../../src/index.js";
import type { ReserveConfigEvent } from "../../src/index.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";

const hex = (digit: string, count: number): string => digit.repeat(count);

const custom: TenantApp = {
  name: "Booking",
  appId: `cli_${hex("a", 16)}`,
  appSecret: "secret-of-booking",
  tenantKey: hex("1", 16),
  encryptKey: "key-of-booking",
  verificationToken: "token-of-booking",
  type: "custom",
  permissions: ["vc:room", "contact:user.employee_id:readonly"],
  events: ["vc.reserve_config.updated_v1"],
};

const other: TenantApp = {
  ...custom,
  name: "Reports",
  appId: `cli_${hex("b", 16)}`,
  appSecret: "secret-of-reports",
  encryptKey: "key-of-reports",
  verificationToken: "token-of-reports",
  permissions: ["vc:room:readonly"],
};

const roomId = `omm_${hex("c", 32)}`;
const openId = `ou_${hex("d", 32)}`;

const definition = (apps: readonly TenantApp[]): TenantDefinition => ({
  name: "Example",
  tenantKey: hex("1", 16),
  apps,
  levels: [{ name: "Example", levelId: `omb_${hex("e", 32)}` }],
  rooms: [
    {
      name: "101",
      roomId,
      capacity: 8,
      levelId: `omb_${hex("e", 32)}`,
      displayId: "LM123456789",
      status: { enabled: true },
    },
  ],
  departments: [{ name: "R&D", departmentId: `od-${hex("f", 32)}`, customId: "rd" }],
  people: [
    {
      name: "Li",
      openId,
      unionId: `on_${hex("d", 32)}`,
      userId: "abcd1234",
      departmentId: `od-${hex("f", 32)}`,
    },
  ],
});

const change = {
  scopeId: roomId,
  scopeType: "room",
  change: {
    time_config: { time_switch: 1, max_duration: 3 },
    reserve_scope_config: { allow_all_users: 0, allow_users: [{ user_id: openId }] },
  },
} as const;

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers with these statuses one after the other, then with 200. */
async function startHook(...statuses: number[]) {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      requests.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end("{}");
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, requests };
}

/** As the documentation has it: SHA-256 of timestamp, nonce, key and body. */
const signatureOf = ({ headers, body }: Request, key: string): string =>
  createHash("sha256")
    .update(String(headers["x-lark-request-timestamp"]))
    .update(`${String(headers["x-lark-request-nonce"])}${key}${body}`)
    .digest("hex");

/** AES-256-CBC; the key is the SHA-256 of the Encrypt Key, the IV is in front. */
function open({ body }: Request, key: string): unknown {
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  const bytes = Buffer.from(encrypt, "base64");
  const secret = createHash("sha256").update(key).digest();
  const decipher = createDecipheriv("aes-256-cbc", secret, bytes.subarray(0, 16));
  return JSON.parse(
    Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString(),
  );
}

const openEvent = (request: Request | undefined, key: string): ReserveConfigEvent =>
  open(request ?? { headers: {}, body: "" }, key) as ReserveConfigEvent;

describe("a change of the tenant", () => {
  it("reaches each app at its own URL, with its own keys and what it may see", async () => {
    const [booking, reports] = [await startHook(), await startHook()];
    const simulator = createSimulator({
      seed: 1,
      tenant: definition([
        { ...custom, requestUrl: booking.url },
        { ...other, requestUrl: reports.url },
      ]),
    });
    const result = await simulator.tenant.updateReserveConfig(change);
    expect(result.kind).toBe("updated");
    await simulator.idle();
    await simulator.close();

    const [first] = booking.requests;
    const [second] = reports.requests;
    expect(booking.requests).toHaveLength(1);
    expect(reports.requests).toHaveLength(1);
    const event = openEvent(first, custom.encryptKey);
    expect(event.header).toMatchObject({ app_id: custom.appId, token: custom.verificationToken });
    expect(event.event).toMatchObject({
      scope_id: roomId,
      scope_type: 2,
      time_config: { time_switch: 1, max_duration: 3 },
    });
    const projected = openEvent(second, other.encryptKey);
    expect(projected.header).toMatchObject({ app_id: other.appId, token: other.verificationToken });
    expect(projected.header.event_id).not.toBe(event.header.event_id);
    for (const [request, key] of [
      [first, custom.encryptKey],
      [second, other.encryptKey],
    ] as const) {
      expect(request?.headers["x-lark-signature"]).toBe(
        signatureOf(request ?? { headers: {}, body: "" }, key),
      );
    }
  });

  it("goes on being retried with a key that was rotated meanwhile", async () => {
    const hook = await startHook(500);
    const simulator = createSimulator({
      tenant: definition([custom, { ...other, requestUrl: hook.url }]),
      tenantPush: ({ appId }) => (appId === custom.appId ? { to: hook.url } : {}),
      observers: [
        {
          retryPlanned: (delivery) => {
            if (delivery.status !== "pending") return;
            simulator.tenant.setApp({
              ...other,
              requestUrl: hook.url,
              encryptKey: "key-number-two",
            });
            simulator.changeApp({ encryptKey: "key-number-three" });
          },
        },
      ],
    });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    expect(hook.requests).toHaveLength(3);
    const keys = ["key-number-two", "key-number-three", custom.encryptKey, other.encryptKey];
    const readable = hook.requests.map((request) =>
      keys.filter((key) => request.headers["x-lark-signature"] === signatureOf(request, key)),
    );
    expect(readable.flat()).toHaveLength(3);
    expect(readable.at(-1)?.[0]).toMatch(/^key-number/);
  });

  it("is on disk without the secrets of any app, whichever of them the answer repeats", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(500).end(`${custom.encryptKey} ${other.encryptKey}`);
    });
    const data = mkdtempSync(join(tmpdir(), "mocklark-tenant-"));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const clock = createVirtualClock({ autoAdvance: true });
    const simulator = createSimulator({
      clock,
      journal: await openJournal(data, { clock }),
      tenant: definition([custom, other]),
      tenantPush: () => ({ to: server }),
    });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    const text = readFileSync(join(data, "journal.ndjson"), "utf8");
    expect(text.match(/"body":"<encrypt key> <encrypt key>"/g)).toHaveLength(10);
    expect(text).not.toContain(custom.encryptKey);
    expect(text).not.toContain(other.encryptKey);
  });

  it("is on its way to a store app only by webhook, and says so once", async () => {
    const troubles: string[] = [];
    const simulator = createSimulator({
      tenant: definition([{ ...custom, type: "store" }]),
      onTenantTrouble: ({ message }) => void troubles.push(message),
    });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    expect(troubles).toEqual([
      `Failed to deliver the events of app ${custom.appId}: it is a store app and has no request URL.`,
    ]);
    expect([...simulator.deliveries]).toEqual([]);
  });

  it("finds nobody online where an app has no URL and no client", async () => {
    const simulator = createSimulator({ tenant: definition([custom]) });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    const [delivery] = [...simulator.deliveries];
    expect(delivery).toMatchObject({ channel: "long-connection", status: "given-up" });
    expect(delivery?.attempts[0]?.outcome.kind).toBe("offline");
  });

  it("is told to those who watch, and no longer when they stop", async () => {
    const simulator = createSimulator({ tenant: definition([custom]) });
    let changes = 0;
    const stop = simulator.tenant.onChange(() => changes++);
    await simulator.tenant.updateReserveConfig(change);
    simulator.tenant.setApp({ ...custom, encryptKey: "" });
    const told = changes;
    stop();
    await simulator.tenant.updateReserveConfig(change);
    await simulator.close();
    expect([told, changes]).toEqual([2, 2]);
  });

  it("shows those who watch the bytes of each attempt", async () => {
    const server = createServer((_request, response) => response.end()).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const simulator = createSimulator({ tenant: definition([custom]) });
    const sent: (string | undefined)[] = [];
    simulator.observe({
      attemptEnded: (_delivery, _record, request) => {
        const { event } = JSON.parse(request?.plaintext ?? "{}") as Partial<ReserveConfigEvent>;
        sent.push(event?.scope_id);
      },
    });
    const { port } = server.address() as AddressInfo;
    simulator.tenant.setApp({ ...custom, requestUrl: `http://127.0.0.1:${port}/` });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    simulator.isNetworkDown = true;
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    // Nothing is put on a network that is down.
    expect(sent).toEqual([roomId, ...Array<undefined>(5)]);
  });

  it("says why it cannot be sent to a public host, and sends nothing", async () => {
    const troubles: string[] = [];
    const simulator = createSimulator({
      tenant: definition([{ ...custom, requestUrl: "https://hooks.example.com/" }]),
      onTenantTrouble: ({ code }) => void troubles.push(code),
    });
    await simulator.tenant.updateReserveConfig(change);
    await simulator.idle();
    await simulator.close();
    expect(troubles).toEqual(["FORBIDDEN_TARGET"]);
  });
});

describe("a tenant from a file", () => {
  it("brings its rules with it, which options overrule", async () => {
    const file = {
      ...definition([custom]),
      rules: { unchangedPatch: "silent", emptyPatch: "refuse" },
      openApiRules: { pageSize: 3 },
    } as const;
    const simulator = createSimulator({ tenant: file, tenantRules: { emptyPatch: "accept" } });
    expect(simulator.tenant.rules).toMatchObject({
      unchangedPatch: "silent",
      emptyPatch: "accept",
      eventBlocks: "all",
    });
    await simulator.close();
  });
});

describe("a journal of two apps", () => {
  it("is gone on with by the app each event is for", async () => {
    const hook = await startHook();
    const data = mkdtempSync(join(tmpdir(), "mocklark-tenant-"));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const tenant = definition([
      { ...custom, requestUrl: hook.url },
      { ...other, requestUrl: hook.url },
    ]);
    // Retries wait until the clock is moved, and it is not.
    const clock = createVirtualClock();
    let planned = 0;
    let tell = (): void => {};
    const bothPlanned = new Promise<void>((resolve) => (tell = resolve));
    const first = createSimulator({
      clock,
      journal: await openJournal(data, { clock }),
      tenant,
      tenantPush: () => ({ fault: { name: "outage" } }),
      observers: [{ retryPlanned: () => void (++planned === 2 && tell()) }],
    });
    await first.tenant.updateReserveConfig(change);
    await bothPlanned;
    await first.close();
    expect(hook.requests).toEqual([]);

    const second = createSimulator({
      journal: await openJournal(data, { clock }),
      tenant,
    });
    const resumed = second.resume();
    expect(resumed).toHaveLength(2);
    await Promise.all(resumed.map(({ ended }) => ended));
    await second.close();
    const appIds = hook.requests.map((request) => {
      const key = [custom, other].find(
        ({ encryptKey }) =>
          request.headers["x-lark-signature"] === signatureOf(request, encryptKey),
      )?.encryptKey;
      return openEvent(request, key ?? "").header.app_id;
    });
    expect(appIds.sort()).toEqual([custom.appId, other.appId]);
  });
});

describe("a simulator with a tenant", () => {
  it("makes its events of the tenant's rooms and people", async () => {
    const simulator = createSimulator({ seed: 3, tenant: definition([custom]) });
    const event = await simulator.generate({ scope: "room", variant: "typical" });
    expect(event.event.scope_id).toBe(roomId);
    expect(event.header.app_id).toBe(custom.appId);
    expect((await simulator.directory()).people.map((person) => person.openId)).toEqual([openId]);
    await simulator.close();
  });

  it("takes settings of the app instead of the first app's", async () => {
    const simulator = createSimulator({
      tenant: definition([custom, other]),
      app: { encryptKey: "another-key" },
    });
    expect(simulator.app).toMatchObject({ appId: custom.appId, encryptKey: "another-key" });
    expect(simulator.tenant.apps.map(({ appId }) => appId)).toEqual([custom.appId, other.appId]);
    await simulator.close();
  });

  it("posts a store app its ticket, as an event of the first version", async () => {
    const hook = await startHook();
    const simulator = createSimulator({
      tenant: definition([{ ...custom, type: "store", requestUrl: hook.url }]),
    });
    const outcome = await simulator.pushAppTicket(custom.appId, "ticket-1");
    await simulator.close();
    expect(outcome).toMatchObject({ kind: "answered", status: 200 });
    const [request = { headers: {}, body: "" }] = hook.requests;
    expect(request.headers["x-lark-signature"]).toBe(signatureOf(request, custom.encryptKey));
    expect(open(request, custom.encryptKey)).toEqual({
      ts: expect.stringMatching(/^\d{10}\.\d{7}$/) as string,
      uuid: expect.stringMatching(/^[\da-f]{32}$/) as string,
      token: custom.verificationToken,
      type: "event_callback",
      event: { app_id: custom.appId, app_ticket: "ticket-1", type: "app_ticket" },
    });
  });
});
