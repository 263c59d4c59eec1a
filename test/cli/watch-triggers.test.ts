import { describe, expect, it } from "vitest";
import type { WallClock } from "../../src/base/clock.js";
import { createWatchTriggers } from "../../src/cli/watch-triggers.js";

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

describe("the triggers of a watch", () => {
  it("hands over changes together, once there has been none for a moment", async () => {
    const { wall, pass, waiting } = handClock();
    const triggers = createWatchTriggers({ wall });
    const next = triggers.next();
    triggers.changed("a.js");
    triggers.changed("b.js");
    triggers.changed("a.js");
    expect(waiting()).toBe(1);
    pass();
    expect(await next).toEqual({ kind: "changed", names: ["a.js", "b.js"] });
  });

  it("keeps what changes while nobody waits for the next one who does", async () => {
    const { wall, pass, waiting } = handClock();
    const triggers = createWatchTriggers({ wall });
    triggers.changed("a.js");
    expect(waiting()).toBe(0);
    expect(triggers.pending()).toEqual(["a.js"]);
    const next = triggers.next();
    pass();
    expect(await next).toEqual({ kind: "changed", names: ["a.js"] });
    expect(triggers.pending()).toEqual([]);
  });

  it("hands over what a person asks for at once, and the changes before it with it", async () => {
    const { wall, waiting } = handClock();
    const triggers = createWatchTriggers({ wall });
    const next = triggers.next();
    triggers.changed("a.js");
    triggers.requested("all");
    expect(await next).toEqual({ kind: "all" });
    expect(triggers.pending()).toEqual([]);
    expect(waiting()).toBe(0);
  });

  it("passes over a file that is to be forgotten, also one that has changed already", () => {
    const { wall } = handClock();
    const triggers = createWatchTriggers({ wall });
    triggers.changed("state.json");
    triggers.forget("state.json");
    triggers.changed("state.json");
    expect(triggers.pending()).toEqual([]);
  });
});
