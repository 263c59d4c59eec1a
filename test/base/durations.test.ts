import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/base/durations.js";

describe("parseDuration", () => {
  it.each([
    ["250ms", 250],
    ["15s", 15_000],
    ["5 min", 300_000],
    ["5mins", 300_000],
    ["5m", 300_000],
    ["2 minutes", 120_000],
    ["1h30m", 5_400_000],
    ["7 h 5 min 15 s", 25_515_000],
    ["1.5h", 5_400_000],
    ["2 DAYS", 172_800_000],
    ["3 Milliseconds", 3],
    ["0s", 0],
    ["1000000000000000000000 s", 1e24],
  ])("reads %o as %d ms", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it("takes a number for milliseconds", () => {
    expect(parseDuration(1_500)).toBe(1_500);
  });

  it.each([
    "",
    " ",
    "5",
    "5 months",
    "-5s",
    "five seconds",
    "5s,",
    "s",
    `${"9".repeat(400)}s`,
    Number.NaN,
    -1,
    Infinity,
  ])("refuses %o with a remedy", (duration) => {
    expect(() => parseDuration(duration)).toThrow(
      expect.objectContaining({
        code: "USAGE",
        message: `Failed to read the duration "${duration}".`,
        remedy: expect.stringContaining("15s") as string,
      }),
    );
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [0.4, "0 ms"],
    [212, "212 ms"],
    [999.6, "1 s"],
    [15_000, "15 s"],
    [25_515_000, "7 h 5 min 15 s"],
    [90_061_001, "1 d 1 h 1 min"],
    [-2_000, "-2 s"],
  ])("writes %d ms as %o", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it("is read back to the same length, as far as three units go", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
