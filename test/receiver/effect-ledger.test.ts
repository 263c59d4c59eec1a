import { describe, expect, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import {
  createEffectLedger,
  type EffectLedger,
  type EffectTiming,
} from "../../src/receiver/effect-ledger.js";
import type { EventIds, Witness } from "../../src/receiver/witness/witness.js";

const timing: EffectTiming = { visibleWithinMs: 150, quietMs: 30, marginMs: 10, patienceMs: 60 };
const random = createRandom(7);
const made = (): EventIds => ({ eventId: random.hex(32), scopeId: `omm_${random.hex(32)}` });

/** A receiver as the witness sees it: ids, in the order they showed. */
function createScene({
  effect = ({ eventId, scopeId }: EventIds) => [eventId, scopeId],
  delayMs = 0,
  witnessed = true,
}: {
  effect?: (event: EventIds) => string[];
  delayMs?: number;
  witnessed?: boolean;
} = {}) {
  const shown: string[] = [];
  let markers = 0;
  let markerSent: () => void = () => {};
  let broken = false;
  const count = (id: string): number => shown.filter((other) => other === id).length;
  const show = (...ids: string[]): void => {
    if (witnessed) shown.push(...ids);
  };
  const act = (event: EventIds, afterMs = delayMs): void => {
    systemWallClock.setTimer(() => show(...effect(event)), afterMs);
  };
  const witness: Witness = {
    kind: "function",
    look: (events) =>
      broken
        ? Promise.reject(new Error("the witness is gone"))
        : Promise.resolve(
            events.map(({ eventId, scopeId }) => ({
              eventId: count(eventId),
              scopeId: count(scopeId),
            })),
          ),
    close: () => {},
  };
  const ledger: EffectLedger = createEffectLedger({
    witness,
    wall: systemWallClock,
    timing,
    sendMarker: () => {
      markers++;
      markerSent();
      const marker = made();
      act(marker);
      return Promise.resolve(marker);
    },
  });
  return {
    ledger,
    act,
    show,
    markers: () => markers,
    nextMarker: () =>
      new Promise<void>((resolve) => {
        markerSent = resolve;
      }),
    breakWitness: () => {
      broken = true;
    },
    calibrate: async () => {
      const event = made();
      act(event);
      await ledger.calibrate(event);
    },
  };
}

const counted = (effects: number) => ({ kind: "counted", effects });

describe("the effect ledger", () => {
  it("without a witness knows nothing and says what to add", async () => {
    const ledger = createEffectLedger({
      witness: undefined,
      wall: systemWallClock,
      sendMarker: () => Promise.resolve(undefined),
    });
    await ledger.calibrate(made());
    expect(await ledger.effectsOf([made()], 0)).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("--witness log:PATH") as string,
    });
    expect(ledger.summary()).toEqual({ state: "none" });
  });

  it("with a witness that sees no good event never counts, so nothing passes", async () => {
    const { ledger, calibrate } = createScene({ witnessed: false });
    await calibrate();
    expect(await ledger.effectsOf([made()], 0)).toMatchObject({ kind: "unknown" });
    expect(ledger.summary()).toMatchObject({ state: "blind", kind: "function" });
  });

  it("takes what one good event shows for one effect, also when it shows bit by bit", async () => {
    const { ledger, act, calibrate } = createScene({
      effect: ({ eventId }) => [eventId, eventId, eventId],
    });
    await calibrate();
    const event = made();
    act(event);
    expect(await ledger.effectsOf([event], 1)).toEqual(counted(1));
    expect(ledger.summary()).toMatchObject({ occurrencesPerEffect: { eventId: 3, scopeId: 0 } });
  });

  it("counts a second effect, but not a line that only mentions the event_id", async () => {
    const { ledger, act, show, calibrate } = createScene();
    await calibrate();
    const [twice, mentioned] = [made(), made()];
    act(twice);
    act(twice);
    act(mentioned);
    show(mentioned.eventId);
    expect(await ledger.effectsOfEach([twice, mentioned], 1)).toEqual([counted(2), counted(1)]);
  });

  it("counts two events of one scope as two", async () => {
    const { ledger, act, calibrate } = createScene();
    await calibrate();
    const first = made();
    const second = { ...made(), scopeId: first.scopeId };
    act(first);
    act(second);
    expect(await ledger.effectsOf([first, second], 2)).toEqual(counted(2));
  });

  it("proves for many events at once that nothing happened, with one marker", async () => {
    const { ledger, calibrate, markers } = createScene();
    await calibrate();
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => ledger.effectsOf([made()], 0)),
    );
    expect(counts).toEqual(counts.map(() => counted(0)));
    expect(markers()).toBe(1);
  });

  it("sends another marker for who asks while one is under way", async () => {
    const { ledger, calibrate, markers, nextMarker } = createScene({ delayMs: 40 });
    await calibrate();
    const underWay = nextMarker();
    const first = ledger.effectsOf([made()], 0);
    await underWay;
    expect(markers()).toBe(1);
    await Promise.all([first, ledger.effectsOf([made()], 0)]);
    expect(markers()).toBe(2);
  });

  it("waits for the effect of a slow receiver as long as calibration showed it to be", async () => {
    const { ledger, act, calibrate } = createScene({ delayMs: 80 });
    await calibrate();
    const event = made();
    act(event);
    expect(await ledger.effectsOf([event], 0)).toEqual(counted(1));
  });

  it("leaves room for a receiver that acts on the marker before what came earlier", async () => {
    const { ledger, act, calibrate } = createScene({ delayMs: 30 });
    await calibrate();
    // The first count also waits for the end of calibration; this is about a later one.
    await ledger.effectsOf([made()], 0);
    const overtaken = made();
    act(overtaken, 75);
    expect(await ledger.effectsOf([overtaken], 0)).toEqual(counted(1));
  });

  it("tells at the end of effects that came after they were counted", async () => {
    const { ledger, act, show, calibrate } = createScene();
    await calibrate();
    const [late, fine] = [made(), made()];
    act(fine);
    await ledger.effectsOfEach([late, fine], 0);
    show(late.eventId, late.scopeId);
    expect(await ledger.lateEffects()).toEqual([{ events: [late], before: 0, now: 1 }]);
  });

  it("does not take a later count of the same scope for a late effect", async () => {
    const { ledger, act, calibrate } = createScene({ effect: ({ scopeId }) => [scopeId] });
    await calibrate();
    const first = made();
    const second = { ...made(), scopeId: first.scopeId };
    act(first);
    expect(await ledger.effectsOf([first], 1)).toEqual(counted(1));
    act(second);
    expect(await ledger.effectsOf([first, second], 2)).toEqual(counted(2));
    expect(await ledger.lateEffects()).toEqual([]);
  });

  it("knows nothing any more once the witness breaks", async () => {
    const { ledger, calibrate, breakWitness } = createScene();
    await calibrate();
    await ledger.effectsOf([made()], 0);
    breakWitness();
    expect(await ledger.effectsOf([made()], 0)).toEqual({
      kind: "unknown",
      reason: "the witness is gone",
    });
  });
});
