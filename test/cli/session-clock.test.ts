import { inEnglish } from "../in-english.js";
import { describe, expect, it } from "vitest";
import {
  assertMoved,
  type ClockPlan,
  clockForScenario,
  planReceiverClock,
} from "../../src/cli/session-clock.js";
import type { ScenarioResult } from "../../src/scenario/run-scenario.js";
import type { Requirement, Scenario } from "../../src/scenario/scenario.js";
import { fakeReceiverClock, notMoved } from "../receiver/clock/fake-receiver-clock.js";

const scenario = (...requires: readonly Requirement[]): Scenario => ({
  file: "s.yaml",
  name: "a",
  why: "b",
  transports: ["webhook"],
  requires,
  app: {},
  policy: {},
  events: [],
  steps: [],
});

const needing = scenario("receiver-clock");
const moved = (otherwise: "fail" | "unchecked" | "skip"): ClockPlan => ({
  kind: "moved",
  how: "auto",
  otherwise,
});

describe("the plan for the receiver's clock", () => {
  const leftAlone = { kind: "left-alone" };
  it.each([
    ["virtual", undefined, leftAlone],
    ["virtual", "off", leftAlone],
    ["60x", "off", leftAlone],
    ["real", "auto", leftAlone],
    ["virtual", "auto", moved("unchecked")],
    ["virtual", "node", { kind: "moved", how: "node", otherwise: "fail" }],
  ])("with --clock %s and --receiver-clock %s", (clock, receiverClock, plan) => {
    expect(planReceiverClock([scenario()], { clock, receiverClock })).toEqual(plan);
  });

  it.each([
    ["virtual", undefined, moved("skip")],
    ["real", undefined, leftAlone],
    ["virtual", "off", leftAlone],
  ])("with --clock %s and --receiver-clock %s, for one that needs it", (clock, how, plan) => {
    const scenarios = [scenario(), needing];
    expect(planReceiverClock(scenarios, { clock, receiverClock: how })).toEqual(plan);
  });

  it.each([
    ["real", "node"],
    ["60x", "auto"],
    ["60x", "command:true {seconds}"],
  ])("does not go with --clock %s and --receiver-clock %s", (clock, receiverClock) => {
    expect(() => planReceiverClock([scenario()], { clock, receiverClock })).toThrow(
      expect.objectContaining({ code: "USAGE", message: expect.stringContaining(clock) }),
    );
  });
});

it("a way nobody knows is refused", () => {
  const asked = { clock: "virtual", receiverClock: "nodejs" };
  expect(() => planReceiverClock([scenario()], asked)).toThrow(
    expect.objectContaining({ code: "USAGE", message: expect.stringContaining("nodejs") }),
  );
});

describe("a scenario is played with", () => {
  const { clock } = fakeReceiverClock();

  it("the clock that can be moved, whatever the scenario needs", () => {
    for (const one of [scenario(), needing]) {
      expect(clockForScenario(one, moved("skip"), clock)).toBe(clock);
      expect(clockForScenario(one, moved("fail"), clock)).toBe(clock);
    }
  });

  it("the reason why it cannot be moved, where the flag said auto", () => {
    expect(clockForScenario(scenario(), moved("unchecked"), notMoved)).toBe(notMoved);
  });

  it("nothing of it when nobody asked, except where the scenario needs it", () => {
    expect(clockForScenario(scenario(), moved("skip"), notMoved)).toBeUndefined();
    expect(clockForScenario(needing, moved("skip"), notMoved)).toBe(notMoved);
  });

  it("no clock that was named and cannot be moved: that is the environment's failure", () => {
    expect(() => clockForScenario(scenario(), moved("fail"), notMoved)).toThrow(
      expect.objectContaining({ code: "ENVIRONMENT", remedyText: notMoved.remedy }),
    );
  });
});

describe("a clock that stops moving half way", () => {
  const { reason, remedy } = inEnglish(notMoved);
  const result = (verdict: ScenarioResult["verdict"], isMoved = false): ScenarioResult => ({
    scenario: scenario(),
    verdict,
    steps: [],
    seed: 1,
    deliveries: 1,
    durationMs: 1,
    witness: { state: "none" },
    receiverClock: { how: "node", movedMs: 5, ...(isMoved ? {} : { reason, remedy }) },
  });

  it("ends a run that named the way", () => {
    expect(() => assertMoved(result("unchecked"), moved("fail"))).toThrow(
      expect.objectContaining({ code: "ENVIRONMENT", message: expect.stringContaining(reason) }),
    );
  });

  it("leaves the word to a receiver that failed, and to the other plans", () => {
    const cases = [
      [result("failed"), moved("fail")],
      [result("passed", true), moved("fail")],
      [result("unchecked"), moved("unchecked")],
    ] as const;
    for (const [one, plan] of cases) expect(() => assertMoved(one, plan)).not.toThrow();
  });
});
