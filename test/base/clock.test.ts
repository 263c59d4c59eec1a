import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import {
  createRealClock,
  createScaledClock,
  createVirtualClock,
  parseClock,
  parseSpeed,
} from "../../src/base/clock.js";
import { manualWallClock } from "./manual-wall-clock.js";

const hour = 3_600_000;

describe("a virtual clock", () => {
  it("stands still until it is advanced", async () => {
    const clock = createVirtualClock({ startMs: 1_000, autoAdvance: false });
    let fired = false;
    clock.setTimer(() => {
      fired = true;
    }, 5_000);
    await clock.advance(4_999);
    expect([clock.now(), fired]).toEqual([5_999, false]);
    await clock.advance("1ms");
    expect([clock.now(), fired]).toEqual([6_000, true]);
  });

  it("shows each timer the moment it was due at", async () => {
    const clock = createVirtualClock({ startMs: 0, autoAdvance: false });
    const seen: number[] = [];
    for (const delayMs of [30, 10, 20]) clock.setTimer(() => seen.push(clock.now()), delayMs);
    await clock.advance(100);
    expect(seen).toEqual([10, 20, 30]);
  });

  it("fires timers set on the way while it advances", async () => {
    const clock = createVirtualClock({ startMs: 0, autoAdvance: false });
    const seen: number[] = [];
    const chain = (async () => {
      for (let step = 0; step < 4; step++) {
        await clock.sleep(15);
        seen.push(clock.now());
      }
    })();
    await clock.advance(60);
    await chain;
    expect(seen).toEqual([15, 30, 45, 60]);
  });

  it("jumps on its own unless told not to, over any length of time", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    await clock.sleep(10_000 * hour);
    expect(clock.now()).toBe(10_000 * hour);
  });

  it("lets what follows on work that began late set its timer before it jumps", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const order: string[] = [];
    const far = clock.sleep(hour).then(() => order.push("far"));
    async function workLate(): Promise<void> {
      await clock.track(new Promise((resolve) => setTimeout(resolve, 5)));
      for (let step = 0; step < 5; step++) await Promise.resolve();
      clock.setTimer(() => order.push("near"), 10);
    }
    setImmediate(() => void workLate());
    await far;
    expect(order).toEqual(["near", "far"]);
  });

  it("waits for real requests to end before it jumps", async () => {
    const order: string[] = [];
    const server = createServer((_request, response) => {
      order.push("received");
      response.end("ok");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const clock = createVirtualClock({ startMs: 0 });
    clock.setTimer(() => order.push(`timer at ${clock.now()}`), hour);
    const { port } = server.address() as AddressInfo;
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: "127.0.0.1", agent: false }, resolve).on("error", reject);
    });
    const response = await clock.track(answered);
    response.resume();
    await clock.track(once(response, "end"));
    order.push(`answered at ${clock.now()}`);
    await clock.sleep(2 * hour);
    expect(order).toEqual(["received", "answered at 0", `timer at ${hour}`]);
    server.close();
  });

  it("does not jump while tracked work goes on, and does when it fails", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    let fail: (error: Error) => void = () => {};
    const work = clock.track(
      new Promise<never>((_resolve, reject) => {
        fail = reject;
      }),
    );
    const slept = clock.sleep(1_000);
    await turns(20);
    expect(clock.now()).toBe(0);
    fail(new Error("broken"));
    await expect(work).rejects.toThrow("broken");
    await slept;
    expect(clock.now()).toBe(1_000);
  });

  it("leaves timers unfired once it is stopped", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    let fired = false;
    clock.setTimer(() => {
      fired = true;
    }, 10);
    clock.stop();
    await clock.advance(100);
    await turns(10);
    expect([fired, clock.now()]).toEqual([false, 0]);
  });

  it("rejects a sleep with the reason of its signal and forgets the timer", async () => {
    const clock = createVirtualClock({ startMs: 0, autoAdvance: false });
    const controller = new AbortController();
    const slept = clock.sleep(hour, controller.signal);
    controller.abort(new Error("enough"));
    await expect(slept).rejects.toThrow("enough");
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow("enough");
  });

  it("refuses to go back", async () => {
    await expect(createVirtualClock().advance(-1)).rejects.toMatchObject({ code: "USAGE" });
  });

  it("goes from one due time to the next, however many waits fall due at each", async () => {
    const jumps: number[] = [];
    const clock = createVirtualClock({
      startMs: 0,
      autoAdvance: false,
      beforeJump: async (ms) => void jumps.push(ms),
    });
    let fired = 0;
    for (let index = 0; index < 100_000; index++) {
      clock.setTimer(() => fired++, 1_000 + (index % 10));
    }
    await clock.advance(2_000);
    expect(fired).toBe(100_000);
    expect(jumps).toEqual([1_000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 991]);
  });
});

describe("what comes before a jump", () => {
  const jumping = (made: { readonly autoAdvance?: boolean } = {}) => {
    const order: string[] = [];
    const clock = createVirtualClock({
      ...made,
      startMs: 0,
      beforeJump: async (ms) => {
        await turns(3);
        order.push(`${ms} at ${clock.now()}`);
      },
    });
    return { clock, order };
  };

  it("is awaited with the length of the jump, before anything falls due", async () => {
    const { clock, order } = jumping();
    await Promise.all([
      clock.sleep(1_000).then(() => order.push("first")),
      clock.sleep(hour).then(() => order.push("second")),
    ]);
    expect(order).toEqual(["1000 at 0", "first", `${hour - 1_000} at 1000`, "second"]);
  });

  it("comes for the way to each timer and for the rest when the clock is advanced", async () => {
    const { clock, order } = jumping({ autoAdvance: false });
    clock.setTimer(() => order.push("fired"), 400);
    await clock.advance(1_000);
    expect(order).toEqual(["400 at 0", "fired", "600 at 400"]);
  });

  it("comes once for a stretch that two want to skip at the same time", async () => {
    const { clock, order } = jumping();
    await Promise.all([clock.sleep(1_000), clock.advance(1_000)]);
    expect(order).toEqual(["1000 at 0"]);
    expect(clock.now()).toBe(1_000);
  });

  it("does not shorten the jump by the real time it takes", async () => {
    const real = manualWallClock();
    const clock = createVirtualClock({
      startMs: 0,
      flowing: true,
      wall: real.wall,
      beforeJump: () => {
        real.pass(70);
        return Promise.resolve();
      },
    });
    await clock.advance(1_000);
    expect(clock.now()).toBe(1_070);
  });

  it("moves no time when the clock is stopped before it", async () => {
    const { clock, order } = jumping();
    void clock.sleep(1_000);
    clock.stop();
    await turns(10);
    expect([order, clock.now()]).toEqual([[], 0]);
  });
});

describe("a flowing virtual clock", () => {
  it("runs with real time between its jumps, and jumps as far as it must", async () => {
    const real = manualWallClock();
    const clock = createVirtualClock({
      startMs: 0,
      autoAdvance: false,
      flowing: true,
      wall: real.wall,
    });
    real.pass(40);
    expect(clock.now()).toBe(40);
    const fired: number[] = [];
    clock.setTimer(() => fired.push(clock.now()), 15_000);
    await clock.advance(20_000);
    expect(fired).toEqual([15_040]);
    expect(clock.now()).toBe(20_040);
    real.pass(5);
    expect(clock.now()).toBe(20_045);
  });

  it("fires what real time has reached although work never comes to rest", async () => {
    const real = manualWallClock();
    const clock = createVirtualClock({ startMs: 0, flowing: true, wall: real.wall });
    const fired: number[] = [];
    clock.setTimer(() => fired.push(clock.now()), 100);
    void clock.track(new Promise(() => {}));
    real.pass(99);
    await clock.track(Promise.resolve());
    expect(fired).toEqual([]);
    real.pass(1);
    await clock.track(Promise.resolve());
    expect(fired).toEqual([100]);
  });
});

describe("a scaled clock", () => {
  it("runs as many times as fast as told, without drift", () => {
    const real = manualWallClock();
    const clock = createScaledClock({ speed: 60, wall: real.wall });
    const startMs = clock.now();
    const seen: number[] = [];
    const tick = (): void => {
      seen.push(clock.now() - startMs);
      clock.setTimer(tick, 60_000);
    };
    clock.setTimer(tick, 60_000);
    real.pass(3_600_000);
    expect(clock.now() - startMs).toBe(60 * 3_600_000);
    expect(seen).toHaveLength(3_600);
    expect(seen.at(-1)).toBe(3_600 * 60_000);
  });

  it("never fires early", () => {
    const real = manualWallClock();
    const clock = createScaledClock({ speed: 7, wall: real.wall });
    const startMs = clock.now();
    let firedAt = 0;
    clock.setTimer(() => {
      firedAt = clock.now() - startMs;
    }, 15_000);
    real.pass(15_000 / 7 + 1);
    expect(firedAt).toBeGreaterThanOrEqual(15_000);
    expect(firedAt).toBeLessThanOrEqual(15_007);
  });

  it("holds any number of waits with one real timer, and lets go of it when all are cancelled", () => {
    const real = manualWallClock();
    const clock = createRealClock({ wall: real.wall });
    const timers = Array.from({ length: 1_000 }, (_, index) => clock.setTimer(() => {}, index + 1));
    expect(real.pendingTimers).toBe(1);
    for (const timer of timers) timer.cancel();
    expect(real.pendingTimers).toBe(0);
  });

  it("waits longer than Node's longest timer", () => {
    const real = manualWallClock();
    const clock = createRealClock({ wall: real.wall });
    let fired = 0;
    const thirtyDays = 30 * 24 * hour;
    clock.setTimer(() => fired++, thirtyDays);
    real.pass(thirtyDays - 1);
    expect(fired).toBe(0);
    real.pass(1);
    expect(fired).toBe(1);
  });

  it("can be skipped: what falls due on the way is called back in order, the rest later", () => {
    const real = manualWallClock();
    const clock = createRealClock({ wall: real.wall });
    const startMs = clock.now();
    const fired: string[] = [];
    clock.setTimer(() => fired.push("6 h"), 6 * hour);
    clock.setTimer(() => fired.push("1 h"), hour);
    clock.setTimer(() => fired.push("15 s"), 15_000);
    clock.skip(hour);
    expect(clock.now() - startMs).toBe(hour);
    real.pass(0);
    expect(fired).toEqual(["15 s", "1 h"]);
    real.pass(5 * hour);
    expect(fired).toEqual(["15 s", "1 h", "6 h"]);
    clock.skip(-1);
    expect(clock.now() - startMs).toBe(6 * hour);
  });

  it("runs on real timers", async () => {
    const clock = createScaledClock({ speed: 10_000 });
    const startMs = clock.now();
    await clock.sleep(20_000);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(20_000);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the speed %d", (speed) => {
    expect(() => createScaledClock({ speed })).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});

describe("parseSpeed", () => {
  it.each([
    ["60x", 60],
    ["60", 60],
    [" 0.5 X ", 0.5],
    ["1x", 1],
  ])("reads %o as %d", (text, speed) => {
    expect(parseSpeed(text)).toBe(speed);
  });

  it.each(["", "x", "0x", "-2x", "fast", "60xx", "1e3"])("refuses %o with a remedy", (text) => {
    expect(() => parseSpeed(text)).toThrow(
      expect.objectContaining({ code: "USAGE", remedy: expect.stringContaining("60x") as string }),
    );
  });
});

describe("parseClock", () => {
  it("makes a virtual clock that jumps", async () => {
    const clock = parseClock("virtual");
    const startMs = clock.now();
    await clock.sleep(7 * hour);
    expect(clock.now() - startMs).toBe(7 * hour);
  });

  it("refuses anything else", () => {
    expect(() => parseClock("virtuel")).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
