import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { createOutputCapture } from "../../src/receiver/output-capture.js";
import { launch, type RunningProcess } from "../../src/receiver/running-process.js";

const start = (command: string): RunningProcess =>
  launch({ command }, process.env, createOutputCapture());

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The processes that would signal this group, should we be killed. */
function watchdogsOf(pid: number | undefined): string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      return words.includes("mocklark-watchdog") && words.includes(String(pid));
    } catch {
      return false;
    }
  });
}

it.runIf(process.platform === "linux")(
  "lets go of a group that has ended, because another may get its number",
  async () => {
    const handlers = process.listenerCount("exit");
    const running = start("exit 3");
    expect(process.listenerCount("exit")).toBe(handlers + 1);
    expect(await running.ended).toEqual({ code: 3, signal: null });
    await turn();
    expect(process.listenerCount("exit")).toBe(handlers);
    await expect.poll(() => watchdogsOf(running.pid)).toEqual([]);
    expect(await running.end({ graceMs: 100, wall: systemWallClock })).toEqual([]);
  },
);

it.runIf(process.platform === "linux").each([
  ["in its group", "sleep 1000 & exit 0"],
  ["in a session of its own", "setsid sleep 1000 & exit 0"],
])("guards what a process has left %s when it ended", async (_where, command) => {
  const handlers = process.listenerCount("exit");
  const running = start(command);
  await running.ended;
  await turn();
  expect(process.listenerCount("exit")).toBe(handlers + 1);
  expect(watchdogsOf(running.pid)).toHaveLength(1);
  expect(await running.end({ graceMs: 2_000, wall: systemWallClock })).toEqual([]);
  expect(process.listenerCount("exit")).toBe(handlers);
});
