import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/contract/catalogue.js";
import type { Check } from "../../../src/contract/suite/check.js";
import { bringAlong } from "../../../src/contract/suite/check-filter.js";

const checks = catalogue.filter(({ appliesTo }) => appliesTo === "webhook");

const chosen = (...ids: string[]): Check[] => checks.filter(({ id }) => ids.includes(id));

const broughtAlong = (...ids: string[]): string[] =>
  bringAlong(chosen(...ids), checks)
    .map(({ id }) => id)
    .filter((id) => !ids.includes(id));

describe("checks that look back on the requests of others", () => {
  it("bring nobody along where they look back on none", () => {
    expect(broughtAlong("event/accepted", "idempotency/duplicate")).toEqual([]);
  });

  it.each(["event/flaky", "retry/own-failure"])("%s brings along what sends good events", (id) => {
    const others = broughtAlong(id);
    expect(others).toContain("event/accepted");
    expect(others).toContain("event/concurrent");
    expect(others).toContain("idempotency/duplicate");
    expect(others.filter((other) => /^(challenge|security)\//.test(other))).toEqual([]);
  });

  it("bring along none that looks back itself when all is done", () => {
    const reviews: string[] = checks.filter(({ phase }) => phase === "review").map(({ id }) => id);
    for (const id of reviews) {
      expect(broughtAlong(id).filter((other) => reviews.includes(other))).toEqual([]);
    }
  });

  it("keep the order of the catalogue, and come once", () => {
    const ids = bringAlong(chosen("retry/own-failure", "event/accepted"), checks);
    expect(ids).toEqual(checks.filter((check) => ids.includes(check)));
  });
});
