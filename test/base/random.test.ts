import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";

describe("a seeded random source", () => {
  // Computed with sfc32 seeded by cyrb128, written anew in Python.
  it.each([
    ["42", createRandom(42), "f4d057c815bd6c9d4d2ca733bae89509"],
    ["0", createRandom(0), "1b0aac02c0db1b615df7d65650e95f30"],
    ["42, fork app", createRandom(42).fork("app"), "07007fa8e9e5b4fea98ac3a9c190794a"],
  ])("draws what the reference draws for seed %s", (_seed, random, digits) => {
    expect(random.hex(32)).toBe(digits);
  });

  it("gives a fork the same values whatever was drawn before", () => {
    const fresh = createRandom(7);
    const used = createRandom(7);
    for (let draw = 0; draw < 100; draw++) used.next();
    expect(used.fork("a").hex(64)).toBe(fresh.fork("a").hex(64));
  });

  it("gives forks of different names, and of different parents, different values", () => {
    const random = createRandom(7);
    const forks = [
      random,
      random.fork("a"),
      random.fork("b"),
      random.fork("a").fork("b"),
      random.fork("b").fork("a"),
      createRandom(8).fork("a"),
    ];
    expect(new Set(forks.map((fork) => fork.hex(32))).size).toBe(forks.length);
  });

  it("keeps integers in their bounds and reaches both", () => {
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)));
    expect([...drawn].sort((left, right) => left - right)).toEqual([-2, -1, 0, 1, 2, 3]);
  });

  it("draws evenly: chi-square of 160,000 hex digits below the 0.999 quantile", () => {
    const counts = new Map<string, number>();
    for (const digit of createRandom(3).hex(160_000))
      counts.set(digit, (counts.get(digit) ?? 0) + 1);
    let chiSquare = 0;
    for (const count of counts.values()) chiSquare += (count - 10_000) ** 2 / 10_000;
    expect(counts.size).toBe(16);
    expect(chiSquare).toBeLessThan(37.7);
  });

  it("writes ids in the form asked for", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 40 }), (seed, length) => {
        const random = createRandom(seed);
        expect(random.hex(length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
        expect(random.digits(length)).toMatch(
          length === 0 ? /^$/ : new RegExp(`^[1-9][0-9]{${length - 1}}$`),
        );
        expect(random.alphanumeric(length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
        expect(random.alphanumeric(length, { lower: true })).toMatch(
          new RegExp(`^[0-9a-z]{${length}}$`),
        );
        expect(random.uuid()).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it("samples different items, all of them when there are too few", () => {
    const random = createRandom(5);
    const items = ["a", "b", "c", "d"];
    expect(new Set(random.sample(items, 3)).size).toBe(3);
    expect(random.sample(items, 9).sort()).toEqual(items);
    expect(items).toEqual(["a", "b", "c", "d"]);
  });

  it("fills buffers of any length with the bytes of the stream", () => {
    const drawn = (seed: number, length: number): Uint8Array => {
      const target = Buffer.alloc(length);
      createRandom(seed).fill(target);
      return target;
    };
    expect(drawn(5, 8).subarray(0, 7)).toEqual(drawn(5, 7));
    expect(new Set(drawn(6, 4_096)).size).toBe(256);
  });

  it("chances by probability", () => {
    const random = createRandom(9);
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(2_300);
    expect(hits).toBeLessThan(2_700);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });

  it("takes another seed each time when none is given", () => {
    expect(createRandom().seed).not.toBe(createRandom().seed);
  });
});
