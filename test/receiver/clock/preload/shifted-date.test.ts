import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { shiftDate } from "../../../../src/receiver/clock/preload/shifted-date.js";

/** A Date nobody else uses. */
const ownDate = (): DateConstructor => runInContext("Date", createContext()) as DateConstructor;

const nowMs = Date.UTC(2033, 4, 18, 3, 33, 20);

describe("a shifted Date", () => {
  it("tells the time it was given wherever none is named", () => {
    const Shifted = shiftDate(ownDate(), () => nowMs);
    expect(Shifted.now()).toBe(nowMs);
    expect(new Shifted().getTime()).toBe(nowMs);
    expect(Reflect.apply(Shifted, undefined, [])).toBe(new Date(nowMs).toString());
  });

  it("leaves named times alone", () => {
    const Shifted = shiftDate(ownDate(), () => nowMs);
    expect(new Shifted(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect(new Shifted("2026-11-28").getUTCDate()).toBe(28);
    expect(new Shifted(2026, 10).getMonth()).toBe(10);
    expect(Shifted.UTC(1970, 0)).toBe(0);
    expect(Shifted.parse("1970-01-01T00:00:01Z")).toBe(1_000);
  });

  it("is the same class as the one it takes the place of", () => {
    const Real = ownDate();
    const before = new Real(0);
    const { length, name } = Real;
    const Shifted = shiftDate(Real, () => nowMs);
    class Later extends Shifted {
      isLater = true;
    }
    expect(before instanceof Shifted).toBe(true);
    expect(new Shifted() instanceof Real).toBe(true);
    expect(Shifted.prototype.constructor).toBe(Shifted);
    expect(new Shifted().constructor).toBe(Shifted);
    expect(new Later().getTime()).toBe(nowMs);
    expect(new Later() instanceof Later && new Later() instanceof Shifted).toBe(true);
    expect([Shifted.length, Shifted.name, Shifted.now.name]).toEqual([length, name, "now"]);
  });
});
