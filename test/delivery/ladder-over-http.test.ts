import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVirtualClock, systemWallClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";
import { createWebhookChannel } from "../../src/delivery/webhook-channel.js";
import { createApp } from "../../src/event/app.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { eventNumbered } from "./scripted-channel.js";

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
/** Fails four times and then accepts. */
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => (body += part.toString()));
  request.on("end", () => {
    received.push({ headers: request.headers, body });
    response.writeHead(received.length % 5 === 0 ? 200 : 500).end();
  });
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

async function climb(policy: { timestamps?: "simulated" } = {}) {
  received.length = 0;
  const random = createRandom(1);
  const clock = createVirtualClock({ autoAdvance: true });
  const { port } = server.address() as AddressInfo;
  const channel = createWebhookChannel({
    url: `http://127.0.0.1:${port}/events`,
    builder: createRequestBuilder(createApp({ encryptKey: "key" }, random)),
    random,
    clock,
    ...policy,
  });
  const dispatcher = createDispatcher({ clock, random, policy });
  const delivery = await dispatcher.deliver({ event: eventNumbered(1), channel });
  await channel.close();
  return delivery;
}

const timestamps = (): number[] =>
  received.map(({ headers }) => Number(headers["x-lark-request-timestamp"]));

describe("the whole ladder against a real receiver", () => {
  it("takes 7 h 5 min 15 s of simulated time, and nobody waits for them", async () => {
    const { status, attempts } = await climb();
    expect(status).toBe("succeeded");
    expect((attempts.at(-1)?.startedAtMs ?? 0) - (attempts[0]?.startedAtMs ?? 0)).toBe(
      (7 * 3_600 + 5 * 60 + 15) * 1_000,
    );
  });

  it("signs and encrypts every attempt afresh, on the real clock", async () => {
    const before = Math.floor(systemWallClock.now() / 1_000);
    const { attempts } = await climb();
    expect(new Set(received.map(({ body }) => body)).size).toBe(5);
    expect(new Set(received.map(({ headers }) => headers["x-lark-request-nonce"])).size).toBe(5);
    for (const timestamp of timestamps()) {
      expect(timestamp).toBeGreaterThanOrEqual(before);
      expect(timestamp).toBeLessThanOrEqual(before + 60);
    }
    expect(attempts.map(({ timestamp }) => Number(timestamp))).toEqual(timestamps());
  });

  it("shows the simulated time in the timestamps when told to", async () => {
    await climb({ timestamps: "simulated" });
    const [first = 0, ...others] = timestamps();
    expect(others.map((timestamp) => timestamp - first)).toEqual([15, 315, 3_915, 25_515]);
  });
});
