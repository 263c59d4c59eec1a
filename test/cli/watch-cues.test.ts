import { describe, expect, it } from "vitest";
import type { WallClock } from "../../src/base/clock.js";
import { createWatchCues } from "../../src/cli/watch-cues.js";

/** A wall clock whose timers are fired by hand. */
function handClock() {
  const due = new Set<() => void>();
  const wall: WallClock = {
    now: () => 0,
    elapsed: () => 0,
    setTimer(callback) {
      due.add(callback);
      return { cancel: () => void due.delete(callback) };
    },
  };
  const pass = (): void => {
    const fired = [...due];
    due.clear();
    for (const callback of fired) callback();
  };
  return { wall, pass, waiting: () => due.size };
}

describe("the cues of a watch", () => {
  it("hands over changes together, once there has been none for a moment", async () => {
    const { wall, pass, waiting } = handClock();
    const cues = createWatchCues({ wall });
    const next = cues.next();
    cues.changed("a.js");
    cues.changed("b.js");
    cues.changed("a.js");
    expect(waiting()).toBe(1);
    pass();
    expect(await next).toEqual({ kind: "changed", names: ["a.js", "b.js"] });
  });

  it("keeps what changes while nobody waits for the next one who does", async () => {
    const { wall, pass, waiting } = handClock();
    const cues = createWatchCues({ wall });
    cues.changed("a.js");
    expect(waiting()).toBe(0);
    expect(cues.pending()).toEqual(["a.js"]);
    const next = cues.next();
    pass();
    expect(await next).toEqual({ kind: "changed", names: ["a.js"] });
    expect(cues.pending()).toEqual([]);
  });

  it("hands over what a person asks for at once, and the changes before it with it", async () => {
    const { wall, waiting } = handClock();
    const cues = createWatchCues({ wall });
    const next = cues.next();
    cues.changed("a.js");
    cues.asked("all");
    expect(await next).toEqual({ kind: "all" });
    expect(cues.pending()).toEqual([]);
    expect(waiting()).toBe(0);
  });

  it("passes over a file that is to be forgotten, also one that has changed already", () => {
    const { wall } = handClock();
    const cues = createWatchCues({ wall });
    cues.changed("state.json");
    cues.forget("state.json");
    cues.changed("state.json");
    expect(cues.pending()).toEqual([]);
  });
});
