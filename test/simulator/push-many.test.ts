import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRealClock, systemWallClock, type WallClock } from "../../src/base/clock.js";
import { createSimulator, pushMany } from "../../src/index.js";

describe("pushMany", () => {
  it("ends at once when it is stopped between two events of a low rate", async () => {
    // The second event is due in ten seconds, and that time never comes: waiting for it would be for ever.
    const wall: WallClock = {
      ...systemWallClock,
      setTimer: (callback, delayMs) =>
        delayMs > 5_000 ? { cancel() {} } : systemWallClock.setTimer(callback, delayMs),
    };
    const simulator = createSimulator({ seed: 7, clock: createRealClock({ wall }) });
    onTestFinished(() => simulator.close());
    const server = createServer((_request, response) => response.end());
    const stop = new AbortController();
    const summary = await pushMany(simulator, {
      to: server,
      count: 5,
      ratePerSecond: 0.1,
      signal: stop.signal,
      onEnded: () => stop.abort(),
    });
    expect(summary).toMatchObject({ started: 1, succeeded: 1, cancelled: 0 });
  });

  it("starts none once it is stopped, counts each it started, and warns of no leak", async () => {
    const simulator = createSimulator({ seed: 7, maxInFlight: 20 });
    onTestFinished(() => simulator.close());
    const warnings: Error[] = [];
    const note = (warning: Error): number => warnings.push(warning);
    process.on("warning", note);
    onTestFinished(() => void process.off("warning", note));
    const stop = new AbortController();
    let arrived = 0;
    const server = createServer(() => {
      if (++arrived === 20) stop.abort();
    });
    const summary = await pushMany(simulator, { to: server, count: 500, signal: stop.signal });
    await new Promise((resolve) => setImmediate(resolve));
    expect(summary).toMatchObject({ started: 20, succeeded: 0, givenUp: 0, cancelled: 20 });
    expect(warnings).toEqual([]);
  });

  it("ends at once when it is stopped while it waits for room", async () => {
    const wall: WallClock = {
      ...systemWallClock,
      setTimer: (callback, delayMs) =>
        delayMs > 5_000 ? { cancel() {} } : systemWallClock.setTimer(callback, delayMs),
    };
    const simulator = createSimulator({
      seed: 7,
      maxInFlight: 1,
      clock: createRealClock({ wall }),
    });
    onTestFinished(() => simulator.close());
    const stop = new AbortController();
    const server = createServer((_request, response) => {
      stop.abort();
      response.end();
    });
    const summary = await pushMany(simulator, {
      to: server,
      count: 5,
      ratePerSecond: 0.1,
      stop: stop.signal,
    });
    expect(summary).toMatchObject({ started: 1, succeeded: 1 });
  });
});
