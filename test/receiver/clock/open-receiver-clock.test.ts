import { inEnglish } from "../../in-english.js";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { systemWallClock } from "../../../src/base/clock.js";
import { openFaketimeClock } from "../../../src/receiver/clock/faketime-clock.js";
import { isLauncher } from "../../../src/receiver/clock/serving-processes.js";
import { ask, createClockReceivers } from "./clock-receivers.js";

const receivers = createClockReceivers();
afterEach(() => receivers.stopAll());
afterAll(receivers.remove);

const node = `"${process.execPath}"`;
const envServer = `require("http").createServer((q, s) => s.end(JSON.stringify(process.env))).listen(process.env.PORT, "127.0.0.1");`;

describe("a receiver's clock", () => {
  it("that is off is not moved", async () => {
    expect(await receivers.open(undefined, "off")).toMatchObject({ kind: "not-moved" });
  });

  it.each(["auto", "node", "faketime"] as const)(
    "set to %s is not moved where nobody started the receiver",
    async (setting) => {
      expect(inEnglish(await receivers.open(undefined, setting))).toMatchObject({
        kind: "not-moved",
        reason: expect.stringContaining("started with --exec") as string,
        remedy: expect.stringContaining("command:") as string,
      });
    },
  );

  it("that a command moves needs no receiver of ours", async () => {
    const clock = await receivers.movable(undefined, "command:exit $(({seconds} - 60))");
    expect(clock.kind).toBe("command");
    expect(await clock.advance(60_000)).toEqual({ kind: "moved" });
  });

  it("that a command moves leaves the receiver running as it was", async () => {
    const managed = await receivers.start(`${node} "${receivers.write("env.cjs", envServer)}"`);
    const pid = managed.pid();
    await receivers.movable(managed, "command:: {seconds}");
    expect(managed.pid()).toBe(pid);
  });

  it.runIf(process.platform === "linux")(
    "is not moved where libfaketime is wanted and not installed, and the receiver is left alone",
    async () => {
      const managed = await receivers.start(`${node} "${receivers.write("env.cjs", envServer)}"`);
      const pid = managed.pid();
      const find = () => Promise.resolve(undefined);
      expect(
        inEnglish(await openFaketimeClock({ managed, wall: systemWallClock, find })),
      ).toMatchObject({
        kind: "not-moved",
        remedy: expect.stringContaining("apt-get install faketime") as string,
      });
      expect(managed.pid()).toBe(pid);
    },
  );

  it.runIf(process.platform === "linux")(
    "is not moved where a library does not load, and later starts are as before",
    async () => {
      const managed = await receivers.start(`${node} "${receivers.write("env.cjs", envServer)}"`, {
        env: { LD_PRELOAD: "" },
      });
      const find = () => Promise.resolve("/no/such/libfaketimeMT.so.1");
      expect(
        inEnglish(await openFaketimeClock({ managed, wall: systemWallClock, find })),
      ).toMatchObject({
        kind: "not-moved",
        reason: "The receiver's process did not load libfaketime.",
      });
      await managed.restart();
      expect(await ask<object>(managed)).not.toHaveProperty("FAKETIME_TIMESTAMP_FILE");
    },
  );
});

describe("what only starts a receiver", () => {
  it.each([
    [["sh", "-c", "npm start"]],
    [["/bin/bash", "run.sh"]],
    [["-zsh"]],
    [["npm start"]],
    [["node", "/usr/bin/npm", "start"]],
    [["/usr/bin/node", "/usr/lib/node_modules/npm/bin/npm-cli.js", "start"]],
    [["node", "/usr/bin/yarn.js", "dev"]],
  ])("is seen in %j", (line) => {
    expect(isLauncher(line)).toBe(true);
  });

  it.each([[["node", "server.js"]], [["python3", "app.py"]], [["./npm-like"]], [[]]])(
    "is not seen in %j",
    (line) => {
      expect(isLauncher(line)).toBe(false);
    },
  );
});
