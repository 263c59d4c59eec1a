import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/delivery/fault.js";
import { behindNetwork } from "../../src/delivery/network-fault.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { answered, eventNumbered, scriptedChannel } from "./scripted-channel.js";

const inputWith = (name: Fault["name"], number = 1) => ({
  event: eventNumbered(number),
  attempt: 1,
  fault: { name } as Fault,
});

/** Answers 201 first, then 202, … */
const counting = () => {
  let attempts = 200;
  return scriptedChannel(() => answered(++attempts));
};

describe("a network that is down", () => {
  it("lets nothing through until it is up again, whatever was planned", async () => {
    const channel = counting();
    let isDown = true;
    const network = behindNetwork(channel, { isDown: () => isDown });
    const { outcome } = await network.attempt(inputWith("lost-answer"));
    expect(outcome).toMatchObject({ kind: "unreachable" });
    expect(channel.inputs).toHaveLength(0);
    isDown = false;
    expect((await network.attempt(inputWith("clock-skew"))).outcome).toMatchObject({ status: 201 });
  });
});

describe("a fault of the network", () => {
  it("outage lets nothing through", async () => {
    const channel = counting();
    const { outcome } = await behindNetwork(channel).attempt(inputWith("outage"));
    expect(outcome).toMatchObject({ kind: "unreachable" });
    expect(channel.inputs).toHaveLength(0);
  });

  it("lost-answer lets the event through and turns the answer into a time-out", async () => {
    const channel = counting();
    const network = behindNetwork(channel, { limitMs: 700 });
    expect((await network.attempt(inputWith("lost-answer"))).outcome).toEqual({
      kind: "timed-out",
      phase: "response-headers",
      durationMs: 700,
    });
    expect(channel.inputs).toHaveLength(1);
  });

  it("concurrent-copies has three on the wire at once, of which the first one's answer counts", async () => {
    let underWay = 0;
    let most = 0;
    let copies = 0;
    const channel = scriptedChannel(async () => {
      const copy = ++copies;
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return answered(200 + copy);
    });
    const { outcome } = await behindNetwork(channel).attempt(inputWith("concurrent-copies"));
    expect(outcome).toMatchObject({ status: 201 });
    expect([copies, most]).toEqual([3, 3]);
    expect(channel.inputs.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined]);
  });

  it("out-of-order lets what is sent meanwhile overtake the attempt", async () => {
    const real = manualWallClock();
    const channel = counting();
    const network = behindNetwork(channel, { wall: real.wall });
    const held = network.attempt(inputWith("out-of-order", 1));
    await network.attempt({ event: eventNumbered(2), attempt: 1 });
    real.pass(499);
    expect(channel.inputs).toHaveLength(1);
    real.pass(1);
    expect((await held).outcome).toMatchObject({ status: 202 });
    expect(channel.inputs.map(({ event }) => event)).toEqual([eventNumbered(2), eventNumbered(1)]);
  });

  it("of one transport is the channel's own business", async () => {
    const channel = counting();
    await behindNetwork(channel).attempt(inputWith("reset"));
    expect(channel.inputs).toMatchObject([{ fault: { name: "reset" } }]);
  });
});
