import { verbatim } from "../../../src/base/text.js";
import { inEnglish } from "../../in-english.js";
import { describe, expect, it } from "vitest";
import { systemWallClock } from "../../../src/base/clock.js";
import { createReceiverTime } from "../../../src/contract/suite/receiver-time.js";
import type { Outcome } from "../../../src/delivery/outcome.js";
import type { ReceiverClock } from "../../../src/receiver/clock/receiver-clock.js";

const startMs = Date.UTC(2026, 10, 28, 12);
const real = { ...systemWallClock, now: () => startMs };
const hourMs = 3_600_000;

/** A clock that does as it is told, and says so or not. */
function obedientClock(kind: ReceiverClock["kind"], tells = true): ReceiverClock {
  let movedMs = 0;
  return {
    kind,
    limits: undefined,
    movedMs: () => movedMs,
    advance(ms) {
      movedMs += ms;
      const saysMs = startMs + movedMs;
      return Promise.resolve({ kind: "moved", ...(tells ? { saysMs } : {}) });
    },
    close: () => Promise.resolve(),
  };
}

const timeOf = (clock: ReceiverClock) =>
  createReceiverTime(real, () => Promise.resolve({ kind: "movable", clock }));

const answerOf = (date: number): Outcome => ({
  kind: "answered",
  status: 200,
  headers: [["date", new Date(date).toUTCString()]],
  body: "",
  bodyTruncated: false,
  durationMs: 1,
});

describe("the receiver's time", () => {
  it("is real time until its clock is moved, and as far ahead from then on", async () => {
    const time = timeOf(obedientClock("node"));
    await time.begin();
    expect(time.wall.now()).toBe(startMs);
    expect(time.report()).toBeUndefined();
    await time.advance(hourMs);
    expect(time.wall.now()).toBe(startMs + hourMs);
    expect(time.report()).toEqual({
      kind: "node",
      movedMs: hourMs,
      says: "2026-11-28T13:00:00.000Z",
    });
  });

  it("opens the clock once, however often it is asked for", async () => {
    let opened = 0;
    const time = createReceiverTime(real, () => {
      opened++;
      return Promise.resolve({ kind: "movable", clock: obedientClock("node") });
    });
    await Promise.all([time.begin(), time.begin(), time.advance(1)]);
    expect(opened).toBe(1);
  });

  it("takes a Date header that did not follow for a clock that stood still", async () => {
    const time = timeOf(obedientClock("command", false));
    await time.begin();
    await time.advance(hourMs);
    expect(time.contradiction(answerOf(startMs + hourMs))).toBeUndefined();
    expect(inEnglish(time.contradiction(answerOf(startMs)))).toMatchObject({
      kind: "not-moved",
      reason: expect.stringContaining("2026-11-28T12:00:00.000Z") as string,
    });
  });

  it("takes a receiver that says another time for one whose clock something else sets", async () => {
    const clock: ReceiverClock = {
      ...obedientClock("node"),
      advance: () => Promise.resolve({ kind: "moved", saysMs: startMs - hourMs }),
    };
    expect(inEnglish(await timeOf(clock).advance(hourMs))).toMatchObject({
      kind: "not-moved",
      reason: expect.stringContaining("says 2026-11-28T11:00:00.000Z") as string,
    });
  });

  it("says why a clock cannot be moved", async () => {
    const trouble = {
      kind: "not-moved",
      reason: verbatim("It is a Go program."),
      remedy: verbatim("Add …"),
    } as const;
    const time = createReceiverTime(real, () => Promise.resolve(trouble));
    expect(await time.begin()).toBe(trouble);
    expect(await time.advance(1)).toBe(trouble);
    expect(time.wall.now()).toBe(startMs);
  });
});
