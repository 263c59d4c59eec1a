import { describe, expect, it } from "vitest";
import { createAckBudget } from "../../src/gateway/ack-budget.js";
import { startPush, type Push } from "../../src/gateway/push.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

function start(signal?: AbortSignal) {
  const time = manualWallClock();
  const { wall } = time;
  const budget = createAckBudget({ wall, budgetMs: 3_000 });
  const pushes = new Map<string, Push>();
  const push = startPush({ wall, budget, ackBodyLength: 100, pushes }, signal);
  return { time, push };
}

/** What waits, as an outbox that is full keeps it. */
function createWaitingRoom() {
  const waiting = new Set<(value: string) => void>();
  return {
    waiting,
    enter: (resume: (value: string) => void) => {
      waiting.add(resume);
      return () => waiting.delete(resume);
    },
  };
}

describe("a push that waits", () => {
  it("goes on with what it is called back with", async () => {
    const { push } = start();
    const { waiting, enter } = createWaitingRoom();
    const waited = push.wait(enter);
    for (const resume of waiting) resume("room");
    expect(await waited).toBe("room");
  });

  it.each([
    ["its budget is spent", "timed-out"],
    ["it is settled", "offline"],
  ])("leaves nothing behind when %s", async (_what, kind) => {
    const { time, push } = start();
    const { waiting, enter } = createWaitingRoom();
    const waited = push.wait(enter);
    expect(waiting.size).toBe(1);
    if (kind === "offline") push.settle({ kind });
    else time.pass(3_000);
    expect(waiting.size).toBe(0);
    expect(await waited).toBeUndefined();
    expect(await push.outcome).toMatchObject({ kind });
  });

  it("leaves nothing behind when it is aborted", async () => {
    const abort = new AbortController();
    const { push } = start(abort.signal);
    const { waiting, enter } = createWaitingRoom();
    const waited = push.wait(enter);
    abort.abort(new Error("enough"));
    expect(waiting.size).toBe(0);
    expect(await waited).toBeUndefined();
    await expect(push.outcome).rejects.toThrow("enough");
  });

  it("does not begin to wait when it is over", async () => {
    const { push } = start();
    const { waiting, enter } = createWaitingRoom();
    push.settle({ kind: "offline" });
    expect(await push.wait(enter)).toBeUndefined();
    expect(waiting.size).toBe(0);
  });
});
