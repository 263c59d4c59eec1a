import { describe, expect, it } from "vitest";
import type { EffectView } from "../../src/console/console-state.js";
import { createEffectWatch } from "../../src/console/effects/effect-watch.js";
import { createEntry, type HistoryEntry } from "../../src/console/history/history-entry.js";
import type { AttemptRecord } from "../../src/delivery/delivery.js";
import { createIdCounter } from "../../src/receiver/witness/id-counter.js";
import type { EventIds, Sightings, Witness } from "../../src/receiver/witness/witness.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { answered, eventNumbered } from "../delivery/scripted-channel.js";

const simulatedMs = 1_700_000_000_000;

interface FakeWitness extends Witness {
  /** What the receiver prints, or for a function witness: acts. */
  print(text: string): void;
  act(entry: HistoryEntry): void;
  looks: number;
  lookedAt: number;
  isBroken: boolean;
}

/** As the output witness, or as a function that counts. */
function fakeWitness(
  kind: Witness["kind"] = "output",
  { hasNews = kind === "output" } = {},
): FakeWitness {
  const counter = createIdCounter();
  const acts = new Map<string, number>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const count = (ids: EventIds): Sightings =>
    kind === "function"
      ? { eventId: acts.get(ids.eventId) ?? 0, subjectId: 0 }
      : counter.count(ids);
  const witness: FakeWitness = {
    kind,
    looks: 0,
    lookedAt: 0,
    isBroken: false,
    look(events) {
      witness.looks++;
      witness.lookedAt += events.length;
      if (witness.isBroken) return Promise.reject(new Error("the witness is gone"));
      return Promise.resolve(events.map(count));
    },
    ...(hasNews && {
      onNews(listener: () => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
    close: () => {},
    print(text) {
      counter.add(Buffer.from(`${text}\n`));
      tell();
    },
    act({ delivery: { eventId } }) {
      acts.set(eventId, (acts.get(eventId) ?? 0) + 1);
      tell();
    },
  };
  return witness;
}

function createScene(first: Witness | undefined) {
  const time = manualWallClock();
  let witness = first;
  let taken = 0;
  const entries: HistoryEntry[] = [];
  const updates: (readonly [HistoryEntry, EffectView])[] = [];
  const watch = createEffectWatch({
    witness: () => witness,
    wall: time.wall,
    now: () => simulatedMs + time.wall.elapsed(),
    others: (entry) =>
      entries.filter(
        (other) => other !== entry && other.delivery.eventId === entry.delivery.eventId,
      ),
    update(entry, effects) {
      entry.effects = effects;
      updates.push([entry, effects]);
    },
  });

  function accept(number = ++taken, how: { isForged?: boolean } = {}): HistoryEntry {
    const event = eventNumbered(0xabc000 + number);
    const delivery = {
      id: `${entries.length + 1}`,
      eventId: event.header.event_id,
      eventType: event.header.event_type,
      target: "http://127.0.0.1:1/",
      channel: "webhook" as const,
      acceptedAtMs: simulatedMs,
      status: "pending" as const,
      attempts: [],
    };
    const entry = createEntry(delivery, event, {
      sequence: entries.length + 1,
      effects: watch.firstEffects(),
      ...(how.isForged === true && { forgery: "wrong-token" as const }),
    });
    entries.push(entry);
    return entry;
  }

  /** One attempt; what the receiver does meanwhile comes in between. */
  function attempt(entry: HistoryEntry, status = 200, meanwhile = (): void => {}): void {
    watch.attemptStarted(entry);
    meanwhile();
    const attempts = entry.delivery.attempts as AttemptRecord[];
    attempts.push({
      attempt: attempts.length + 1,
      startedAtMs: simulatedMs,
      outcome: answered(status),
      next: status === 200 ? { kind: "succeeded" } : { kind: "retry", waitMs: 1, dueAtMs: 1 },
    });
    watch.attemptEnded(entry);
  }

  /** Real time passes, and what is looked at meanwhile is seen. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      time.pass(10);
      for (let turn = 0; turn < 8; turn++) await Promise.resolve();
    }
  }

  return {
    watch,
    accept,
    attempt,
    pass,
    time,
    updates,
    replaceWitness: (other: Witness | undefined) => (witness = other),
  };
}

const counts = ({ effects }: HistoryEntry): number | string =>
  effects.kind === "counted" ? effects.count : effects.reason;

const handled = ({ delivery: { eventId } }: HistoryEntry): string =>
  `received ${eventId}\nhandled ${eventId}, done`;
const ignored = ({ delivery: { eventId } }: HistoryEntry): string => `duplicate ${eventId} ignored`;

describe("effects by a witness that counts them itself", () => {
  it("are shown with the simulated time at which each was seen", async () => {
    const witness = fakeWitness("function", { hasNews: true });
    const { accept, attempt, pass } = createScene(witness);
    const entry = accept();
    expect(counts(entry)).toBe("waiting");
    attempt(entry, 200, () => witness.act(entry));
    await pass(20);
    expect(counts(entry)).toBe(1);
    await pass(500);
    witness.act(entry);
    await pass(30);
    expect(entry.effects).toMatchObject({ kind: "counted", count: 2 });
    const [first, second] = entry.effects.kind === "counted" ? entry.effects.sightings : [];
    expect(first).toMatchObject({ count: 1 });
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(500);
  });

  it("are none only when it is not too early to say so", async () => {
    const { accept, attempt, pass } = createScene(fakeWitness("function"));
    const entry = accept();
    attempt(entry, 500);
    await pass(1_000);
    expect(counts(entry)).toBe("waiting");
    await pass(1_000);
    expect(entry.effects).toEqual({ kind: "counted", count: 0, sightings: [] });
  });

  it("are found up to 8 s after the last attempt without news, and then no more", async () => {
    const witness = fakeWitness("function", { hasNews: false });
    const { accept, attempt, pass, time } = createScene(witness);
    const entry = accept();
    attempt(entry);
    await pass(6_000);
    witness.act(entry);
    await pass(2_100);
    expect(counts(entry)).toBe(1);
    const { looks } = witness;
    expect(looks).toBeLessThanOrEqual(11);
    expect(time.pendingTimers).toBe(0);
    await pass(60_000);
    expect(witness.looks).toBe(looks);
  });

  it("are added up over the attempts of one delivery", async () => {
    const witness = fakeWitness("function");
    const { accept, attempt, pass } = createScene(witness);
    const entry = accept();
    attempt(entry, 500, () => witness.act(entry));
    await pass(10_000);
    expect(counts(entry)).toBe(1);
    attempt(entry, 200, () => witness.act(entry));
    await pass(10_000);
    expect(entry.effects).toMatchObject({
      count: 2,
      sightings: [{ count: 1 }, { count: 1 }],
    });
  });

  it("belong to the delivery of the event that was attempted last", async () => {
    const witness = fakeWitness("function");
    const { accept, attempt, pass } = createScene(witness);
    const entry = accept(7);
    attempt(entry, 200, () => witness.act(entry));
    await pass(100);
    const again = accept(7);
    attempt(again);
    await pass(9_000);
    const forged = accept(7, { isForged: true });
    attempt(forged, 200, () => witness.act(forged));
    await pass(9_000);
    expect([entry, again, forged].map(counts)).toEqual([1, 0, 1]);
  });
});

describe("effects by what a receiver prints", () => {
  it("are awaited until a good event has shown what one looks like, and are counted then", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    const failed = accept();
    attempt(failed, 500);
    const teacher = accept();
    attempt(teacher, 200, () => witness.print(handled(teacher)));
    await pass(300);
    expect([failed, teacher].map(counts)).toEqual(["waiting", "waiting"]);
    await pass(2_000);
    expect([failed, teacher].map(counts)).toEqual([0, 1]);
  });

  it("are one for two lines and a line that says the duplicate was ignored", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    const teacher = accept();
    attempt(teacher, 200, () => witness.print(handled(teacher)));
    await pass(2_000);
    const entry = accept();
    attempt(entry, 500, () => witness.print(handled(entry)));
    await pass(100);
    expect(counts(entry)).toBe(1);
    attempt(entry, 200, () => witness.print(`${ignored(entry)}\n${ignored(entry)}`));
    await pass(9_000);
    expect(counts(entry)).toBe(1);
    const twice = accept();
    attempt(twice, 200, () => witness.print(`${handled(twice)}\n${handled(twice)}`));
    await pass(100);
    expect(counts(twice)).toBe(2);
  });

  it("are none of a forged request that is only mentioned", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    const teacher = accept();
    attempt(teacher, 200, () => witness.print(handled(teacher)));
    await pass(2_000);
    const forged = accept(99, { isForged: true });
    attempt(forged, 200, () =>
      witness.print(
        `refused ${forged.delivery.eventId}: signature\nrefused ${forged.delivery.eventId}: end`,
      ),
    );
    await pass(9_000);
    expect(counts(forged)).toBe(0);
  });

  it("are counted by all that belongs to one, although it was not quiet for as long at first", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    const teacher = accept();
    attempt(teacher, 200, () => witness.print(`received ${teacher.delivery.eventId}`));
    await pass(1_500);
    expect(counts(teacher)).toBe(1);
    witness.print(`handled ${teacher.delivery.eventId}`);
    await pass(2_500);
    expect(counts(teacher)).toBe(1);
    const entry = accept();
    attempt(entry, 200, () =>
      witness.print(`received ${entry.delivery.eventId}\nhandled ${entry.delivery.eventId}`),
    );
    await pass(100);
    expect(counts(entry)).toBe(1);
  });

  it("cannot be seen by a witness that does not show an accepted event", async () => {
    const { accept, attempt, pass } = createScene(fakeWitness());
    const entry = accept();
    attempt(entry);
    await pass(7_900);
    expect(counts(entry)).toBe("waiting");
    await pass(200);
    expect(counts(entry)).toBe("blind");
  });

  it("are learnt for those that ended long before", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    const early = accept();
    attempt(early, 500, () => witness.print(handled(early)));
    await pass(20_000);
    expect(counts(early)).toBe("unlearned");
    const teacher = accept();
    attempt(teacher, 200, () => witness.print(handled(teacher)));
    await pass(1_000);
    expect(counts(early)).toBe(1);
  });
});

describe("a witness", () => {
  it("that does not work is asked again", async () => {
    const witness = fakeWitness("function");
    const { accept, attempt, pass } = createScene(witness);
    const entry = accept();
    witness.isBroken = true;
    attempt(entry, 200, () => witness.act(entry));
    await pass(100);
    expect(counts(entry)).toBe("failed");
    witness.isBroken = false;
    await pass(200);
    expect(counts(entry)).toBe(1);
  });

  it("that is not there is said so, also when it comes and goes", async () => {
    const { accept, attempt, pass, replaceWitness } = createScene(undefined);
    const entry = accept();
    attempt(entry);
    await pass(100);
    expect(counts(entry)).toBe("no-witness");
    const witness = fakeWitness("function");
    replaceWitness(witness);
    const next = accept();
    attempt(next, 200, () => witness.act(next));
    await pass(100);
    expect([entry, next].map(counts)).toEqual(["no-witness", 1]);
  });

  it("of a receiver that was started anew adds to what the one before it saw", async () => {
    const [first, second] = [fakeWitness(), fakeWitness()];
    const { accept, attempt, pass, replaceWitness } = createScene(first);
    const teacher = accept();
    attempt(teacher, 200, () => first.print(handled(teacher)));
    await pass(2_000);
    const entry = accept();
    attempt(entry, 500, () => first.print(handled(entry)));
    await pass(100);
    replaceWitness(second);
    attempt(entry, 200, () => second.print(handled(entry)));
    await pass(3_000);
    expect(counts(entry)).toBe(2);
    expect(entry.effects).toMatchObject({ sightings: [{ count: 1 }, { count: 1 }] });
  });

  it("is asked for many at once, and for ten thousand a second at most", async () => {
    const witness = fakeWitness();
    const { accept, attempt, pass } = createScene(witness);
    for (let number = 0; number < 600; number++) {
      const entry = accept();
      attempt(entry, 200, () => witness.print(handled(entry)));
      if (number % 2 === 1) await pass(10);
    }
    expect(witness.looks).toBeLessThan(310);
    // Three seconds.
    expect(witness.lookedAt).toBeLessThan(30_000);
    expect(witness.lookedAt).toBeGreaterThan(600);
  });

  it("is not asked any more when the watch is closed", async () => {
    const witness = fakeWitness();
    const { watch, accept, attempt, pass, time } = createScene(witness);
    attempt(accept());
    watch.close();
    witness.print("something");
    await pass(1_000);
    expect(witness.looks).toBe(0);
    expect(time.pendingTimers).toBe(0);
  });
});
