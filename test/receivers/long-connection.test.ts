import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { clientConfig, dataHeaders, startFakeGateway } from "./fake-gateway.js";
import { createLongConnection as createByHand } from "./long-connection-client.mjs";
import { createLongConnection as createWithSdk } from "./long-connection.mjs";
import { longConnectionMutants } from "./mutants/long-connection-mutants.mjs";
import { makeEvent } from "./webhook-requests.js";

const undo: (() => unknown)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).toReversed()) step();
});

type Create = (settings: {
  domain: string;
  appId: string;
  appSecret: string;
  statePath?: string;
  eventTypes?: readonly string[];
  onEvent: (event: unknown) => unknown;
}) => { start(): unknown; close(): void };

async function connect(create: Create) {
  const gateway = await startFakeGateway();
  undo.push(gateway.close);
  const effects: string[] = [];
  const client = create({
    domain: gateway.url,
    appId: "cli_9f5343c580712544",
    appSecret: "secret",
    eventTypes: ["vc.reserve_config.updated_v1", "vc.room.created_v1"],
    onEvent: (event) => {
      effects.push((event as { header: { event_id: string } }).header.event_id);
    },
  });
  undo.push(() => client.close());
  void client.start();
  return { gateway, effects, client };
}

type Connected = Awaited<ReturnType<typeof connect>>;

/** Connects and waits for the first ping, from when on the client listens. */
async function online(create: Create) {
  const connected = await connect(create);
  await soon(() => connected.gateway.pings() > 0);
  return connected;
}

/** However busy the machine is. */
async function soon(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 5 }).toBe(true);
}

/** As the long connection brings it: the token is empty. */
const tokenless = (eventType?: string) => makeEvent({ token: "", ...(eventType && { eventType }) });

function push({ gateway }: Connected, messageId: string, event = tokenless()) {
  gateway.send({ method: 1, headers: dataHeaders(messageId), payload: JSON.stringify(event) });
  return event.header.event_id;
}

function pushSplit({ gateway }: Connected, messageId: string, order: readonly number[]) {
  const event = tokenless();
  const text = Buffer.from(JSON.stringify({ ...event, note: "三楼会议室" }));
  const size = Math.ceil(text.length / order.length);
  for (const seq of order) {
    const payload = text.subarray(seq * size, (seq + 1) * size);
    gateway.send({ method: 1, headers: dataHeaders(messageId, seq, order.length), payload });
  }
  return event.header.event_id;
}

const codeOf = (payload: unknown) => (JSON.parse(String(payload)) as { code: number }).code;

async function ackCode(connected: Connected, messageId: string) {
  await soon(() => connected.gateway.acks(messageId).length > 0);
  return codeOf(connected.gateway.acks(messageId)[0]?.payload);
}

const goodClients = [
  { name: "long-connection-client", create: createByHand as Create, PingInterval: 1 },
  // In the SDK every ping sets the watchdog back.
  { name: "long-connection", create: createWithSdk as Create, PingInterval: 4 },
];

describe.each(goodClients)("$name", ({ create, PingInterval }) => {
  it("asks for the endpoint, opens the socket and pings at once", async () => {
    const { gateway } = await online(create);
    expect(gateway.state.asked).toEqual([
      expect.objectContaining({ AppID: "cli_9f5343c580712544", AppSecret: "secret" }),
    ]);
    expect(gateway.sockets).toHaveLength(1);
  });

  it("acks an event with its headers, acts once, and not on a repeat", async () => {
    const connected = await online(create);
    const event = tokenless();
    push(connected, "one", event);
    expect(await ackCode(connected, "one")).toBe(200);
    expect(connected.gateway.acks("one")[0]?.headers).toMatchObject(dataHeaders("one"));
    push(connected, "two", event);
    expect(await ackCode(connected, "two")).toBe(200);
    expect(connected.effects).toEqual([event.header.event_id]);
  });

  it("acts on each of its types", async () => {
    const connected = await online(create);
    const ids = ["vc.reserve_config.updated_v1", "vc.room.created_v1"].map((type) =>
      push(connected, type, tokenless(type)),
    );
    expect(await ackCode(connected, "vc.room.created_v1")).toBe(200);
    await soon(() => connected.effects.length === 2);
    expect(connected.effects.toSorted()).toEqual(ids.toSorted());
  });

  it("puts an event together from fragments out of order and acks it once", async () => {
    const connected = await online(create);
    const id = pushSplit(connected, "split", [2, 0, 1]);
    expect(await ackCode(connected, "split")).toBe(200);
    expect(connected.gateway.acks("split")).toHaveLength(1);
    expect(connected.effects).toEqual([id]);
  });

  it("acks a type it does not handle with 200, and does not act", async () => {
    const connected = await online(create);
    push(connected, "other", tokenless("vc.room.updated_v1"));
    expect(await ackCode(connected, "other")).toBe(200);
    expect(connected.effects).toEqual([]);
  });

  it("returns after its connection is killed and takes events again", async () => {
    const connected = await online(create);
    connected.gateway.sockets[0]?.terminate();
    await soon(() => connected.gateway.pings() > 1);
    expect(connected.gateway.sockets).toHaveLength(2);
    const id = push(connected, "after");
    expect(await ackCode(connected, "after")).toBe(200);
    expect(connected.effects).toEqual([id]);
  });

  it("returns when no pong comes", async () => {
    const { gateway } = await connect(create);
    gateway.state.config = { ...clientConfig, PingInterval };
    gateway.state.deaf = true;
    await soon(() => gateway.sockets.length > 1);
    expect(gateway.state.asked).toHaveLength(2);
  });

  it("gives up when there are too many connections", async () => {
    const gateway = await startFakeGateway();
    undo.push(gateway.close);
    gateway.state.endpointCode = 1_000_040_350;
    const appId = "cli_9f5343c580712544";
    const client = create({ domain: gateway.url, appId, appSecret: "secret", onEvent: () => {} });
    undo.push(() => client.close());
    void client.start();
    await soon(() => gateway.state.asked.length > 0);
    await new Promise((done) => setTimeout(done, 100));
    expect(gateway.state.asked).toHaveLength(1);
  });
});

describe("the client by hand", () => {
  it("takes a new ping interval from a pong", async () => {
    const connected = await connect(createByHand);
    connected.gateway.state.config = { ...clientConfig, PingInterval: 3600 };
    connected.gateway.state.pong = { ...clientConfig, PingInterval: 0.02 };
    await soon(() => connected.gateway.pings() >= 4);
    expect(connected.gateway.sockets).toHaveLength(1);
  });
});

/** What a client writes about a frame it cannot read is not for the test's output. */
function hush(): void {
  const quiet = console.error;
  console.error = () => {};
  undo.push(() => (console.error = quiet));
}

/** Makes the endpoint busy for good and counts how often the client asks again. */
async function countTries(
  create: Create,
  { ReconnectCount, tries }: { ReconnectCount: number; tries: number },
): Promise<void> {
  const { gateway } = await connect(create);
  gateway.state.config = { ...clientConfig, ReconnectCount, ReconnectInterval: 0.02 };
  await soon(() => gateway.pings() > 0);
  gateway.state.endpointCode = 1;
  gateway.sockets[0]?.terminate();
  await soon(() => gateway.state.asked.length === 1 + tries);
  await new Promise((done) => setTimeout(done, 200));
  expect(gateway.state.asked).toHaveLength(1 + tries);
}

/** Shows each mutant's bug with one exchange. */
const bugs: Readonly<Record<string, (create: Create) => Promise<void>>> = {
  "asks-and-stays-away": async (create) => {
    const { gateway } = await connect(create);
    await soon(() => gateway.state.asked.length > 0);
    expect(gateway.sockets).toHaveLength(0);
  },
  "keeps-its-first-config": async (create) => {
    const connected = await connect(create);
    connected.gateway.state.config = { ...clientConfig, PingInterval: 3600 };
    connected.gateway.state.pong = { ...clientConfig, PingInterval: 0.02 };
    await soon(() => connected.gateway.pings() > 0);
    push(connected, "later");
    await ackCode(connected, "later");
    // The pong went out before the event did; with its interval there would be pings by the dozen.
    await new Promise((done) => setTimeout(done, 200));
    expect(connected.gateway.pings()).toBe(1);
  },
  "acks-with-nothing": async (create) => {
    const connected = await online(create);
    push(connected, "one");
    await soon(() => connected.gateway.acks("one").length > 0);
    expect(String(connected.gateway.acks("one")[0]?.payload ?? "")).toBe("");
  },
  "deafened-by-a-bad-frame": async (create) => {
    hush();
    const connected = await online(create);
    connected.gateway.sockets[0]?.send(Buffer.alloc(16, 0xff));
    push(connected, "unheard");
    connected.gateway.sockets[0]?.close();
    await soon(() => connected.gateway.pings() > 1);
    push(connected, "heard");
    expect(await ackCode(connected, "heard")).toBe(200);
    expect(connected.gateway.acks("unheard")).toEqual([]);
  },
  "joins-as-they-come": async (create) => {
    const connected = await online(create);
    hush();
    pushSplit(connected, "split", [2, 0, 1]);
    const id = push(connected, "next");
    expect(await ackCode(connected, "next")).toBe(200);
    expect(connected.gateway.acks("split")).toEqual([]);
    expect(connected.effects).toEqual([id]);
  },
  "wants-a-token": async (create) => {
    const connected = await online(create);
    push(connected, "one");
    expect(await ackCode(connected, "one")).toBe(500);
    expect(connected.effects).toEqual([]);
  },
  "silent-about-unknown-types": async (create) => {
    const connected = await online(create);
    push(connected, "other", tokenless("vc.room.updated_v1"));
    push(connected, "next");
    expect(await ackCode(connected, "next")).toBe(200);
    expect(connected.gateway.acks("other")).toEqual([]);
  },
  "refuses-unknown-types": async (create) => {
    const connected = await online(create);
    push(connected, "other", tokenless("vc.room.updated_v1"));
    expect(await ackCode(connected, "other")).toBe(500);
  },
  "first-type-only": async (create) => {
    const connected = await online(create);
    push(connected, "other", tokenless("vc.room.created_v1"));
    expect(await ackCode(connected, "other")).toBe(200);
    expect(connected.effects).toEqual([]);
  },
  "forgets-with-its-process": async (create) => {
    const statePath = join(mkdtempSync(join(tmpdir(), "long-connection-")), "state");
    const remembering: Create = (settings) => create({ ...settings, statePath });
    const event = tokenless();
    for (const messageId of ["before", "after"]) {
      const connected = await online(remembering);
      push(connected, messageId, event);
      await ackCode(connected, messageId);
      expect(connected.effects).toHaveLength(1);
      connected.client.close();
    }
  },
  "waits-for-the-endpoint": async (create) => {
    const connected = await online(create);
    connected.gateway.state.silent = true;
    connected.gateway.sockets[0]?.terminate();
    await soon(() => connected.gateway.state.asked.length === 2);
    // The good client waits five seconds for an answer.
    await new Promise((done) => setTimeout(done, 6_500));
    expect(connected.gateway.state.asked).toHaveLength(2);
  },
  "three-tries": (create) => countTries(create, { ReconnectCount: -1, tries: 3 }),
  "counts-its-tries": (create) => countTries(create, { ReconnectCount: 1, tries: 1 }),
  "stays-away": async (create) => {
    const connected = await online(create);
    connected.gateway.sockets[0]?.terminate();
    await new Promise((done) => setTimeout(done, 200));
    expect(connected.gateway.sockets).toHaveLength(1);
  },
  "waits-for-ever": async (create) => {
    const connected = await connect(create);
    connected.gateway.state.deaf = true;
    // The good client waits two seconds for a pong.
    await soon(() => connected.gateway.pings() >= 3);
    await new Promise((done) => setTimeout(done, 300));
    expect(connected.gateway.sockets).toHaveLength(1);
  },
  "acts-on-every-push": async (create) => {
    const connected = await online(create);
    const event = tokenless();
    push(connected, "one", event);
    push(connected, "two", event);
    expect(await ackCode(connected, "two")).toBe(200);
    expect(connected.effects).toHaveLength(2);
  },
  "hammers-at-the-door": async (create) => {
    const { gateway } = await connect((settings) => create(settings));
    gateway.state.endpointCode = 1_000_040_350;
    await soon(() => gateway.pings() + gateway.state.asked.length > 0);
    gateway.sockets[0]?.terminate();
    await soon(() => gateway.state.asked.length > 3);
  },
};

describe("the broken long-connection clients", () => {
  it("have a name of their own and a test that shows the bug", () => {
    const names = longConnectionMutants.map(({ name }) => name);
    expect(names.toSorted()).toEqual(Object.keys(bugs).toSorted());
  });

  it.each(longConnectionMutants)("$name: $describe", async ({ name, create }) => {
    await bugs[name]?.(create);
    expect(expect.getState().assertionCalls).toBeGreaterThan(0);
  });
});
