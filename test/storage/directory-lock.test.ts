import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WallClock } from "../../src/base/clock.js";
import { lockDirectory } from "../../src/storage/directory-lock.js";
import { isAlive, type LockHolder, thisProcess } from "../../src/storage/lock-holder.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-lock-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Process 1 of some container: no number of another one says whether it lives. */
const inContainer = (name: string): LockHolder => ({ pid: 1, since: "7", realm: name });

/** A process that is gone, as the realm says. */
const gone = (realm: string): LockHolder => ({ pid: 4_194_305, since: "1", realm });

/** Looks at another's lock follow each other at once, `onLook` before each; beats never come. */
function hastyWall(onLook: () => void | Promise<void> = () => {}) {
  let looks = 0;
  const { wall } = manualWallClock();
  async function look(callback: () => void): Promise<void> {
    await onLook();
    callback();
  }
  const hasty: WallClock = {
    ...wall,
    setTimer(callback, delayMs, options) {
      if (delayMs !== 1_000) return wall.setTimer(callback, delayMs, options);
      looks++;
      void look(callback);
      return { cancel: () => {} };
    },
  };
  return { wall: hasty, looks: () => looks };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const names = (): string[] => readdirSync(directory).sort();

describe("the lock of a data folder", () => {
  it("is refused to another container while its holder beats", async () => {
    const real = manualWallClock();
    const held = await lockDirectory(directory, { wall: real.wall, holder: inContainer("a") });
    const taker = hastyWall(async () => {
      real.pass(1_000);
      // The beat is written by real I/O, which has no other end to wait for.
      for (let turns = 0; turns < 50; turns++) await turn();
    });
    let told = 0;
    const taking = lockDirectory(directory, {
      wall: taker.wall,
      holder: inContainer("b"),
      onWaiting: (longestMs) => (told = longestMs),
    });
    await expect(taking).rejects.toMatchObject({
      code: "FILE",
      message: `Failed to open the data folder ${directory}: process 1 in another container or on another machine is using it.`,
    });
    expect(taker.looks()).toBeLessThan(16);
    expect(told).toBe(16_000);
    await held.assertHeld();
    await held.release();
    expect(real.pendingTimers).toBe(0);
  });

  it("goes to another container after sixteen looks without a beat; the old holder is told", async () => {
    const silent = manualWallClock();
    const held = await lockDirectory(directory, { wall: silent.wall, holder: inContainer("a") });
    expect(held.takenFromSilent).toBe(false);
    const { wall, looks } = hastyWall();
    const taken = await lockDirectory(directory, { wall, holder: inContainer("b") });
    expect(looks()).toBe(16);
    expect(taken.takenFromSilent).toBe(true);
    await expect(held.assertHeld()).rejects.toMatchObject({ code: "FILE" });
    await taken.assertHeld();
    // What the old holder does on its way out is not the new one's loss.
    silent.pass(10_000);
    await held.release();
    await taken.assertHeld();
    expect(names()).toEqual(["lock.2"]);
    await taken.release();
  });

  it.each([
    ["the same realm", gone("here"), "here"],
    ["an older version's lock", { pid: 4_194_305, since: "1" }, "here"],
  ])("is taken at once from a process that is gone, in %s", async (_title, holder, realm) => {
    writeFileSync(join(directory, "lock.1"), JSON.stringify(holder));
    const { wall, looks } = hastyWall();
    const own = { ...(await thisProcess()), realm };
    const lock = await lockDirectory(directory, { wall, holder: own });
    expect([looks(), lock.takenFromSilent]).toEqual([0, false]);
    await lock.release();
  });

  it("is still one taken from a silent holder when the first to take it died at once", async () => {
    const silent = manualWallClock();
    await lockDirectory(directory, { wall: silent.wall, holder: inContainer("a") });
    const { wall } = hastyWall();
    await lockDirectory(directory, { wall, holder: gone("here") });
    const own = { ...(await thisProcess()), realm: "here" };
    const lock = await lockDirectory(directory, { wall, holder: own });
    expect(lock.takenFromSilent).toBe(true);
    await lock.release();
  });

  it("is not judged by process numbers where the realm cannot be told", async () => {
    writeFileSync(join(directory, "lock.1"), JSON.stringify({ ...gone("here"), realm: null }));
    const { wall, looks } = hastyWall();
    const holder = { pid: 2, since: "1", realm: null };
    const lock = await lockDirectory(directory, { wall, holder });
    expect(looks()).toBe(16);
    await lock.release();
  });

  it("goes at once to another container when it is released", async () => {
    const { wall } = manualWallClock();
    const held = await lockDirectory(directory, { wall, holder: inContainer("a") });
    await held.release();
    const next = await lockDirectory(directory, { wall, holder: inContainer("b") });
    expect(next.takenFromSilent).toBe(false);
    await next.assertHeld();
    await next.release();
  });

  it("is lost with the folder", async () => {
    const { wall } = manualWallClock();
    const held = await lockDirectory(directory, { wall });
    rmSync(directory, { recursive: true });
    await expect(held.assertHeld()).rejects.toMatchObject({ code: "FILE" });
    await held.release();
  });

  it.each([
    ["a folder", (path: string) => mkdirSync(path)],
    ["a link that leads round in circles", (path: string) => symlinkSync("lock.3", path)],
  ])("is refused when %s in its place", async (_title, make) => {
    make(join(directory, "lock.3"));
    const { wall } = manualWallClock();
    await expect(lockDirectory(directory, { wall })).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringMatching(/lock\.3 is not a file/) as string,
    });
    expect(names()).toEqual(["lock.3"]);
  });
});

describe("a holder", () => {
  it("lives while its process does, and is not taken for another one of its number", async () => {
    const own = await thisProcess();
    expect(isAlive(own)).toBe(true);
    expect(isAlive({ ...own, since: "1" })).toBe(process.platform !== "linux");
    expect(isAlive(gone("here"))).toBe(false);
  });
});
