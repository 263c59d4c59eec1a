import { verbatim } from "../../src/base/text.js";
import { inEnglish } from "../in-english.js";
import { wordWitness } from "../../src/receiver/word-witness.js";
import { describe, expect, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { witnessText } from "../../src/contract/reporters/witness-text.js";
import {
  createEffectLedger,
  type EffectLedger,
  type EffectTiming,
} from "../../src/receiver/effect-ledger.js";
import { createOutputCapture } from "../../src/receiver/output-capture.js";
import { createOutputWitness } from "../../src/receiver/witness/output-witness.js";
import type { EventIds, Witness } from "../../src/receiver/witness/witness.js";

const timing: EffectTiming = {
  visibleWithinMs: 150,
  quietMs: 30,
  marginMs: 10,
  patienceMs: 60,
  backlogMs: 2_000,
};
const random = createRandom(7);
const made = (): EventIds => ({ eventId: random.hex(32), subjectId: `omm_${random.hex(32)}` });

/** A receiver as the witness sees it: ids, in the order they showed. */
function createScene({
  effect = ({ eventId, subjectId }: EventIds) => [eventId, subjectId],
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
            events.map(({ eventId, subjectId }) => ({
              eventId: count(eventId),
              subjectId: count(subjectId),
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

const counted = (effects: number) => ({ kind: "counted", effects, mentioned: false });
const mentioned = (effects: number) => ({ kind: "counted", effects, mentioned: true });

/** A receiver as its log shows it: every line about an event, whether it is an effect or not. */
function createLog({
  onEvent = ({ eventId }: EventIds) => [`handled ${eventId}`],
  onDecoy = undefined as ((event: EventIds) => string[]) | undefined,
  delayMs = 0,
  wall = systemWallClock,
} = {}) {
  const output = createOutputCapture();
  const write = (...lines: string[]): void => {
    for (const line of lines) output.write(Buffer.from(`${line}\n`));
  };
  let hasty = 0;
  let line = 0;
  const act = (event: EventIds): void => {
    // One after the other, as from a queue.
    line = Math.max(line, systemWallClock.elapsed()) + delayMs;
    const afterMs = line - systemWallClock.elapsed();
    if (afterMs <= 0) write(...onEvent(event));
    else systemWallClock.setTimer(() => write(...onEvent(event)), afterMs);
  };
  const ledger = createEffectLedger({
    witness: createOutputWitness(output),
    wall,
    timing,
    onHasty: () => hasty++,
    sendMarker: () => {
      const marker = made();
      act(marker);
      return Promise.resolve(marker);
    },
    sendDecoy: () => {
      const decoy = made();
      if (onDecoy) write(...onDecoy(decoy));
      return Promise.resolve(onDecoy && decoy);
    },
  });
  const calibrate = async (): Promise<EventIds> => {
    const event = made();
    act(event);
    await ledger.calibrate(event);
    return event;
  };
  return { ledger, write, act, calibrate, hasty: () => hasty };
}

describe("the effects of another type than calibration was about", () => {
  const three = () => ({ event: made(), like: made(), unlike: made() });

  it("are counted by what one of its own kind shows", async () => {
    const { ledger, calibrate, write } = createLog();
    await calibrate();
    const { event, like, unlike } = three();
    const lines = ({ eventId }: EventIds) => [`room ${eventId} is new`, `row for ${eventId} added`];
    write(...lines(like), `no handler for ${unlike.eventId}`, ...lines(event));
    expect(await ledger.effectsLike(event, { like, unlike })).toEqual(counted(1));
    write(...lines(event));
    expect(await ledger.effectsLike(event, { like, unlike })).toEqual(counted(2));
  });

  it("are none where one of its kind shows in the same words as one that is not acted on", async () => {
    const { ledger, calibrate, write } = createLog();
    await calibrate();
    const { event, like, unlike } = three();
    write(...[event, like, unlike].map(({ eventId }) => `no handler for ${eventId}`));
    expect(await ledger.effectsLike(event, { like, unlike })).toEqual(counted(0));
  });

  it("are not those lines that only mention a repeat", async () => {
    const { ledger, calibrate, write } = createLog();
    await calibrate();
    const { event, like, unlike } = three();
    write(`room ${like.eventId} is new`, `room ${event.eventId} is new`);
    write(`no handler for ${unlike.eventId}`, `duplicate: ${event.eventId}`);
    expect(await ledger.effectsLike(event, { like, unlike })).toEqual(mentioned(1));
  });

  it("cannot be counted where nothing could be calibrated", async () => {
    const { ledger } = createLog();
    const { event, like, unlike } = three();
    const reason = verbatim("No good event was accepted.");
    ledger.giveUp(reason);
    expect(await ledger.effectsLike(event, { like, unlike })).toEqual({ kind: "unknown", reason });
  });
});

describe("the effect ledger", () => {
  it("without a witness knows nothing and says what to add", async () => {
    const ledger = createEffectLedger({
      witness: undefined,
      wall: systemWallClock,
      sendMarker: () => Promise.resolve(undefined),
    });
    await ledger.calibrate(made());
    expect(inEnglish(await ledger.effectsOf([made()], 0))).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("--witness log:PATH") as string,
    });
    expect(ledger.summary()).toEqual({ state: "none" });
  });

  it("with a witness that sees no good event never counts, so nothing passes", async () => {
    const { ledger, calibrate } = createScene({ witnessed: false });
    await calibrate();
    // Without a remedy it was given it names none: the flags of one command are not those of another.
    const reason = expect.stringMatching(/ acted on\.$/) as string;
    expect(inEnglish(await ledger.effectsOf([made()], 0))).toMatchObject({
      kind: "unknown",
      reason,
    });
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
    expect(ledger.summary()).toMatchObject({ occurrencesPerEffect: { eventId: 3, subjectId: 0 } });
  });

  it("says nothing of an id in a content that has none, and is known by its event_id", async () => {
    const { ledger, act } = createScene({ effect: ({ eventId }) => [eventId] });
    const { eventId } = made();
    act({ eventId, subjectId: eventId });
    await ledger.calibrate({ eventId, subjectId: eventId });
    const summary = ledger.summary();
    expect(summary).toMatchObject({ occurrencesPerEffect: { eventId: 1, subjectId: 0 } });
    expect(witnessText(wordWitness(summary, "en"), "en")).toBe(
      "witness function, one effect shows the event_id 1 ×",
    );
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
    const second = { ...made(), subjectId: first.subjectId };
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

  it("learns how late an effect is from when it was first seen, not from when calibration began", async () => {
    let laterMs = 0;
    const wall = { ...systemWallClock, elapsed: () => systemWallClock.elapsed() + laterMs };
    const { ledger, act } = createLog({ wall });
    const event = made();
    const sentAt = wall.elapsed();
    act(event);
    expect(await ledger.showsWithin(event, 1_000)).toBe(true);
    laterMs = 3_600_000;
    await ledger.calibrate(event, sentAt);
    expect(ledger.summary()).toMatchObject({ state: "calibrated" });
    expect(ledger.latencyMs()).toBeLessThan(laterMs);
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
    show(late.eventId, late.subjectId);
    expect(await ledger.lateEffects()).toEqual([{ events: [late], before: 0, now: 1 }]);
  });

  it("does not take a later count of the same scope for a late effect", async () => {
    const { ledger, act, calibrate } = createScene({ effect: ({ subjectId }) => [subjectId] });
    await calibrate();
    const first = made();
    const second = { ...made(), subjectId: first.subjectId };
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
      reason: verbatim("the witness is gone"),
    });
  });
});

describe("the effect ledger, of a receiver that writes down more than it does", () => {
  const received = ({ eventId }: EventIds): string => `received ${eventId}`;
  const handled = ({ eventId }: EventIds): string => `handled ${eventId}`;
  const talks = (event: EventIds): string[] => [received(event), handled(event)];

  it("does not take the note on a repeat for a second effect", async () => {
    const { ledger, write, act, calibrate } = createLog();
    await calibrate();
    const repeated = made();
    act(repeated);
    write(`duplicate ${repeated.eventId} ignored`);
    expect(await ledger.effectsOf([repeated], 1)).toEqual(mentioned(1));
  });

  it("does not take the notes on refused events, or on many copies, for effects", async () => {
    const { ledger, write, act, calibrate } = createLog({ onEvent: talks });
    await calibrate();
    const [refused, copied] = [made(), made()];
    write(received(refused), `refused ${refused.eventId}`);
    act(copied);
    for (let copy = 0; copy < 4; copy++) write(received(copied), `${copied.eventId} is known`);
    expect(await ledger.effectsOf([refused], 0)).toEqual(mentioned(0));
    expect(await ledger.effectsOf([copied], 1)).toEqual(mentioned(1));
  });

  it("still counts real effects among the notes", async () => {
    const { ledger, act, calibrate } = createLog({ onEvent: talks });
    await calibrate();
    const [forged, twice] = [made(), made()];
    act(forged);
    act(twice);
    act(twice);
    expect(await ledger.effectsOf([forged], 0)).toEqual(counted(1));
    expect(await ledger.effectsOf([twice], 1)).toEqual(counted(2));
  });

  it("counts an effect that is told in other words, and a second one", async () => {
    const { ledger, write, calibrate } = createLog({
      onEvent: ({ subjectId }) => [`room ${subjectId} changed`],
    });
    await calibrate();
    const [once, twice] = [made(), made()];
    write(`level ${once.subjectId} changed`);
    write(`level ${twice.subjectId} changed`, `level ${twice.subjectId} changed`);
    expect(await ledger.effectsOfEach([once, twice], 1)).toEqual([counted(1), counted(2)]);
  });

  it("goes by numbers alone where no two events are told in the same words", async () => {
    const names = ["Alice", "Bob", "Carol", "Dan", "Erin", "Frank"];
    const { ledger, act, calibrate } = createLog({
      onEvent: ({ eventId }) => [`${names.pop() ?? ""} changed ${eventId}`],
    });
    await calibrate();
    const twice = made();
    act(twice);
    act(twice);
    expect(await ledger.effectsOf([twice], 1)).toEqual(counted(2));
  });

  it("knows nothing when all that shows is what came in", async () => {
    const { ledger, calibrate } = createLog({
      onEvent: (event) => [received(event)],
      onDecoy: (decoy) => [received(decoy)],
    });
    await calibrate();
    expect(inEnglish(await ledger.effectsOf([made()], 0))).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("shows every request that comes in") as string,
    });
    expect(ledger.summary()).toMatchObject({ state: "blind" });
  });

  it("waits for the work to show where it takes longer than the note that the event came in", async () => {
    const { ledger, write } = createLog({ onDecoy: (decoy) => [received(decoy)] });
    const event = made();
    write(received(event));
    systemWallClock.setTimer(() => write(handled(event)), 90);
    await ledger.calibrate(event);
    await ledger.effectsOf([made()], 0);
    expect(ledger.summary()).toMatchObject({ occurrencesPerEffect: { eventId: 2 } });
  });

  it("says so when an effect turns out to show more than calibration saw", async () => {
    const { ledger, write, calibrate, hasty } = createLog();
    const event = await calibrate();
    await ledger.effectsOf([made()], 0);
    expect(await ledger.wasHasty()).toBeUndefined();
    write(`mailed ${event.eventId}`);
    await ledger.effectsOf([made()], 0);
    expect(hasty()).toBe(1);
    expect(await ledger.wasHasty()).toBeGreaterThanOrEqual(0);
  });

  it("waits for a receiver that takes one event after the other from a queue", async () => {
    const { ledger, act, calibrate } = createLog({ delayMs: 15 });
    await calibrate();
    // They take five times as long as its patience without news.
    const events = Array.from({ length: 20 }, made);
    for (const event of events) act(event);
    const counts = await ledger.effectsOfEach(events, 1);
    expect(counts).toEqual(events.map(() => counted(1)));
  });

  it("waits for an event as long as those before it go on showing", async () => {
    const { ledger, act, calibrate } = createLog({ delayMs: 15 });
    await calibrate();
    const before = Array.from({ length: 20 }, made);
    const event = made();
    for (const each of [...before, event]) act(each);
    const others = ledger.effectsOfEach(before, 1);
    // It is asked for alone: what shows meanwhile is of the others.
    expect(await ledger.effectsOf([event], 1)).toEqual(counted(1));
    await others;
  });

  it("shows an event that comes a moment after another", async () => {
    const { ledger, act } = createScene();
    const [first, second] = [made(), made()];
    act(first);
    act(second, 30);
    expect(await ledger.areShown([first, second])).toEqual([true, true]);
  });
});
