import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { connectionFaultNames, faultNames, networkFaultNames } from "../../src/delivery/fault.js";
import { faultsByChance } from "../../src/delivery/faults-by-chance.js";

const thousand = (
  settings: Partial<Parameters<typeof faultsByChance>[0]> = {},
): (string | undefined)[] => {
  const plan = faultsByChance({
    random: createRandom(7),
    probability: 0.3,
    transport: "webhook",
    ...settings,
  });
  return Array.from({ length: 1_000 }, (_, index) => plan(index + 1)?.name);
};

describe("faults by chance", () => {
  it("are the same for the same seed, whatever is asked first, and others for another", () => {
    const plan = faultsByChance({
      random: createRandom(7),
      probability: 0.3,
      transport: "webhook",
    });
    expect(plan(900)?.name).toBe(thousand()[899]);
    expect(thousand()).toEqual(thousand());
    expect(thousand({ random: createRandom(8) })).not.toEqual(thousand());
  });

  it("come about as often as told, never with 0 and always with 1", () => {
    const share = thousand().filter((name) => name !== undefined).length / 1_000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
    expect(thousand({ probability: 0 })).toEqual(Array(1_000).fill(undefined));
    expect(thousand({ probability: 1 })).not.toContain(undefined);
  });

  it.each([
    ["webhook", faultNames],
    ["long-connection", connectionFaultNames],
  ] as const)("are all those a %s can meet, and no other", (transport, own) => {
    const names = new Set(thousand({ probability: 1, transport }));
    expect(names).toEqual(new Set([...networkFaultNames, ...own]));
  });
});
