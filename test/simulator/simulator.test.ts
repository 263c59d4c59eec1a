import { createServer } from "node:http";
import express from "express";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createSimulator } from "../../src/index.js";

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

  it("climbs the whole ladder of a receiver that always fails in virtual time", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(500).end();
    });
    const clock = createVirtualClock({ autoAdvance: true });
    const startMs = clock.now();
    const simulator = createSimulator({ seed: 7, clock });
    const delivery = await simulator.push({ to: server });
    await simulator.close();
    expect(delivery.status).toBe("given-up");
    expect(delivery.attempts.map(({ startedAtMs }) => startedAtMs - startMs)).toEqual([
      0, 15_000, 315_000, 3_915_000, 25_515_000,
    ]);
  });
});
