import { createServer } from "node:http";
import express from "express";
import { describe, expect, it } from "vitest";
import { createVirtualClock, systemWallClock, type WallClock } from "../../src/base/clock.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { createSimulator, pushMany } from "../../src/index.js";
import { answered, scriptedChannel } from "../delivery/scripted-channel.js";

/** Real limits, but every timestamp is the same. */
const stoppedWall: WallClock = { ...systemWallClock, now: () => 1_700_000_000_000 };

describe("createSimulator", () => {
  it("delivers one generated event to an Express app", async () => {
    const bodies: unknown[] = [];
    const app = express();
    app.post("/webhook/event", express.json(), (request, response) => {
      bodies.push(request.body);
      response.end();
    });
    const simulator = createSimulator({ seed: 7 });
    const delivery = await simulator.push({ to: app });
    await simulator.close();
    expect(delivery.status).toBe("succeeded");
    expect(bodies).toMatchObject([
      { schema: "2.0", header: { event_id: delivery.eventId, app_id: simulator.app.appId } },
    ]);
  });

  it("skips the waits between attempts and says when they would have been, without being told to", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(500).end();
    });
    const simulator = createSimulator({ seed: 7 });
    const delivery = await simulator.push({ to: server });
    await simulator.close();
    expect(delivery.status).toBe("given-up");
    const [firstAt = 0, ...laterAt] = delivery.attempts.map(({ startedAtMs }) => startedAtMs);
    const waitedMs = laterAt.map((atMs) => atMs - firstAt);
    // Real time flows between the jumps.
    for (const [index, dueMs] of [15_000, 315_000, 3_915_000, 25_515_000].entries()) {
      expect(waitedMs[index]).toBeGreaterThanOrEqual(dueMs);
      expect(waitedMs[index]).toBeLessThan(dueMs + 14_000);
    }
  });
});

describe("an invalid event", () => {
  it.each(["schema", "header", "event"] as const)(
    "without %s is refused, and sent when the caller insists",
    async (part) => {
      const bodies: Record<string, unknown>[] = [];
      const app = express();
      app.post("/webhook/event", express.json(), (request, response) => {
        bodies.push(request.body as Record<string, unknown>);
        response.end();
      });
      const simulator = createSimulator({ seed: 7, app: { permissions: ["vc:room"] } });
      const { [part]: _left, ...rest } = await simulator.generate();
      const event = rest as unknown as ReserveConfigEvent;
      await expect(simulator.push({ to: app, event })).rejects.toThrow(
        expect.objectContaining({ code: "INVALID_EVENT" }),
      );
      const delivery = await simulator.push({ to: app, event, allowInvalid: true });
      await simulator.close();
      expect(delivery.status).toBe("succeeded");
      expect(bodies.map((body) => part in body)).toEqual([false]);
    },
  );

  it("that is no object is refused whatever the caller says", async () => {
    const simulator = createSimulator({ seed: 7 });
    const event = 5 as unknown as ReserveConfigEvent;
    await expect(
      simulator.push({ to: "http://127.0.0.1:1/", event, allowInvalid: true }),
    ).rejects.toThrow(expect.objectContaining({ code: "INVALID_EVENT" }));
    await simulator.close();
  });
});

describe("a receiver that is none", () => {
  it.each([
    [undefined, "it is undefined"],
    [null, "it is null"],
    [5, "it is a number"],
    [{}, "it is an object of another kind"],
    [Promise.resolve("http://127.0.0.1:1/"), "it is a promise"],
  ])("is refused with what it is: %o", async (to, message) => {
    const simulator = createSimulator({ seed: 7 });
    const options = { to: to as never };
    for (const call of [() => simulator.push(options), () => simulator.verifyUrl(options)]) {
      await expect(call()).rejects.toThrow(
        expect.objectContaining({
          code: "USAGE",
          message: expect.stringContaining(message) as string,
          remedy: expect.any(String) as string,
        }),
      );
    }
    await simulator.close();
  });
});

describe("a prepared request", () => {
  it("is signed at the time at which its delivery would be, with the headers asked for", async () => {
    const clock = createVirtualClock({ startMs: 1_000_000_000_000 });
    const request = { unit: "eu_sg", signPlaintext: true };
    const headers = async (policy: object): Promise<Map<string, string>> => {
      const simulator = createSimulator({ clock, policy, request });
      const prepared = await simulator.prepare({});
      await simulator.close();
      return new Map(prepared.headers);
    };
    const simulated = await headers({ timestamps: "simulated" });
    expect(simulated.get("X-Lark-Request-Timestamp")).toBe("1000000000");
    expect(simulated.get("Unit")).toBe("eu_sg");
    const wall = await headers({});
    expect(Number(wall.get("X-Lark-Request-Timestamp"))).toBeGreaterThan(1_700_000_000);
  });
});

describe("a lost answer", () => {
  it("is reported as late by the simulator's own limit", async () => {
    const server = createServer((_request, response) => response.end());
    const simulator = createSimulator({
      seed: 7,
      limits: { totalMs: 2_700 },
      policy: { waitsMs: [] },
    });
    const delivery = await simulator.push({ to: server, fault: { name: "lost-answer" } });
    await simulator.close();
    expect(delivery.attempts[0]?.outcome).toEqual({
      kind: "timed-out",
      phase: "response-headers",
      durationMs: 2_700,
    });
  });
});

describe("the same seed", () => {
  it("spoils the same attempts in the same way", async () => {
    const wall: WallClock = {
      ...systemWallClock,
      setTimer: (callback) => systemWallClock.setTimer(callback, 0),
    };
    const attemptsOf = async (seed: number): Promise<string[][]> => {
      const simulator = createSimulator({
        seed,
        clock: createVirtualClock({ autoAdvance: true, wall }),
      });
      const channel = scriptedChannel(({ fault }) => answered(200, fault?.name));
      const deliveries = await Promise.all(
        Array.from({ length: 30 }, () => simulator.push({ to: channel, faultProbability: 0.5 })),
      );
      await simulator.close();
      return deliveries.map(({ attempts }) =>
        attempts.map(({ outcome }) => ("body" in outcome ? outcome.body : outcome.kind)),
      );
    };
    const [first, again, other] = await Promise.all([7, 7, 8].map(attemptsOf));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const spoilt = first?.filter(([attempt]) => attempt !== "").length ?? 0;
    expect(spoilt).toBeGreaterThan(5);
    expect(spoilt).toBeLessThan(25);
  });

  it("gives the same bytes, however many pushes are under way and whoever answers first", async () => {
    const clock = createVirtualClock({ startMs: 1_700_000_000_000, wall: stoppedWall });
    const bytesOf = async (delayed: number): Promise<string[]> => {
      const sent: { id: string; text: string }[] = [];
      let arrived = 0;
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const { host: _host, ...headers } = request.headers;
          const body = Buffer.concat(chunks).toString();
          const id = String(headers["x-request-id"]);
          sent.push({ id, text: `${JSON.stringify(headers)}${body}` });
          const answer = () => response.end();
          if (arrived++ === delayed) setTimeout(answer, 20);
          else answer();
        });
      });
      const simulator = createSimulator({
        seed: 7,
        clock,
        app: { encryptKey: "key" },
        maxInFlight: 3,
      });
      await pushMany(simulator, { to: server, count: 12 });
      await simulator.close();
      return sent.map(({ text }) => text).sort();
    };
    const [first, second] = [await bytesOf(0), await bytesOf(5)];
    expect(first).toHaveLength(12);
    expect(second).toEqual(first);
  });
});

it("opens no gateway once it is closed, since nobody would close it", async () => {
  const simulator = createSimulator({ seed: 7 });
  await simulator.close();
  await expect(simulator.gateway()).rejects.toMatchObject({
    code: "USAGE",
    message: "Failed to open the gateway: the simulator is closed.",
  });
});

it("says what a forgery or a request to send lacks", async () => {
  const simulator = createSimulator({ seed: 7 });
  const to = "http://127.0.0.1:9/";
  const { forge, send } = simulator as unknown as Record<string, (given: object) => Promise<never>>;
  const expectRefusal = async (given: Promise<never> | undefined, missing: string) =>
    expect(given).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining(missing),
    });
  await expectRefusal(forge?.({ to }), "forgery is missing");
  await expectRefusal(forge?.({ to, forgery: "wrong-signature" }), "event is missing");
  await expectRefusal(send?.({ to }), "request is missing");
  await simulator.close();
});
