import { inEnglish } from "../../in-english.js";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemWallClock } from "../../../src/base/clock.js";
import { openCommandClock } from "../../../src/receiver/clock/command-clock.js";
import type { ReceiverClock } from "../../../src/receiver/clock/receiver-clock.js";

const folder = mkdtempSync(join(tmpdir(), "mocklark-command-clock-"));
const file = join(folder, "offset");

function clockOf(command: string, timeoutMs?: number): ReceiverClock {
  const opened = openCommandClock({
    command,
    wall: systemWallClock,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  if (opened.kind !== "movable") throw new Error(opened.reason.in("en"));
  return opened.clock;
}

describe("a clock that a command moves", () => {
  it("gets how far ahead it is to stand in all", async () => {
    const clock = clockOf(`echo +{seconds} and {seconds} >> "${file}"`);
    expect(await clock.advance(15_000)).toEqual({ kind: "moved" });
    expect(await clock.advance(299_600)).toEqual({ kind: "moved" });
    expect(readFileSync(file, "utf8")).toBe("+15 and 15\n+315 and 315\n");
    expect(clock.movedMs()).toBe(314_600);
  });

  it("is not moved when the command fails, which says why in its last line", async () => {
    const clock = clockOf(
      "echo first >&2; printf 'no \\033[2J container\\n' >&2; exit 3; {seconds}",
    );
    expect(inEnglish(await clock.advance(1_000))).toEqual({
      kind: "not-moved",
      reason: "The command of --receiver-clock ended with exit code 3: no \uFFFD[2J container.",
      remedy: "Run it by hand, with a number for {seconds}: it must end with exit code 0.",
    });
    expect(clock.movedMs()).toBe(0);
  });

  it("is not moved when the command does not exist", async () => {
    expect(inEnglish(await clockOf("no-such-command-here {seconds}").advance(1_000))).toMatchObject(
      {
        kind: "not-moved",
        reason: expect.stringContaining("no-such-command-here") as string,
      },
    );
  });

  it("is not waited for longer than its time, and what it started is ended", async () => {
    const pidFile = join(folder, "pid");
    const clock = clockOf(`echo $$ > "${pidFile}"; sleep 1000 {seconds}`, 500);
    expect(inEnglish(await clock.advance(1_000))).toMatchObject({
      kind: "not-moved",
      reason: "The command of --receiver-clock took more than 0.5 s.",
    });
    const pid = Number(readFileSync(pidFile, "utf8"));
    await expect.poll(() => isGone(pid)).toBe(true);
  });

  it("may leave something running", async () => {
    expect(await clockOf("sleep 5 & : {seconds}").advance(1_000)).toEqual({ kind: "moved" });
    expect(inEnglish(await clockOf("sleep 5 & exit 4 # {seconds}").advance(1_000))).toMatchObject({
      reason: "The command of --receiver-clock ended with exit code 4.",
    });
  });

  it("keeps the app's secrets from the command", async () => {
    process.env["MOCKLARK_ENCRYPT_KEY"] = "secret";
    try {
      const clock = clockOf('test -z "$MOCKLARK_ENCRYPT_KEY" && test -n "$PATH" # {seconds}');
      expect(await clock.advance(1_000)).toEqual({ kind: "moved" });
    } finally {
      delete process.env["MOCKLARK_ENCRYPT_KEY"];
    }
  });
});

function isGone(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return true;
  }
}
