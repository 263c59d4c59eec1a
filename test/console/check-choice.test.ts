import { describe, expect, it } from "vitest";
import { chosenOf, onlyOf } from "../../src/console/page/pages/contract/check-choice.js";

const checks = ["event/accepted", "event/flaky", "retry/late-retry"].map((id) => ({ id }));

describe("the choice of checks in the page's address", () => {
  it.each<[only: string[], chosen: string[]]>([
    [[], []],
    [["event"], ["event/accepted", "event/flaky"]],
    [
      ["event/flaky", "retry"],
      ["event/flaky", "retry/late-retry"],
    ],
    [["nosuch", "event/nosuch", "eve"], []],
  ])("%j chooses %j", (only, chosen) => {
    expect([...chosenOf(checks, only)]).toEqual(chosen);
  });

  it.each<[chosen: string[], only: string[]]>([
    [[], []],
    [["event/flaky"], ["event/flaky"]],
    [["event/accepted", "event/flaky"], ["event"]],
    [checks.map(({ id }) => id), ["event", "retry"]],
  ])("says of %j as little as it can: %j", (chosen, only) => {
    expect(onlyOf(checks, new Set(chosen))).toEqual(only);
  });
});
