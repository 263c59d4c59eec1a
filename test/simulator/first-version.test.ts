import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, describe, expect, it } from "vitest";
import type { App } from "../../src/event/app.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { parseCapturedRequest } from "../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { formatAsHttp } from "../../src/wire/format-request.js";
import { firstVersionSample } from "../event/sample/message-sample.js";

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** What the official SDK's handler of "message" was handed. */
type Handled = Record<string, unknown>[];

function simulatorWith(app: Partial<App>): Simulator {
  const events = [eventTypeFromSample(firstVersionSample)];
  const simulator = createSimulator({ app, events, seed: 1 });
  closing.push(() => simulator.close());
  return simulator;
}

const dispatcherOf = (keys: Partial<App>, handled: Handled) =>
  new lark.EventDispatcher({ ...keys, loggerLevel: lark.LoggerLevel.fatal }).register({
    message: (data: Record<string, unknown>) => void handled.push(data),
  });

const adapted = (dispatcher: lark.EventDispatcher): Server => {
  const handle = lark.adaptDefault("/webhook/event", dispatcher);
  return createServer((request, response) => void handle(request, response));
};

async function listen(receiver: Server | lark.EventDispatcher): Promise<string> {
  const server = receiver instanceof lark.EventDispatcher ? adapted(receiver) : receiver;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}

describe("an event of schema 1.0", () => {
  it.each([
    ["encrypted and signed", "test key"],
    ["in clear", ""],
  ])("reaches the official Node SDK's handler, %s", async (_how, encryptKey) => {
    const handled: Handled = [];
    const simulator = simulatorWith({ encryptKey });
    const dispatcher = dispatcherOf({ encryptKey }, handled);
    const url = await listen(dispatcher);
    const delivery = await simulator.push({ to: url });
    expect(delivery.status).toBe("succeeded");
    expect(handled).toEqual([
      expect.objectContaining({
        uuid: delivery.eventId,
        token: simulator.app.verificationToken,
        app_id: simulator.app.appId,
        ts: expect.stringMatching(/^\d{10}\.\d{6}$/) as string,
        text: expect.stringMatching(/^hello [0-9a-f]{32}$/) as string,
      }),
    ]);
  });

  it("is refused by the SDK when it was signed with another key", async () => {
    const handled: Handled = [];
    const simulator = simulatorWith({ encryptKey: "test key" });
    const dispatcher = dispatcherOf({ encryptKey: "test key" }, handled);
    const url = await listen(dispatcher);
    const event = await simulator.generate();
    await simulator.forge({ to: url, forgery: "other-key", event });
    await simulator.forge({ to: url, forgery: "wrong-signature", event });
    expect(handled).toEqual([]);
  });

  it("reaches the SDK's client of the long connection, without a token", async () => {
    const handled: Handled = [];
    const simulator = simulatorWith({});
    const gateway = await simulator.gateway({ clientConfig: { ReconnectNonce: 0 } });
    const { url: domain } = await gateway.listen();
    const { appId, appSecret } = simulator.app;
    const client = new lark.WSClient({
      appId,
      appSecret,
      domain,
      loggerLevel: lark.LoggerLevel.fatal,
    });
    closing.push(() => client.close({ force: true }));
    void client.start({ eventDispatcher: dispatcherOf({}, handled) });
    await gateway.whenOnline(appId, { timeoutMs: 30_000 });
    const delivery = await simulator.push({ to: gateway.channel(appId) });
    expect(delivery.status).toBe("succeeded");
    expect(handled).toEqual([expect.objectContaining({ uuid: delivery.eventId, token: "" })]);
  });

  it("is explained as what it is", async () => {
    const simulator = simulatorWith({ encryptKey: "test key" });
    const request = await simulator.prepare({});
    const captured = parseCapturedRequest(formatAsHttp(request, new URL("http://127.0.0.1/x")));
    const { encryptKey, verificationToken } = simulator.app;
    const nowMs = simulator.clock.wall.now();
    const { steps } = explainRequest(captured, { encryptKey, verificationToken, nowMs });
    expect(steps.filter(({ verdict }) => verdict === "failed")).toEqual([]);
    expect(steps.at(-1)?.message).toMatch(/^It is a message of schema 1\.0/);
  });

  it("is forged with a wrong token, an empty one, and none", async () => {
    const simulator = simulatorWith({});
    const seen: unknown[] = [];
    const url = await listen(
      createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          seen.push((JSON.parse(Buffer.concat(chunks).toString()) as { token?: unknown }).token);
          response.end("{}");
        });
      }),
    );
    const event = await simulator.generate();
    for (const forgery of ["wrong-token", "empty-token", "null-token", "missing-token"] as const) {
      await simulator.forge({ to: url, forgery, event });
    }
    expect(seen).toEqual([expect.stringMatching(/^\w{32}$/), "", null, undefined]);
    expect(seen[0]).not.toBe(simulator.app.verificationToken);
  });
});
