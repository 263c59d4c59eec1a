import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createDirectory } from "../../src/event/directory.js";
import { createEventFactory, eventVariants } from "../../src/event/event-factory.js";
import { checkEvent } from "../../src/event/event-rules.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config-event.js";

const seeds = 10_000;
const directory = await createDirectory({ random: createRandom(1), names: false });
const app = createApp({}, createRandom(1));

/** Mostly typical events; the large variants would cost the test most of its time. */
function makeEvent(seed: number): ReserveConfigEvent {
  const factory = createEventFactory({
    random: createRandom(seed),
    directory,
    app,
    now: () => 1_700_000_000_000 + seed,
  });
  const variant = seed % 20 === 0 ? eventVariants[(seed / 20) % eventVariants.length] : undefined;
  return factory.create({ variant: variant ?? "typical" });
}

describe("every seed", () => {
  it(`makes a valid event that obeys the rules (${seeds} seeds)`, () => {
    const offenders = Array.from({ length: seeds }, (_, seed) => ({
      seed,
      violations: checkEvent(makeEvent(seed)),
    })).filter(({ violations }) => violations.length > 0);
    expect(offenders).toEqual([]);
  });
});
