import { inEnglish } from "../../in-english.js";
import { describe, expect, it } from "vitest";
import { createJointClock } from "../../../src/receiver/clock/joint-clock.js";
import { manualWallClock } from "../../base/manual-wall-clock.js";
import { fakeReceiverClock, notMoved } from "./fake-receiver-clock.js";

const hour = 3_600_000;

describe("a joint clock", () => {
  it("moves the receiver before what was waited for happens, and as far", async () => {
    const { wall } = manualWallClock();
    const receiver = fakeReceiverClock();
    const clock = createJointClock(receiver.clock, { wall });
    const startMs = clock.now();
    const seen: (readonly [number, number])[] = [];
    for (const wait of [15_000, 6 * hour]) {
      await clock.sleep(wait);
      seen.push([clock.now() - startMs, receiver.clock.movedMs()]);
    }
    expect(seen).toEqual([
      [15_000, 15_000],
      [6 * hour + 15_000, 6 * hour + 15_000],
    ]);
    expect(clock.leftBehind()).toBeUndefined();
    expect(clock.summary()).toEqual({ how: "node", movedMs: 6 * hour + 15_000 });
  });

  it("starts where the receiver is, and signs by the receiver's time", async () => {
    const real = manualWallClock({ startMs: 1_000_000 });
    const receiver = fakeReceiverClock({ startMs: hour });
    const clock = createJointClock(receiver.clock, { wall: real.wall });
    expect(clock.now()).toBe(1_000_000 + hour);
    await clock.sleep(hour);
    real.pass(40);
    expect(clock.wall.now()).toBe(1_000_040 + 2 * hour);
    expect(clock.now()).toBe(clock.wall.now());
    expect(clock.summary().movedMs).toBe(hour);
  });

  it("goes on without a receiver that does not move, signs by its time, and says how far behind it is", async () => {
    const { wall } = manualWallClock();
    const receiver = fakeReceiverClock({
      answer: (move) => (move === 2 ? notMoved : { kind: "moved" }),
    });
    const clock = createJointClock(receiver.clock, { wall });
    for (let wait = 0; wait < 3; wait++) await clock.sleep(hour);
    expect(receiver.moves).toEqual([hour, hour]);
    expect(clock.leftBehind()).toEqual({ byMs: 2 * hour, trouble: notMoved });
    expect(clock.now() - clock.wall.now()).toBe(2 * hour);
    const { reason, remedy } = inEnglish(notMoved);
    expect(clock.summary()).toEqual({ how: "node", movedMs: hour, reason, remedy });
  });

  it("jumps alone when there is nothing to move", async () => {
    const clock = createJointClock(notMoved, { wall: manualWallClock().wall });
    expect(clock.leftBehind()).toBeUndefined();
    await clock.sleep(hour);
    expect(clock.leftBehind()).toEqual({ byMs: hour, trouble: notMoved });
    expect(clock.summary()).toMatchObject({ how: "none", movedMs: 0 });
  });

  it("takes a rejection for a clock that did not move", async () => {
    const { clock: receiver } = fakeReceiverClock({
      answer: () => {
        throw new Error("broken pipe");
      },
    });
    const clock = createJointClock(receiver, { wall: manualWallClock().wall });
    await clock.sleep(hour);
    expect(clock.leftBehind()?.trouble.reason.in("en")).toContain("broken pipe");
  });

  it("believes the time the receiver tells, within two seconds, and not a mere success", async () => {
    const { wall } = manualWallClock();
    const saying = (saysMs: number) =>
      createJointClock(fakeReceiverClock({ answer: () => ({ kind: "moved", saysMs }) }).clock, {
        wall,
      });
    const slow = saying(wall.now());
    await slow.sleep(hour);
    expect(inEnglish(slow.leftBehind())).toMatchObject({
      byMs: hour,
      trouble: { reason: "After a move of 1 h the receiver's clock is 1 h slow." },
    });
    const fast = saying(wall.now() + hour + 3_000);
    await fast.sleep(hour);
    expect(fast.leftBehind()?.trouble.reason.in("en")).toContain("3 s fast");
    const right = saying(wall.now() + hour + 1_900);
    await right.sleep(hour);
    expect(right.leftBehind()).toBeUndefined();
  });

  it("calls a command once for many short waits", async () => {
    const receiver = fakeReceiverClock({ kind: "command" });
    const clock = createJointClock(receiver.clock, { wall: manualWallClock().wall });
    for (let wait = 0; wait < 7; wait++) await clock.sleep(300);
    expect(receiver.moves).toEqual([1_200]);
  });
});
