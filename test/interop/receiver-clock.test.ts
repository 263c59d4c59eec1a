import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { openFaketimeClock } from "../../src/receiver/clock/faketime-clock.js";
import { findFaketime } from "../../src/receiver/clock/find-faketime.js";
import type { OpenedClock } from "../../src/receiver/clock/receiver-clock.js";
import { groupMembers } from "../../src/receiver/process-group.js";
import { ask, createClockReceivers, spanMs } from "../receiver/clock/clock-receivers.js";
import { receivers as interopReceivers, type Language } from "./interop-receivers.js";

const ready = inject("readyLanguages");
const faketime = process.platform === "linux" ? await findFaketime() : undefined;
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;
if (faketime === undefined || !hasCompiler) {
  const needs = "libfaketime and a C compiler (apt-get install faketime gcc libc6-dev)";
  console.warn(`\n!! SKIPPING the clocks of Python and Java receivers: they need ${needs}.\n`);
}

const receivers = createClockReceivers();
afterEach(() => receivers.stopAll());
afterAll(receivers.remove);

const fileOf = (name: string): string => fileURLToPath(new URL(`clock/${name}`, import.meta.url));

interface Clocks {
  /** Seconds since the start, by each of its clocks. */
  readonly wall: number;
  readonly monotonic: number;
  readonly date: number;
  readonly fired: Readonly<Record<string, boolean>>;
}

interface Program {
  readonly name: string;
  readonly language: Language;
  readonly command: string;
  /** What has fired after a move of seven hours that was to fire after one. */
  readonly fired: Readonly<Record<string, boolean>>;
  /** What its clock is where the waits libfaketime lacks cannot be compiled. */
  readonly withoutCompiler: { readonly kind: "movable" | "not-moved" };
}

const refused = {
  kind: "not-moved",
  remedy: expect.stringContaining("apt-get install gcc") as string,
} as const;

const limited = {
  kind: "movable",
  clock: { limits: expect.stringContaining("still remembers after a move") as string },
} as const;

const inEnglish = (opened: OpenedClock): object =>
  opened.kind === "movable"
    ? { kind: opened.kind, clock: { limits: opened.clock.limits?.in("en") } }
    : { kind: opened.kind, reason: opened.reason.in("en"), remedy: opened.remedy.in("en") };

const programs: readonly Program[] = [
  {
    name: "Python with asyncio",
    language: "python",
    command: `exec python3 "${fileOf("asyncio_clock.py")}"`,
    fired: { callLater: true, sleep: true, waitFor: true },
    withoutCompiler: refused,
  },
  {
    name: "Python with threads",
    language: "python",
    command: `exec python3 "${fileOf("threads_clock.py")}"`,
    fired: { timer: true, sleep: true, wait: true },
    withoutCompiler: refused,
  },
  {
    name: "Java",
    language: "java",
    command: `exec java "${fileOf("JavaClock.java")}"`,
    fired: { schedule: true, timer: true, sleep: true },
    withoutCompiler: limited,
  },
];

const spanS = spanMs / 1_000;
/** Two minutes are left to a busy machine. */
const isSpan = (seconds: number): boolean => seconds >= spanS && seconds < spanS + 120;

/** What libfaketime has left of these processes; another's are another's affair. */
const sharedMemory = (pids: readonly number[]): string[] =>
  existsSync("/dev/shm")
    ? readdirSync("/dev/shm").filter((name) =>
        pids.some((pid) => new RegExp(`faketime_(?:sem|shm)_${pid}$`).test(name)),
      )
    : [];

for (const { name, language, command, fired, withoutCompiler } of programs) {
  const runs = faketime !== undefined && hasCompiler && ready.includes(language);
  describe.runIf(runs)(`the clock of ${name} under libfaketime`, () => {
    it("moves, and with it all that its limits do not name", async () => {
      const managed = await receivers.start(command, { waitForMs: 60_000 });
      const clock = await receivers.movable(managed);
      expect(clock.kind).toBe("faketime");
      const before = await ask<Clocks>(managed);
      expect(Object.values(before.fired)).not.toContain(true);
      expect(await clock.advance(spanMs)).toEqual({ kind: "moved" });
      await expect.poll(async () => (await ask<Clocks>(managed)).fired).toEqual(fired);
      const { wall, monotonic, date } = await ask<Clocks>(managed);
      const moved = Object.entries({ wall, monotonic, date }).filter(([, value]) => isSpan(value));
      expect(moved.map(([clock]) => clock)).toEqual(["wall", "monotonic", "date"]);
    });

    it("lets it serve as before, also what sleeps while it answers", async () => {
      const managed = await receivers.start(command, { waitForMs: 60_000 });
      const clock = await receivers.movable(managed);
      for (const round of [1, 2, 3]) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) => ask<Clocks>(managed, index < 4 ? "/nap" : "")),
        );
        expect(answers.every(({ wall }) => wall >= (round - 1) * 1_000)).toBe(true);
        expect(await clock.advance(1_000_000)).toEqual({ kind: "moved" });
      }
    });

    it("is at the moved time when it starts again, and leaves nothing behind", async () => {
      const managed = await receivers.start(`date +%s; ${command}`, { waitForMs: 60_000 });
      const clock = await receivers.movable(managed);
      const pids = groupMembers(managed.pid() ?? 0);
      // The test would see nothing else.
      expect(sharedMemory(pids)).not.toEqual([]);
      await clock.advance(spanMs);
      await managed.restart({ kill: true });
      pids.push(...groupMembers(managed.pid() ?? 0));
      const seconds = managed.output.tail().match(/^\d+$/gm)?.at(-1);
      expect(isSpan(Number(seconds) - Date.now() / 1_000 + 60)).toBe(true);
      await managed.stop();
      await clock.close();
      expect(sharedMemory(pids)).toEqual([]);
    });

    it("moves without a C compiler as far as its limits say", async () => {
      const managed = await receivers.start(command, { waitForMs: 60_000 });
      const build = () => Promise.resolve(undefined);
      const opened = await openFaketimeClock({ managed, wall: systemWallClock, build });
      expect(inEnglish(opened)).toMatchObject(withoutCompiler);
      if (opened.kind === "movable") await opened.clock.advance(spanMs);
      const { wall, monotonic, date } = await ask<Clocks>(managed, "/nap");
      const haveMoved = [wall, monotonic, date].map(isSpan);
      await managed.stop();
      if (opened.kind === "movable") await opened.clock.close();
      expect(haveMoved).toEqual(Array.from({ length: 3 }, () => withoutCompiler === limited));
    });
  });
}

describe.runIf(ready.includes("go"))("the clock of a Go program", () => {
  it("is not moved, and the receiver runs on as it was", async () => {
    const webhook = interopReceivers.find(
      (each) => each.language === "go" && each.mode === "webhook" && each.kind === "complete",
    );
    const managed = await receivers.start(webhook?.run ?? "", {
      cwd: webhook?.cwd ?? "",
      waitForMs: 60_000,
    });
    const pid = managed.pid();
    expect(inEnglish(await receivers.open(managed))).toMatchObject({
      kind: "not-moved",
      reason:
        "The receiver is a Go program, and the clock of such a program cannot be moved from outside.",
      remedy: expect.stringContaining('--receiver-clock "command:') as string,
    });
    expect(managed.pid()).toBe(pid);
  });
});
