import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CommitLogOptions,
  type Flushing,
  openCommitLog,
} from "../../src/storage/commit-log.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { verbatim } from "../../src/base/text.js";

let directory = "";
let path = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-log-"));
  path = join(directory, "log");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const text = (): string => readFileSync(path, "utf8");

function openLog(changes: Partial<CommitLogOptions> = {}) {
  const { wall } = manualWallClock();
  const compact = (bytes: Buffer): readonly Buffer[] => [bytes];
  return openCommitLog(path, {
    what: verbatim("journal"),
    wall,
    flushing: "commit",
    maxBytes: 1e6,
    keptBytes: 0,
    compact,
    ...changes,
  });
}

/** One whose writes end when they are told to, with what the file held by then. */
async function openHeldLog(flushing: Flushing) {
  const real = manualWallClock();
  const writes: { readonly text: string; readonly end: () => void }[] = [];
  const log = await openLog({
    wall: real.wall,
    flushing,
    assertOwn: () => new Promise((end) => writes.push({ text: text(), end })),
  });
  const writesSoFar = async (count: number): Promise<void> => {
    await expect.poll(() => writes.length, { timeout: 30_000 }).toBe(count);
  };
  return { real, log, writes, writesSoFar };
}

describe("a commit log", () => {
  it("has each line in the file, in order, when its append resolves", async () => {
    const log = await openLog();
    await Promise.all(
      Array.from({ length: 500 }, async (_, number) => {
        await log.append(`${number}\n`);
        expect(text()).toContain(`${number}\n`);
      }),
    );
    expect(text()).toBe(Array.from({ length: 500 }, (_, number) => `${number}\n`).join(""));
    await log.close();
  });

  it("writes in the background every so often, and waits once too much is unwritten", async () => {
    const real = manualWallClock();
    const log = await openLog({ wall: real.wall, flushing: { everyMs: 10 } });
    await log.append("first\n");
    expect(text()).toBe("");
    real.pass(10);
    await log.flush();
    expect(text()).toBe("first\n");
    const large = `${"x".repeat(5_000_000)}\n`;
    await log.append(large);
    expect(text().length).toBe(6 + large.length);
    await log.close();
    expect(real.pendingTimers).toBe(0);
  });

  it("leaves to the next interval what comes while it writes in the background", async () => {
    const { real, log, writes, writesSoFar } = await openHeldLog({ everyMs: 10 });
    await log.append("one\n");
    real.pass(10);
    await writesSoFar(1);
    await log.append("two\n");
    writes[0]?.end();
    await nextTurn();
    await log.append("three\n");
    real.pass(10);
    await writesSoFar(2);
    await log.append("four\n");
    // Its time comes while the disk is still busy.
    real.pass(10);
    writes[1]?.end();
    await writesSoFar(3);
    await log.append("five\n");
    const flushed = log.flush();
    writes[2]?.end();
    await writesSoFar(4);
    writes[3]?.end();
    await flushed;
    const [one, oneToThree, oneToFour, all] = writes.map(
      (write) => write.text.split("\n").length - 1,
    );
    expect([one, oneToThree, oneToFour, all]).toEqual([1, 3, 4, 5]);
    const closed = log.close();
    await writesSoFar(5);
    writes[4]?.end();
    await closed;
  });

  it("lets a small group that began while the disk was busy gather for a millisecond", async () => {
    const { real, log, writes, writesSoFar } = await openHeldLog("commit");
    const one = log.append("one\n");
    await writesSoFar(1);
    const two = log.append("two\n");
    writes[0]?.end();
    await one;
    await expect.poll(() => real.pendingTimers, { timeout: 30_000 }).toBe(1);
    const three = log.append("three\n");
    real.pass(1);
    await writesSoFar(2);
    expect(writes[1]?.text).toBe("one\ntwo\nthree\n");
    const four = log.append("four\n");
    writes[1]?.end();
    await Promise.all([two, three]);
    await expect.poll(() => real.pendingTimers, { timeout: 30_000 }).toBe(1);
    // Whoever flushes waits for no more.
    const flushed = log.flush();
    await writesSoFar(3);
    writes[2]?.end();
    await Promise.all([four, flushed]);
    expect(real.pendingTimers).toBe(0);
    const closed = log.close();
    await writesSoFar(4);
    writes[3]?.end();
    await closed;
  });

  it("is rewritten when it has outgrown its bound, and goes on in the new file", async () => {
    const log = await openLog({
      maxBytes: 1_000,
      compact: (bytes) => ["kept of ", `${bytes.length}\n`],
    });
    await log.append(`${"x".repeat(1_000)}\n`);
    await log.append("next\n");
    expect(text()).toBe("kept of 1001\nnext\n");
    await log.close();
  });

  it("refuses every append after one that could not be written", async () => {
    const log = await openLog({
      maxBytes: 1,
      compact: () => {
        throw new Error("no space left on device");
      },
    });
    const first = log.append("one\n");
    await expect(first).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining("no space left on device") as string,
    });
    await expect(log.append("two\n")).rejects.toMatchObject({ code: "FILE" });
    await expect(log.close()).rejects.toMatchObject({ code: "FILE" });
    expect(text()).toBe("one\n");
  });

  it("begins with what was read, whatever another process has written since", async () => {
    writeFileSync(path, "read\nwritten since\n");
    const log = await openLog({ replaceWith: Buffer.from("read\n") });
    await log.append("next\n");
    await log.close();
    expect(text()).toBe("read\nnext\n");
  });

  it.each([
    ["takes its draft away", () => Promise.resolve(), false],
    ["leaves another's draft alone once it is lost", () => Promise.reject(new Error("lost")), true],
  ])("%s when it is closed", async (_what, assertOwn, isThere) => {
    const log = await openLog({ assertOwn });
    writeFileSync(`${path}.new`, "half");
    await log.close();
    expect(existsSync(`${path}.new`)).toBe(isThere);
  });
});
