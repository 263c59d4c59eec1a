import { describe, expect, it } from "vitest";
import type { Delivery, DeliveryObserver } from "../../src/delivery/delivery.js";
import { multiplexObservers } from "../../src/delivery/observer-multiplexer.js";

const delivery = { id: "1" } as Delivery;

describe("many observers as one", () => {
  it("goes on without one that throws, and reports it once", () => {
    const broken: [unknown, string][] = [];
    let reached = 0;
    const failing: DeliveryObserver = {
      deliveryEnded() {
        throw new Error("disk full");
      },
    };
    const all = multiplexObservers([failing, { deliveryEnded: () => reached++ }], {
      onBroken: (error, hook) => broken.push([error, hook]),
    });
    all.deliveryEnded(delivery);
    all.deliveryEnded(delivery);
    expect(reached).toBe(2);
    expect(broken).toEqual([[new Error("disk full"), "deliveryEnded"]]);
  });

  it("treats a rejected promise like an exception", async () => {
    const broken: string[] = [];
    let calls = 0;
    const failing = {
      deliveryEnded: (): Promise<void> => {
        calls++;
        return Promise.reject(new Error("late"));
      },
    } as unknown as DeliveryObserver;
    const all = multiplexObservers([failing], { onBroken: (_error, hook) => broken.push(hook) });
    all.deliveryEnded(delivery);
    await new Promise((resolve) => setImmediate(resolve));
    all.deliveryEnded(delivery);
    expect([calls, broken]).toEqual([1, ["deliveryEnded"]]);
  });

  it("adds and takes away", () => {
    let calls = 0;
    const all = multiplexObservers();
    const remove = all.add({ deliveryEnded: () => calls++ });
    all.deliveryEnded(delivery);
    remove();
    all.deliveryEnded(delivery);
    expect(calls).toBe(1);
  });
});
