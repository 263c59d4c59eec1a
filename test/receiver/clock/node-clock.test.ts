import { inEnglish } from "../../in-english.js";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { ask, createClockReceivers, spanMs } from "./clock-receivers.js";

const receivers = createClockReceivers();
afterEach(() => receivers.stopAll());
afterAll(receivers.remove);

const node = `"${process.execPath}"`;
const hour = 3_600_000;

/** Answers every request with what `state` is then. */
const serve = (state: string, http = "http"): string =>
  `${http}.createServer((request, response) => response.end(JSON.stringify(${state})))
     .listen(process.env.PORT, "127.0.0.1");`;

/** Remembers by a timer and by the date, as receivers do, from the second it starts. */
const remembering = (http: string): string => `
  const startedAt = Date.now();
  let timed = true;
  setTimeout(() => { timed = false; }, ${hour});
  ${serve(`{ pid: process.pid, ahead: Date.now() - startedAt, timed, dated: Date.now() - startedAt < ${hour} }`, http)}`;

interface Remembered {
  readonly pid: number;
  readonly ahead: number;
  readonly timed: boolean;
  readonly dated: boolean;
}

/** Moves the receiver's clock by the whole span, and says whether everything has moved by just that. */
async function move(command: string, options = {}): Promise<Record<string, unknown>> {
  const managed = await receivers.start(command, options);
  const clock = await receivers.movable(managed);
  const before = await ask<Remembered>(managed);
  const moved = await clock.advance(spanMs);
  const told = moved.kind === "moved" ? (moved.saysMs ?? 0) - Date.now() : Number.NaN;
  const after = await ask<Remembered>(managed);
  return {
    before: { timed: before.timed, dated: before.dated },
    after: { timed: after.timed, dated: after.dated },
    ahead: isSpan(after.ahead),
    told: Math.abs(told - spanMs) < 60_000,
  };
}

/** A minute is left to a busy machine. */
const isSpan = (ms: number): boolean => ms >= spanMs && ms < spanMs + 60_000;

const wholly = {
  before: { timed: true, dated: true },
  after: { timed: false, dated: false },
  ahead: true,
  told: true,
};

describe("the clock of a Node receiver", () => {
  it("moves a CommonJS program, whose path holds spaces", async () => {
    const file = receivers.write("plain app.cjs", remembering('require("http")'));
    expect(await move(`${node} "${file}"`)).toEqual(wholly);
  });

  it("moves an ES module", async () => {
    const text = `import * as http from "node:http"; ${remembering("http")}`;
    expect(await move(`${node} "${receivers.write("plain.mjs", text)}"`)).toEqual(wholly);
  });

  it("moves a program npm starts, beside the user's own NODE_OPTIONS", async () => {
    receivers.write(
      "behind-npm.cjs",
      `
      if (!process.execArgv.concat(process.env.NODE_OPTIONS).join(" ").includes("--no-deprecation")) process.exit(1);
      ${remembering('require("http")')}`,
    );
    receivers.write(
      "package.json",
      JSON.stringify({ name: "x", scripts: { start: "node behind-npm.cjs" } }),
    );
    expect(
      await move("npm start", {
        cwd: receivers.folder,
        env: { NODE_OPTIONS: "--no-deprecation" },
      }),
    ).toEqual(wholly);
  });

  it("moves a program behind a loader of its own", async () => {
    const hooks = `export async function load(url, context, next) {
      if (!url.endsWith(".odd")) return next(url, context);
      const { readFileSync } = await import("node:fs");
      return { format: "module", shortCircuit: true, source: readFileSync(new URL(url), "utf8") };
    }`;
    receivers.write("hooks.mjs", hooks);
    const register = receivers.write(
      "register.mjs",
      `import { register } from "node:module"; register("./hooks.mjs", import.meta.url);`,
    );
    receivers.write("app.odd", `import * as http from "node:http"; ${remembering("http")}`);
    const main = receivers.write("main.mjs", 'await import("./app.odd");');
    expect(await move(`${node} --import "file://${encodeURI(register)}" "${main}"`)).toEqual(
      wholly,
    );
  });

  it("moves the workers of a cluster", async () => {
    const file = receivers.write(
      "cluster.cjs",
      `const cluster = require("cluster");
       if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
       else { ${remembering('require("http")')} }`,
    );
    expect(await move(`${node} "${file}"`)).toEqual(wholly);
  });

  it("moves worker threads and forked processes", async () => {
    const file = receivers.write(
      "threads.cjs",
      `const { Worker, isMainThread, parentPort } = require("worker_threads");
       const startedAt = Date.now();
       const report = (send) => setInterval(() => send(Date.now() - startedAt), 20);
       if (!isMainThread) report((ahead) => parentPort.postMessage(ahead));
       else if (process.argv[2] === "child") report((ahead) => process.send(ahead));
       else {
         const ahead = {};
         new Worker(__filename).on("message", (value) => { ahead.thread = value; });
         require("child_process").fork(__filename, ["child"]).on("message", (value) => { ahead.child = value; });
         ${serve("ahead", 'require("http")')}
       }`,
    );
    const managed = await receivers.start(`${node} "${file}"`);
    const clock = await receivers.movable(managed);
    await expect
      .poll(async () => Object.keys(await ask<object>(managed)).sort())
      .toEqual(["child", "thread"]);
    await clock.advance(spanMs);
    await expect
      .poll(async () => Object.values(await ask<Record<string, number>>(managed)).every(isSpan))
      .toBe(true);
  });

  it("is at the moved time when the receiver starts again", async () => {
    const file = receivers.write("again.cjs", serve("{ now: Date.now() }", 'require("http")'));
    const managed = await receivers.start(`${node} "${file}"`);
    const clock = await receivers.movable(managed);
    await clock.advance(hour);
    await clock.advance(hour);
    await managed.restart({ kill: true });
    const { now } = await ask<{ now: number }>(managed);
    expect(Math.abs(now - Date.now() - 2 * hour)).toBeLessThan(60_000);
    expect(clock.movedMs()).toBe(2 * hour);
    expect(await clock.advance(hour)).toMatchObject({ kind: "moved" });
  });

  it("lets a timer that ends the process end it, and is none the worse", async () => {
    const file = receivers.write(
      "ends.cjs",
      `setTimeout(() => { throw new Error("boom"); }, ${hour}); ${serve("1", 'require("http")')}`,
    );
    const managed = await receivers.start(`${node} "${file}"`);
    const clock = await receivers.movable(managed);
    expect(await clock.advance(spanMs)).toEqual({ kind: "moved" });
    await expect.poll(() => managed.exit()?.code).toBe(1);
    expect(managed.output.tail()).toContain("ends.cjs:1");
  });

  it("says who does not answer", async () => {
    const file = receivers.write(
      "blocked.cjs",
      `const { Worker, isMainThread } = require("worker_threads");
       if (isMainThread) { new Worker(__filename); ${serve("1", 'require("http")')} }
       else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
    );
    const managed = await receivers.start(`${node} "${file}"`);
    const { openNodeClock } = await import("../../../src/receiver/clock/node-clock.js");
    const { systemWallClock } = await import("../../../src/base/clock.js");
    const opened = await openNodeClock({ managed, wall: systemWallClock, patienceMs: 1_000 });
    if (opened.kind !== "movable") throw new Error(opened.reason.in("en"));
    // The thread joins before it blocks, but perhaps after the port is open.
    await expect.poll(async () => (await opened.clock.advance(1_000)).kind).toBe("not-moved");
    expect(inEnglish(await opened.clock.advance(1_000))).toMatchObject({
      reason: expect.stringContaining("worker thread 1 of process") as string,
    });
    await opened.clock.close();
  });

  it("is not moved where the program's processes do not take NODE_OPTIONS", async () => {
    const file = receivers.write("bare.cjs", serve("{ now: Date.now() }", 'require("http")'));
    const managed = await receivers.start(`NODE_OPTIONS= ${node} "${file}"`);
    expect(inEnglish(await receivers.open(managed, "node"))).toMatchObject({
      kind: "not-moved",
      remedy: expect.stringContaining("NODE_OPTIONS") as string,
    });
    expect(await ask(managed)).toHaveProperty("now");
  });

  it("starts a receiver that does not come up with it again, without it", async () => {
    const file = receivers.write(
      "refuses.cjs",
      `if (process.env.NODE_OPTIONS) { console.error("node: --import= is not allowed in NODE_OPTIONS"); process.exit(9); }
       ${serve("{ options: process.env.NODE_OPTIONS ?? null }", 'require("http")')}`,
    );
    const managed = await receivers.start(`${node} "${file}"`);
    expect(inEnglish(await receivers.open(managed))).toEqual({
      kind: "not-moved",
      reason: "The receiver's Node is too old to load a preload: it knows no --import.",
      remedy: "Run the receiver on Node 18.18 or newer.",
    });
    expect(await ask(managed)).toEqual({ options: null });
  });

  it("leaves nothing behind when it is closed, and the receiver running", async () => {
    const left = (): string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("mocklark-clock-"));
    const before = new Set(left());
    const file = receivers.write(
      "closed.cjs",
      serve("{ socket: process.env.NODE_OPTIONS }", 'require("http")'),
    );
    const managed = await receivers.start(`${node} "${file}"`);
    const clock = await receivers.movable(managed);
    const { socket } = await ask<{ socket: string }>(managed);
    const path = decodeURIComponent(/socket=([^ ]+)/.exec(socket)?.[1] ?? "");
    expect(existsSync(path)).toBe(true);
    await clock.close();
    expect(existsSync(path)).toBe(false);
    expect(left().filter((name) => !before.has(name) && path.includes(name))).toEqual([]);
    expect(await ask(managed)).toHaveProperty("socket");
    await managed.restart();
    expect(await ask(managed)).toEqual({});
  });
});
