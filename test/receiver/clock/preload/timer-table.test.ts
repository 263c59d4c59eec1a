import { describe, expect, it } from "vitest";
import {
  createTimerTable,
  mostFirings,
  type TableTimer,
} from "../../../../src/receiver/clock/preload/timer-table.js";

interface Named extends TableTimer {
  readonly name: string;
}

const timer = (name: string, periodMs?: number): Named => ({
  name,
  periodMs,
  dueAt: 0,
  isWaiting: false,
  depth: 0,
});

const hour = 3_600_000;

/** What fires in a move up to then, as "name at". */
function move(
  table: ReturnType<typeof createTimerTable<Named>>,
  untilMs: number,
  act: (name: string, atMs: number) => void = () => {},
): string[] {
  const fired: string[] = [];
  table.startMove(untilMs);
  for (let firing = table.next(); firing; firing = table.next()) {
    fired.push(`${firing.timer.name} ${firing.dueAt}`);
    act(firing.timer.name, firing.dueAt);
  }
  table.endMove();
  return fired;
}

describe("a table of timers", () => {
  it("gives what falls due in order, of two at once the one set first", () => {
    const table = createTimerTable<Named>();
    for (const [name, dueAt] of [
      ["c", 30],
      ["a", 10],
      ["b1", 20],
      ["b2", 20],
      ["d", 41],
    ] as const) {
      table.plan(timer(name), dueAt);
    }
    expect(move(table, 40)).toEqual(["a 10", "b1 20", "b2 20", "c 30"]);
    expect(move(table, 50)).toEqual(["d 41"]);
    expect(move(table, 9_999)).toEqual([]);
  });

  it("gives an interval once per period", () => {
    const table = createTimerTable<Named>();
    table.plan(timer("tick", 10), 10);
    table.plan(timer("once"), 25);
    expect(move(table, 35)).toEqual(["tick 10", "tick 20", "once 25", "tick 30"]);
    expect(move(table, 40)).toEqual(["tick 40"]);
  });

  it("leaves out what was removed, and takes what was planned anew, or in a callback", () => {
    const table = createTimerTable<Named>();
    const [first, removed, moved] = [timer("first"), timer("removed"), timer("moved")];
    table.plan(first, 10);
    table.plan(removed, 20);
    table.plan(moved, 30);
    const fired = move(table, 100, (name, atMs) => {
      if (name !== "first") return;
      table.remove(removed);
      table.plan(moved, 50);
      table.plan(timer("new"), atMs + 10);
    });
    expect(fired).toEqual(["first 10", "new 20", "moved 50"]);
  });

  it("fires a short interval about a thousand times, evenly, and last at its last period", () => {
    const table = createTimerTable<Named>();
    table.plan(timer("tick", 10), 10);
    const times = move(table, 7 * hour).map((line) => Number(line.split(" ")[1]));
    expect(times.length).toBeGreaterThan(mostFirings * 0.9);
    expect(times.length).toBeLessThanOrEqual(mostFirings + 2);
    expect(times.at(-1)).toBe(7 * hour);
    const steps = times.slice(1, -1).map((time, index) => time - (times[index] ?? 0));
    expect(new Set(steps).size).toBe(1);
    expect(times.every((time) => time % 10 === 0)).toBe(true);
    expect(move(table, 7 * hour + 10)).toEqual([`tick ${7 * hour + 10}`]);
  });

  it("puts the rest of a long chain at the end of the move", () => {
    const table = createTimerTable<Named>();
    table.plan(timer("link"), 10);
    const fired = move(table, hour, (_name, atMs) => table.plan(timer("link"), atMs + 10));
    expect(fired.length).toBe(mostFirings + 2);
    expect(fired.at(-2)).toBe(`link ${10 * (mostFirings + 1)}`);
    expect(fired.at(-1)).toBe(`link ${hour}`);
    expect(table.earliestDueAt(() => true)).toBe(hour + 10);
  });

  it("lets ten thousand timers that were set before a move all fire", () => {
    const table = createTimerTable<Named>();
    for (let index = 0; index < 30_000; index++) table.plan(timer("ttl"), hour - index);
    expect(move(table, hour)).toHaveLength(30_000);
  });

  it("names the earliest of those that fit", () => {
    const table = createTimerTable<Named>();
    table.plan(timer("a"), 10);
    table.plan(timer("b"), 20);
    expect(table.earliestDueAt(({ name }) => name === "b")).toBe(20);
    expect(table.earliestDueAt(() => false)).toBeUndefined();
  });
});
