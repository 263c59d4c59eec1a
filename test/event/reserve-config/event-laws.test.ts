import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import {
  createEventFactory,
  eventVariants,
} from "../../../src/event/reserve-config/event-factory.js";
import { mutations } from "../../../src/event/reserve-config/event-mutations.js";
import { checkEvent, eventRules } from "../../../src/event/reserve-config/event-rules.js";
import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";

const seeds = Array.from({ length: 10_000 }, (_, seed) => seed);
const directory = await createDirectory({ random: createRandom(1), names: false });
const app = createApp({}, createRandom(1));
const restricted = createApp({ permissions: ["vc:room"] }, createRandom(1));

/** Mostly typical events; a large variant now and then, because those cost the test most of its time. */
function makeEvent(seed: number): ReserveConfigEvent {
  const factory = createEventFactory({
    random: createRandom(seed),
    directory,
    app: seed % 3 === 0 ? restricted : app,
    now: () => 1_700_000_000_000 + seed,
  });
  const variant = seed % 10 === 0 ? eventVariants[(seed / 10) % eventVariants.length] : undefined;
  return factory.create({ variant: variant ?? "typical" });
}

describe("for ten thousand seeds", () => {
  it("every event validates and obeys every rule", () => {
    const offenders = seeds
      .map((seed) => ({ seed, violations: checkEvent(makeEvent(seed)) }))
      .filter(({ violations }) => violations.length > 0);
    expect(offenders).toEqual([]);
  });

  it("the same seed makes the same bytes, and another seed others", () => {
    const texts = seeds.map((seed) => JSON.stringify(makeEvent(seed)));
    expect(seeds.filter((seed) => JSON.stringify(makeEvent(seed)) !== texts[seed])).toEqual([]);
    expect(new Set(texts).size).toBe(seeds.length);
  });

  it("every mutant breaks exactly its rule, at its path", () => {
    const offenders = seeds.flatMap((seed) => {
      const event = makeEvent(seed);
      const random = createRandom(seed);
      // Each seed tries a share of the mutations, so that each mutation meets a thousand events and more.
      return mutations
        .filter((_, index) => (index + seed) % 8 === 0)
        .map(({ rule, path, mutate }) => ({
          seed,
          promised: `${rule} ${path}`,
          broken: checkEvent(mutate(event, random)).map(
            (violation) => `${violation.rule} ${violation.path}`,
          ),
        }))
        .filter(({ promised, broken }) => broken.length !== 1 || broken[0] !== promised);
    });
    expect(offenders).toEqual([]);
  });
});

describe("the mutations", () => {
  const event = makeEvent(1);

  it("leave the event they start from as it was", () => {
    const before = JSON.stringify(event);
    for (const { mutate } of mutations) mutate(event, createRandom(1));
    expect(JSON.stringify(event)).toBe(before);
  });

  it("break every variant", () => {
    const offenders = eventVariants.flatMap((variant) => {
      const { create } = createEventFactory({
        random: createRandom(2),
        directory,
        app,
        now: () => 1_700_000_000_000,
      });
      return mutations
        .map((mutation) => ({
          variant,
          promised: [mutation.rule],
          broken: checkEvent(mutation.mutate(create({ variant }), createRandom(3))).map(
            ({ rule }) => rule,
          ),
        }))
        .filter(({ promised, broken }) => broken.join() !== promised.join());
    });
    expect(offenders).toEqual([]);
  });

  it("cover every rule and every keyword of the schema", () => {
    const broken = new Set(mutations.map(({ rule }) => rule));
    const keywords = ["const", "enum", "maximum", "minimum", "pattern", "required", "type"];
    const expected = [
      ...Object.keys(eventRules),
      ...keywords.map((keyword) => `schema/${keyword}`),
    ];
    expect([...broken].toSorted()).toEqual(expected.toSorted());
  });

  it("are told apart by what they describe", () => {
    const names = mutations.map(({ rule, path, describe }) => `${rule} ${path} ${describe}`);
    expect(new Set(names).size).toBe(mutations.length);
  });

  it("survive being written down: the mistake is in the JSON, not only in memory", () => {
    const lost = mutations.filter(({ mutate, rule }) => {
      const written: unknown = JSON.parse(JSON.stringify(mutate(event, createRandom(4))));
      return checkEvent(written)[0]?.rule !== rule;
    });
    expect(lost).toEqual([]);
  });
});
