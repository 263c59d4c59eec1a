import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import { createEventFactory } from "../../../src/event/reserve-config/event-factory.js";
import { checkEvent } from "../../../src/event/reserve-config/event-rules.js";
import { drawFittingEvent } from "../../../src/event/reserve-config/fitting-event.js";
import { parseOverride } from "../../../src/event/overrides.js";

const random = createRandom(5);
const directory = await createDirectory({ random, names: false });
const app = createApp({}, random);
const factory = (seed: number) =>
  createEventFactory({ random: createRandom(seed), directory, app, now: () => 1_700_000_000_123 });
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

describe("an event with a part that the caller fixed", () => {
  it.each([
    "event.approve_config.approval_switch=1",
    "event.approve_config.approval_condition=1",
    "event.time_config.start_time=36000",
    "event.time_config.end_time=36000",
    "event.reserve_scope_config.allow_all_users=0",
    "event.scope_type=1",
    `event.scope_id=omm_${"0".repeat(32)}`,
  ])("is valid for every seed with %s", (text) => {
    const override = parseOverride(text);
    for (const seed of seeds) {
      const event = drawFittingEvent(factory(seed), { overrides: [override] });
      expect({ seed, violations: checkEvent(event) }).toEqual({ seed, violations: [] });
    }
  });

  it("is valid for every seed without a field that another one may need", () => {
    for (const seed of seeds) {
      const event = drawFittingEvent(factory(seed), { unset: ["event.time_config.end_time"] });
      expect({ seed, violations: checkEvent(event) }).toEqual({ seed, violations: [] });
    }
  });

  it("is the same for the same seed", () => {
    const options = { overrides: [parseOverride("event.time_config.end_time=36000")] };
    const [first, second] = [factory(3), factory(3)].map((one) =>
      Array.from({ length: 20 }, () => drawFittingEvent(one, options)),
    );
    expect(second).toEqual(first);
  });

  it.each([
    ["breaks the schema", ["event.time_config.max_duration=1000"]],
    [
      "breaks a rule whatever is drawn",
      ["event.time_config.start_time=36000", "event.time_config.end_time=3600"],
    ],
  ])("is left as it was drawn first where it %s", (_what, texts) => {
    const options = { overrides: texts.map((text) => parseOverride(text)) };
    expect(drawFittingEvent(factory(3), options)).toEqual(factory(3).create(options));
  });
});
