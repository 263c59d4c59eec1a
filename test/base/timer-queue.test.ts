import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimerQueue } from "../../src/base/timer-queue.js";

describe("a timer queue", () => {
  it("fires earliest first, equal times in the order they were added", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (dueTimes) => {
        const queue = createTimerQueue();
        const fired: { dueAt: number; index: number }[] = [];
        for (const [index, dueAt] of dueTimes.entries())
          queue.add(dueAt, () => fired.push({ dueAt, index }));
        queue.fireDue(20);
        const expected = dueTimes
          .map((dueAt, index) => ({ dueAt, index }))
          .sort((left, right) => left.dueAt - right.dueAt || left.index - right.index);
        expect(fired).toEqual(expected);
      }),
    );
  });

  it("leaves what is not due yet", () => {
    const queue = createTimerQueue();
    const fired: number[] = [];
    for (const dueAt of [30, 10, 20]) queue.add(dueAt, () => fired.push(dueAt));
    queue.fireDue(20);
    expect(fired).toEqual([10, 20]);
    expect(queue.nextDueAt()).toBe(30);
  });

  it("never calls a timer that an earlier callback of the same moment cancelled", () => {
    const queue = createTimerQueue();
    const fired: string[] = [];
    queue.add(1, () => {
      fired.push("first");
      second.cancel();
    });
    const second = queue.add(1, () => fired.push("second"));
    queue.fireDue(1);
    expect(fired).toEqual(["first"]);
    expect(queue.nextDueAt()).toBe(Number.POSITIVE_INFINITY);
  });

  it("keeps a timer that a callback adds for the next call", () => {
    const queue = createTimerQueue();
    let calls = 0;
    const renew = (): void => {
      calls++;
      queue.add(1, renew);
    };
    renew();
    queue.fireDue(5);
    expect(calls).toBe(2);
    expect(queue.nextDueAt()).toBe(1);
  });

  it("goes on to the other timers after one has thrown, and hands the error on", () => {
    const errors: unknown[] = [];
    const queue = createTimerQueue({ onError: (error) => errors.push(error) });
    const broken = new Error("broken");
    let reached = false;
    queue.add(1, () => {
      throw broken;
    });
    queue.add(1, () => {
      reached = true;
    });
    queue.fireDue(1);
    expect(reached).toBe(true);
    expect(errors).toEqual([broken]);
  });

  it("sweeps cancelled timers out long before they are due", () => {
    const queue = createTimerQueue();
    const timers = Array.from({ length: 100_000 }, (_, index) => queue.add(1e9 + index, () => {}));
    for (const timer of timers.slice(1)) timer.cancel();
    expect(queue.size).toBeLessThan(200);
    expect(queue.nextDueAt()).toBe(1e9);
  });

  it("does not mind cancelling twice, or after the call", () => {
    const queue = createTimerQueue();
    const fired = queue.add(1, () => {});
    queue.fireDue(1);
    fired.cancel();
    const pending = Array.from({ length: 200 }, () => queue.add(2, () => {}));
    for (const timer of pending.slice(0, 70)) {
      timer.cancel();
      timer.cancel();
    }
    // Counted twice, the seventy would pass for more than half and be swept.
    expect(queue.size).toBe(200);
    expect(queue.nextDueAt()).toBe(2);
  });
});
