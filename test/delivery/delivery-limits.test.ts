import { expect, it } from "vitest";
import { defaultLimits } from "../../src/delivery/delivery-limits.js";

it("the limits are Feishu's: 2 s to connect, 3 s in all, 1 s for the challenge", () => {
  expect(defaultLimits).toMatchObject({ connectMs: 2_000, totalMs: 3_000, challengeMs: 1_000 });
});
