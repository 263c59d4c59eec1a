import { describe, expect, it } from "vitest";
import { createAckBudget } from "../../src/gateway/ack-budget.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

function start() {
  const time = manualWallClock();
  const budget = createAckBudget({ wall: time.wall, budgetMs: 3_000 });
  const ranOut: string[] = [];
  const begin = (name: string) => {
    const push = { startedAt: time.wall.elapsed(), runOut: () => void ranOut.push(name) };
    budget.start(push);
    return push;
  };
  return { time, budget, ranOut, begin };
}

describe("the budget of pushes", () => {
  it("runs out for each when its own time is over", () => {
    const { time, ranOut, begin } = start();
    begin("first");
    time.pass(1_000);
    begin("second");
    begin("third");
    time.pass(1_999);
    expect(ranOut).toEqual([]);
    time.pass(1);
    expect(ranOut).toEqual(["first"]);
    time.pass(1_000);
    expect(ranOut).toEqual(["first", "second", "third"]);
  });

  it("does not run out for those that have ended", () => {
    const { time, budget, ranOut, begin } = start();
    const first = begin("first");
    time.pass(1_000);
    begin("second");
    budget.end(first);
    time.pass(3_000);
    expect(ranOut).toEqual(["second"]);
  });

  it("needs one timer for any number, and none when all have ended", () => {
    const { time, budget, begin } = start();
    const pushes = ["first", "second", "third"].map(begin);
    expect(time.pendingTimers).toBe(1);
    pushes.forEach((push) => budget.end(push));
    expect(time.pendingTimers).toBe(0);
  });

  it("begins anew with the next after all have run out", () => {
    const { time, ranOut, begin } = start();
    begin("first");
    time.pass(3_000);
    expect(time.pendingTimers).toBe(0);
    begin("second");
    time.pass(3_000);
    expect(ranOut).toEqual(["first", "second"]);
  });

  it("takes on one that starts when another runs out", () => {
    const { time, ranOut, budget, begin } = start();
    budget.start({ startedAt: time.wall.elapsed(), runOut: () => void begin("second") });
    time.pass(3_000);
    expect(time.pendingTimers).toBe(1);
    time.pass(3_000);
    expect(ranOut).toEqual(["second"]);
    expect(time.pendingTimers).toBe(0);
  });
});
