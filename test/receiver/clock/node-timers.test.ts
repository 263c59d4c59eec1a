import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createClockReceivers, spanMs } from "./clock-receivers.js";

const receivers = createClockReceivers();
afterEach(() => receivers.stopAll());
afterAll(receivers.remove);

const node = `"${process.execPath}"`;
const listen =
  'require("http").createServer((q, s) => s.end("{}")).listen(process.env.PORT, "127.0.0.1");';

/** Runs a program until it listens, moves its clock by the span, and gives the lines it printed, sorted by `done`. */
async function linesOf(text: string, done = (lines: string[]) => lines.includes("done")) {
  const program = `
    const startedAt = Date.now();
    // The tenth of an hour it is by the program's clock.
    const hours = () => Math.round((Date.now() - startedAt) / 360_000) / 10;
    const say = (...words) => console.log(words.join(" "));
    const hour = 3_600_000, span = ${spanMs};
    ${text}
    ${listen}`;
  const file = receivers.write("timers.cjs", program);
  const managed = await receivers.start(`${node} "${file}"`);
  const clock = await receivers.movable(managed, "node");
  const mark = managed.output.mark();
  expect(await clock.advance(spanMs)).toMatchObject({ kind: "moved" });
  const lines = (): string[] => [...managed.output.since(mark).stdout];
  await expect.poll(() => done(lines())).toBe(true);
  return { lines: lines(), managed };
}

describe("the timers of a Node receiver whose clock is moved", () => {
  it("fire in order, each at its own time", async () => {
    const { lines } = await linesOf(`
      setTimeout((...words) => say(...words, hours()), 2 * hour, "two", "hours");
      setTimeout(() => { say("one", hours()); setTimeout(() => say("one and a half", hours()), hour / 2); }, hour);
      const interval = setInterval(() => {
        say("interval", hours());
        if (hours() > 5) clearInterval(interval);
      }, 1.8 * hour);
      setTimeout(() => say("done"), span);`);
    expect(lines).toEqual([
      "one 1",
      "one and a half 1.5",
      "interval 1.8",
      "two hours 2",
      "interval 3.6",
      "interval 5.4",
      "done",
    ]);
  });

  it("that a move has brought near fire in time, with no move more", async () => {
    const { lines } = await linesOf(`
      setTimeout(() => say("soon", hours()), span + 600);
      setInterval(() => { say("interval"); say("done"); }, span + 900);`);
    expect(lines.slice(0, 3)).toEqual(["soon 7.1", "interval", "done"]);
  });

  it("are not fired when they were cleared, by whatever way", async () => {
    const { lines } = await linesOf(`
      const never = () => say("never");
      clearTimeout(setTimeout(never, hour));
      clearInterval(setInterval(never, hour));
      clearTimeout(+setTimeout(never, hour));
      clearTimeout(String(+setTimeout(never, hour)));
      setTimeout(never, hour).close();
      if (Symbol.dispose) setTimeout(never, hour)[Symbol.dispose]();
      const later = setTimeout(never, 2 * hour);
      setTimeout(() => clearTimeout(later), hour);
      setTimeout(() => say("done"), 3 * hour);`);
    expect(lines).toEqual(["done"]);
  });

  it("take refresh(), before they have fired and after", async () => {
    const { lines } = await linesOf(`
      const timer = setTimeout(() => say("fired", hours()), hour);
      setTimeout(() => timer.refresh(), hour / 2);
      setTimeout(() => timer.refresh(), 3 * hour);
      const again = setTimeout(() => { say("again", hours()); if (hours() < 5) again.refresh(); }, 2.2 * hour);
      setTimeout(() => say("done"), span);`);
    expect(lines).toEqual(["fired 1.5", "again 2.2", "fired 4", "again 4.4", "again 6.6", "done"]);
  });

  it("move with promises, too, and abort as they do in Node", async () => {
    const { lines } = await linesOf(`
      const promises = require("timers/promises");
      promises.setTimeout(hour, "value").then((value) => say("timeout", value, hours()));
      promises.scheduler.wait(2 * hour).then(() => say("wait", hours()));
      require("util").promisify(setTimeout)(3 * hour, "value").then((value) => say("promisified", value, hours()));
      (async () => {
        for await (const value of promises.setInterval(1.6 * hour, "value")) {
          say("interval", value, hours());
          if (hours() > 3) break;
        }
      })();
      const abort = new AbortController();
      promises.setTimeout(6 * hour, 0, { signal: abort.signal })
        .catch(({ name, code, cause }) => say(name, code, cause.message, hours()));
      setTimeout(() => abort.abort(new Error("enough")), 4 * hour);
      promises.setTimeout("no number").catch(({ code }) => setTimeout(() => say(code, hours()), 5 * hour));
      setTimeout(() => say("done"), span);`);
    expect(lines).toEqual([
      "timeout value 1",
      "interval value 1.6",
      "wait 2",
      "promisified value 3",
      "interval value 3.2",
      "AbortError ABORT_ERR enough 4",
      "ERR_INVALID_ARG_TYPE 5",
      "done",
    ]);
  });

  it("run in the context they were set in", async () => {
    const { lines } = await linesOf(`
      const { AsyncLocalStorage } = require("async_hooks");
      const storage = new AsyncLocalStorage();
      storage.run("request 1", () => setTimeout(() => say(storage.getStore()), hour));
      storage.run("request 2", () => setTimeout(() => say(storage.getStore()), span + 300));
      setTimeout(() => say(storage.getStore() === undefined ? "done" : "leaked"), span + 600);`);
    expect(lines).toEqual(["request 1", "request 2", "done"]);
  });

  it("that throw throw as usual, and the next fire all the same", async () => {
    const { lines } = await linesOf(`
      process.on("uncaughtException", (error, origin) => say(origin, error.message, hours()));
      setTimeout(() => { throw new Error("boom"); }, hour);
      setTimeout(() => { Promise.reject(new Error("rejected")); }, 2 * hour);
      setTimeout(() => say("done"), 3 * hour);`);
    expect(lines).toEqual(["uncaughtException boom 1", "unhandledRejection rejected 2", "done"]);
  });

  it("that are short are not run millions of times", async () => {
    const { lines } = await linesOf(`
      let ticks = 0, links = 0, last;
      setInterval(() => { ticks++; last = hours(); }, 10);
      (function link() { links++; setTimeout(link, 10); })();
      setTimeout(() => { say(ticks > 900 && ticks < 2_000, links > 900 && links < 2_000, last); say("done"); }, span);`);
    expect(lines).toEqual(["true true 7.1", "done"]);
  });

  it("leave every clock of the process at one time, which also a blocking loop sees pass", async () => {
    const { lines } = await linesOf(`
      const { performance: same } = require("perf_hooks");
      const before = [performance.now(), process.hrtime(), process.hrtime.bigint(), process.uptime()];
      setTimeout(() => {
        const ms = [
          performance.now() - before[0],
          process.hrtime(before[1])[0] * 1_000,
          Number(process.hrtime.bigint() - before[2]) / 1e6,
          (process.uptime() - before[3]) * 1_000,
          new Date() - startedAt,
          performance.timeOrigin + performance.now() - startedAt,
        ];
        say(...ms.map((value) => Math.abs(value - span) < 60_000), same === performance);
        const until = Date.now() + 300;
        while (Date.now() < until);
        say("done");
      }, span);`);
    expect(lines).toEqual(["true true true true true true true", "done"]);
  });

  it("hold the process as long as they would, and no longer", async () => {
    const { lines, managed } = await linesOf(
      `
      const server = require("http").createServer((q, s) => s.end("{}"));
      setInterval(() => {}, hour).unref();
      setTimeout(() => say("never"), 9 * hour).unref();
      setTimeout(() => { process.emit("close-all"); }, span);
      const { Server } = require("http");
      const { listen } = Server.prototype;
      process.on("close-all", () => { open.close(); open.closeAllConnections(); });
      let open;
      Server.prototype.listen = function (...given) { open = this; return listen.apply(this, given); };
      process.on("exit", () => say("done"));`,
    );
    expect(lines).toEqual(["done"]);
    await expect.poll(() => managed.exit()?.code).toBe(0);
  });
});
