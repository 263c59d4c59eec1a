import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../src/base/errors.js";
import { judgeThresholds } from "../../src/load/judge-thresholds.js";
import { parseThreshold } from "../../src/load/parse-threshold.js";

describe("parseThreshold", () => {
  it.each([
    ["p99<800ms", { metric: "p99", comparison: "<", limit: 800 }],
    ["p99.9 <= 1.5s", { metric: "p99.9", comparison: "<=", limit: 1_500 }],
    ["max<=3s", { metric: "max", comparison: "<=", limit: 3_000 }],
    ["ok>99.9%", { metric: "ok", comparison: ">", limit: 0.999 }],
    ["ok>=0.5", { metric: "ok", comparison: ">=", limit: 0.5 }],
    ["rate>450/s", { metric: "rate", comparison: ">", limit: 450 }],
  ])("reads %s", (written, expected) => {
    const threshold = parseThreshold(written);
    expect(threshold).toEqual({ written, ...expected, limit: expect.closeTo(expected.limit) });
  });

  it.each([
    ["p98<1s", 'Did you mean "p90"?'],
    ["latency", "for example"],
    ["p99=1s", "one of < <= > >="],
    ["max<5", '"5ms" or "5s"'],
    ["max<soon", 'duration "soon"'],
    ["ok>101%", "0% to 100%"],
    ["rate>fast", "answers a second"],
  ])("refuses %s and says what to write", (written, remedy) => {
    const error = refusalOf(written);
    expect(error.message).toContain(written);
    expect(error.remedy).toContain(remedy);
    expect(error.remedyText?.in("zh")).toMatch(/\p{Script=Han}/u);
  });
});

function refusalOf(written: string): MocklarkError {
  try {
    parseThreshold(written);
  } catch (error) {
    if (error instanceof MocklarkError) return error;
  }
  throw new Error(`${written} was read`);
}

describe("judgeThresholds", () => {
  const latencyMs = {
    min: 1,
    mean: 2,
    p50: 2,
    p90: 3,
    p95: 4,
    p99: 800,
    "p99.9": 900,
    max: 1_000,
  };
  const measures = { latencyMs, ok: 0.999, answersPerSecond: 450 };

  it.each([
    ["p99<800ms", false],
    ["p99<=800ms", true],
    ["max>1s", false],
    ["max>=1s", true],
    ["ok>99.9%", false],
    ["ok>=99.9%", true],
    ["rate>449/s", true],
  ])("%s holds: %s", (written, holds) => {
    expect(judgeThresholds([parseThreshold(written)], measures)).toMatchObject([{ holds }]);
  });
});
