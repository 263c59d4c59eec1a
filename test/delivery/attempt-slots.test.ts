import { describe, expect, it } from "vitest";
import { createAttemptSlots } from "../../src/delivery/attempt-slots.js";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("attempt slots", () => {
  it("serve those who wait in order, however many they are", async () => {
    const slots = createAttemptSlots(3);
    const order: number[] = [];
    for (let number = 0; number < 5_000; number++)
      void slots.acquire().then(() => order.push(number));
    await turn();
    expect(order).toEqual([0, 1, 2]);
    for (let released = 0; released < 5_000; released++) slots.release();
    await turn();
    expect(order).toEqual(Array.from({ length: 5_000 }, (_, number) => number));
    expect(slots.inUse).toBe(0);
  });

  it("say when there is room, and only then", async () => {
    const slots = createAttemptSlots(1);
    await slots.room();
    await slots.acquire();
    let room = false;
    void slots.room().then(() => (room = true));
    const next = slots.acquire();
    slots.release();
    await next;
    await turn();
    expect(room).toBe(false);
    slots.release();
    await turn();
    expect(room).toBe(true);
  });

  it("tell everybody of the room there is, because the first may not need it", async () => {
    const slots = createAttemptSlots(1);
    await slots.acquire();
    const told: string[] = [];
    void slots.room().then(() => told.push("one that goes away"));
    void slots.room().then(() => told.push("one that goes on"));
    slots.release();
    await turn();
    expect(told).toEqual(["one that goes away", "one that goes on"]);
  });
});
