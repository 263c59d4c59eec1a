/** The pushing side of the long-connection comparisons, in a process of its own. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { createRandom } from "../../src/base/random.js";
import type { Channel } from "../../src/delivery/channel.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { pushMany } from "../../src/simulator/push-many.js";
import { app, createEvents, createValidEvents } from "./bench-app.js";
import { naiveAssertValid } from "./naive-pipeline.js";
import { decodeWithProtobufjs, encodeWithProtobufjs } from "./pbbp2.js";
import { serveTasks } from "./worker.js";

/** How many events wait for their acknowledgement at once. */
const windowSize = 100;

/** What a push and its acknowledgement pass through. */
interface PushServer {
  readonly url: string;
  /** Pushes one fresh event and resolves when it is acknowledged. */
  readonly push: () => Promise<unknown>;
}

const nextEvent = await createValidEvents();
const nextUncheckedEvent = await createEvents();
const random = createRandom(6);
const simulator = createSimulator({ app, seed: 7, maxInFlight: windowSize, keep: 0 });
const gateway = await simulator.gateway();
const gatewayUrl = (await gateway.listen()).url;
let channel: Channel | undefined;
const servers = new Map<string, Promise<PushServer>>();

serveTasks({
  open: async (name: string) => (await serverFor(name)).url,
  /** Resolves when so many clients are online at the gateway. */
  online: async (count: number) => {
    await gateway.whenOnline(app.appId);
    while (gateway.connections().filter(({ state }) => state === "online").length < count) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
  push: async ({ name, count }: { name: string; count: number }) => {
    if (name === "pushMany") return seconds(() => pushThroughSimulator(count));
    const server = await serverFor(name);
    return seconds(() => pushInWindow(server, count));
  },
  outstanding: measureOutstanding,
});

const gatewayChannel = (): Channel => (channel ??= gateway.channel(app.appId));

function serverFor(name: string): Promise<PushServer> {
  const known = servers.get(name);
  if (known) return known;
  const made = openServer(name);
  servers.set(name, made);
  return made;
}

function openServer(name: string): Promise<PushServer> {
  if (name === "gateway") return Promise.resolve({ url: gatewayUrl, push: pushByGateway });
  return name === "static" ? openStatic() : openProtobufjs();
}

async function pushByGateway(): Promise<void> {
  const { outcome } = await gatewayChannel().attempt({ event: nextEvent(), attempt: 1, random });
  if (outcome.kind !== "acknowledged" || outcome.code !== 200) {
    throw new Error(`a push ended as ${JSON.stringify(outcome)}`);
  }
}

async function pushThroughSimulator(count: number): Promise<void> {
  const { succeeded } = await pushMany(simulator, { to: gatewayChannel(), count });
  if (succeeded !== count) throw new Error(`only ${succeeded} of ${count} were acknowledged`);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function pushInWindow({ push }: PushServer, count: number): Promise<void> {
  let started = 0;
  const pushOneByOne = async (): Promise<void> => {
    while (started < count) {
      started++;
      await push();
    }
  };
  await Promise.all(Array.from({ length: windowSize }, pushOneByOne));
}

/** The same frame over and over, its acknowledgements counted and not looked at. */
async function openStatic(): Promise<PushServer> {
  const frame = encodePush(randomUUID(), JSON.stringify(nextEvent()));
  const waiting: (() => void)[] = [];
  const { url, sockets } = await listen(() => waiting.shift()?.());
  let turn = 0;
  return {
    url,
    push: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        sockets[turn++ % sockets.length]?.send(frame);
      }),
  };
}

/** Fresh events the ordinary way: checked by ajv, framed by protobufjs, acknowledged by message id. */
async function openProtobufjs(): Promise<PushServer> {
  const waiting = new Map<string, () => void>();
  const { url, sockets } = await listen((bytes) => {
    const { headers, payload } = decodeWithProtobufjs(bytes);
    const id = headers.find(({ key }) => key === "message_id")?.value ?? "";
    const answer = JSON.parse(Buffer.from(payload ?? []).toString()) as { code: number };
    if (answer.code === 200) waiting.get(id)?.();
    waiting.delete(id);
  });
  let turn = 0;
  return {
    url,
    push: () =>
      new Promise<void>((resolve) => {
        const event = nextUncheckedEvent();
        naiveAssertValid(event);
        const id = randomUUID();
        waiting.set(id, resolve);
        sockets[turn++ % sockets.length]?.send(encodePush(id, JSON.stringify(event)));
      }),
  };
}

function encodePush(messageId: string, payload: string): Uint8Array {
  return encodeWithProtobufjs({
    SeqID: 1,
    LogID: 1,
    service: 33_554_678,
    method: 1,
    headers: [
      { key: "type", value: "event" },
      { key: "message_id", value: messageId },
      { key: "sum", value: "1" },
      { key: "seq", value: "0" },
      { key: "trace_id", value: messageId.replaceAll("-", "") },
      { key: "timestamp", value: String(Date.now()) },
      { key: "instance_id", value: "1234567890123456789" },
    ],
    payload: Buffer.from(payload),
  });
}

async function listen(
  onAck: (bytes: Buffer) => void,
): Promise<{ url: string; sockets: WebSocket[] }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  const sockets: WebSocket[] = [];
  server.on("connection", (socket) => {
    let isPing = true;
    socket.on("message", (bytes: Buffer) => {
      if (!isPing) onAck(bytes);
      isPing = false;
    });
    sockets.push(socket);
  });
  await once(server, "listening");
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** Heap bytes per event while so many wait for an acknowledgement that does not come. */
async function measureOutstanding(count: number): Promise<{ heapBytes: number; rssBytes: number }> {
  const patient = createSimulator({ app, seed: 8, maxInFlight: count, policy: { waitsMs: [] } });
  await patient.generate();
  global.gc?.();
  const before = process.memoryUsage();
  const pushes = Array.from({ length: count }, () => patient.push({ to: gatewayChannel() }));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  global.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  await Promise.all(pushes);
  return { heapBytes: heapUsed + external - before.heapUsed - before.external, rssBytes: rss };
}
