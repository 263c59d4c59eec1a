import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, systemWallClock, type WallClock } from "../../src/base/clock.js";
import { MocklarkError } from "../../src/base/errors.js";
import { createRandom } from "../../src/base/random.js";
import type { Channel } from "../../src/delivery/channel.js";
import type { Delivery } from "../../src/delivery/delivery.js";
import { createDispatcher, type Dispatcher } from "../../src/delivery/dispatcher.js";
import { decodeRecord, encodeRecord } from "../../src/delivery/journal-record.js";
import { readJournal } from "../../src/delivery/journal-recovery.js";
import { type Journal, type JournalOptions, openJournal } from "../../src/delivery/journal.js";
import { answered, eventNumbered, scriptedChannel, statuses } from "./scripted-channel.js";
import { verbatim } from "../../src/base/text.js";

const startMs = 1_700_000_000_000;
let directory = "";
let file = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-journal-"));
  file = join(directory, "journal.ndjson");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Process {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly journal: Journal;
  readonly dispatcher: Dispatcher;
  readonly end: () => Promise<void>;
}

/** What one process does with the journal, as far as that can be had without starting one. */
async function begin(options: Partial<JournalOptions> & { atMs?: number } = {}): Promise<Process> {
  const { atMs = startMs, ...rest } = options;
  const clock = createVirtualClock({ startMs: atMs, autoAdvance: false });
  const journal = await openJournal(directory, { clock, ...rest });
  const dispatcher = createDispatcher({ clock, random: createRandom(1), journal });
  return {
    clock,
    journal,
    dispatcher,
    async end() {
      await dispatcher.close();
      await journal.close();
    },
  };
}

/** Leaves the folder as kill -9 would: the file as it is, the lock of a process that is gone. */
function leaveAsKilled(contents: string | Buffer): void {
  writeFileSync(file, contents);
  writeFileSync(join(directory, "lock.1"), '{"pid":4194305,"since":"1"}\n');
}

const linesOfFile = (): string[] => readFileSync(file, "utf8").trimEnd().split("\n");
const typesOfFile = (): string[] => linesOfFile().map((line) => decodeRecord(line)?.type ?? "?");

/** Looks at another's lock take no time; beats never come. */
const hastySetTimer: WallClock["setTimer"] = (callback, delayMs) => {
  if (delayMs === 1_000) setImmediate(callback);
  return { cancel: () => {} };
};

/** As a channel whose host may not be reached just now. */
const forbidden = (): never => {
  throw new MocklarkError("FORBIDDEN_TARGET", verbatim("Failed to use the target: not here."));
};

describe("what may not be sent now", () => {
  it("stays owed, however often it is tried, and no attempt is counted", async () => {
    const first = await begin();
    first.dispatcher.submit({ event: eventNumbered(1), channel: scriptedChannel(statuses(500)) });
    await first.clock.advance(0);
    await first.end();
    for (let process = 0; process < 6; process++) {
      const { clock, dispatcher, end } = await begin({ atMs: startMs + 60_000 });
      const [resumed] = dispatcher.resume(() => scriptedChannel(forbidden));
      await clock.advance(0);
      await expect(resumed?.ended).rejects.toMatchObject({ code: "FORBIDDEN_TARGET" });
      expect(resumed?.delivery.status).toBe("pending");
      await end();
    }
    expect(typesOfFile()).not.toContain("closed");
    const last = await begin({ atMs: startMs + 60_000 });
    const channel = scriptedChannel(statuses(200));
    const [resumed] = last.dispatcher.resume(() => channel);
    await last.clock.advance(0);
    expect(await resumed?.ended).toMatchObject({ status: "succeeded" });
    expect(channel.inputs.map(({ attempt }) => attempt)).toEqual([2]);
    await last.end();
  });

  it("holds up nobody else, also when there is no channel to be had", async () => {
    const first = await begin();
    for (const number of [1, 2, 3]) {
      await first.dispatcher.submit({
        event: eventNumbered(number),
        channel: scriptedChannel(statuses(500)),
      }).accepted;
    }
    await first.end();
    const second = await begin();
    const channel = scriptedChannel(statuses(200));
    const resumed = second.dispatcher.resume(({ id }) => (id === "1-2" ? forbidden() : channel));
    await second.clock.advance("15s");
    const results = await Promise.allSettled(resumed.map(({ ended }) => ended));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(second.dispatcher.deliveries.counts).toMatchObject({ succeeded: 2, pending: 1 });
    await second.end();
    const { owed } = readJournal(readFileSync(file), file);
    expect(owed.map(({ id }) => id)).toEqual(["1-2"]);
  });

  it("leaves nothing behind each time it is tried", async () => {
    const maxBytes = 2_000;
    const first = await begin({ maxBytes });
    await first.dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(statuses(500)),
    }).accepted;
    await first.end();
    const sizes: number[] = [];
    for (let process = 0; process < 40; process++) {
      const { clock, dispatcher, end } = await begin({ maxBytes, atMs: startMs + 60_000 });
      const [resumed] = dispatcher.resume(() => scriptedChannel(forbidden));
      await clock.advance(0);
      await expect(resumed?.ended).rejects.toMatchObject({ code: "FORBIDDEN_TARGET" });
      await end();
      sizes.push(readFileSync(file).length);
    }
    expect(Math.max(...sizes)).toBeLessThan(maxBytes + 500);
    expect(readJournal(readFileSync(file), file).owed).toHaveLength(1);
  });

  it("is not overtaken by what was ordered behind it", async () => {
    const clock = createVirtualClock({ startMs });
    const journal = await openJournal(directory, { clock });
    const dispatcher = createDispatcher({
      clock,
      random: createRandom(1),
      journal,
      policy: { ordered: true },
    });
    let isForbidden = true;
    const channel = scriptedChannel(() => {
      if (!isForbidden) return answered(200);
      isForbidden = false;
      return forbidden();
    });
    const ended = [1, 2].map((number) =>
      dispatcher.deliver({ event: eventNumbered(number), channel }),
    );
    await clock.advance(0);
    const results = await Promise.allSettled(ended);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    const late = await dispatcher.deliver({ event: eventNumbered(3), channel });
    expect(late.status).toBe("pending");
    expect(channel.inputs).toHaveLength(1);
    await dispatcher.close();
    await journal.close();
    expect(readJournal(readFileSync(file), file).owed).toHaveLength(3);
  });

  it("is owed from its acceptance on, also when that was just now", async () => {
    const ended: string[] = [];
    const first = await begin();
    first.dispatcher.observe({ deliveryEnded: ({ status }) => ended.push(status) });
    const one = first.dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(forbidden),
    });
    await first.clock.advance(0);
    await expect(one.ended).rejects.toMatchObject({ code: "FORBIDDEN_TARGET" });
    await first.end();
    expect(ended).toEqual([]);
    expect(readJournal(readFileSync(file), file).owed).toMatchObject([{ id: "1-1", attempts: [] }]);
  });

  it("is not cancelled by a disk that is full, unless it never got there", async () => {
    const clock = createVirtualClock({ startMs });
    const real = await openJournal(directory, { clock });
    const full = (): Promise<never> =>
      Promise.reject(new MocklarkError("FILE", verbatim("Failed to write: the disk is full.")));
    let isFull = false;
    const journal: Journal = {
      ...real,
      accepted: (...written) => (isFull ? full() : real.accepted(...written)),
      started: full,
      ended: full,
      cancelled: full,
    };
    const dispatcher = createDispatcher({ clock, random: createRandom(1), journal });
    const channel = scriptedChannel(statuses(200));
    const kept = dispatcher.submit({ event: eventNumbered(1), channel });
    isFull = true;
    const lost = dispatcher.submit({ event: eventNumbered(2), channel });
    await clock.advance(0);
    await expect(kept.ended).rejects.toMatchObject({ code: "FILE" });
    await expect(lost.ended).rejects.toMatchObject({ code: "FILE" });
    expect([kept.delivery.status, lost.delivery.status]).toEqual(["pending", "cancelled"]);
    await dispatcher.close();
    await real.close();
    expect(readJournal(readFileSync(file), file).owed).toHaveLength(1);
  });
});

describe("the journal", () => {
  it("has an event and its attempt on disk before the attempt is made", async () => {
    const { clock, dispatcher, end } = await begin();
    let seen: string[] = [];
    const channel = scriptedChannel(() => {
      seen = typesOfFile();
      return answered(200);
    });
    const { ended } = dispatcher.submit({ event: eventNumbered(1), channel });
    await clock.advance(0);
    await ended;
    expect(seen).toEqual(["opened", "accepted", "started"]);
    expect(typesOfFile()).toEqual(["opened", "accepted", "started", "closed"]);
    await end();
  });

  it("has an attempt's outcome on disk before anybody hears of it", async () => {
    const clock = createVirtualClock({ startMs });
    const real = await openJournal(directory, { clock });
    let heard = 0;
    let heardBeforeDisk: number | undefined;
    const journal: Journal = {
      ...real,
      async ended(...written) {
        await real.ended(...written);
        heardBeforeDisk = heard;
      },
    };
    const observers = [{ attemptEnded: () => heard++, deliveryEnded: () => heard++ }];
    const dispatcher = createDispatcher({ clock, random: createRandom(1), journal, observers });
    await dispatcher.deliver({
      event: eventNumbered(1),
      channel: scriptedChannel(() => answered(200)),
    });
    expect([heardBeforeDisk, heard]).toEqual([0, 2]);
    await dispatcher.close();
    await real.close();
  });

  it("says that an event is accepted only once it is on disk", async () => {
    const { dispatcher, end } = await begin();
    const { accepted } = dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(statuses(200)),
    });
    await accepted;
    expect(readFileSync(file, "utf8")).toContain(eventNumbered(1).header.event_id);
    await end();
  });

  it("goes on at the same rung, at the time that was planned", async () => {
    const first = await begin();
    const failing = scriptedChannel(statuses(500));
    first.dispatcher.submit({ event: eventNumbered(1), channel: failing });
    await first.clock.advance("15s");
    expect(failing.inputs).toHaveLength(2);
    await first.end();

    const second = await begin({ atMs: startMs + 115_000 });
    const channel = scriptedChannel(statuses(200));
    const [resumed] = second.dispatcher.resume(() => channel);
    await second.clock.advance(199_999);
    expect(channel.inputs).toHaveLength(0);
    await second.clock.advance(1);
    const delivery = await resumed?.ended;
    expect(channel.inputs.map(({ attempt }) => attempt)).toEqual([3]);
    expect(delivery).toMatchObject({
      id: "1-1",
      status: "succeeded",
      acceptedAtMs: startMs,
      attempts: [{ startedAtMs: startMs }, { startedAtMs: startMs + 15_000 }, { attempt: 3 }],
    });
    await second.end();
    const third = await begin();
    expect(third.journal.takeOwed()).toEqual([]);
    await third.end();
  });

  it("waits no longer than the rung when simulated time begins anew", async () => {
    const first = await begin({ atMs: startMs + 1e9 });
    first.dispatcher.submit({ event: eventNumbered(1), channel: scriptedChannel(statuses(500)) });
    await first.clock.advance(0);
    await first.end();
    const second = await begin({ atMs: startMs });
    const channel = scriptedChannel(statuses(200));
    second.dispatcher.resume(() => channel);
    await second.clock.advance("15s");
    expect(channel.inputs).toHaveLength(1);
    await second.end();
  });

  it("counts an attempt that was on the wire when the process died as made", async () => {
    const first = await begin();
    let whileOnTheWire = "";
    const channel = scriptedChannel(() => {
      whileOnTheWire = readFileSync(file, "utf8");
      return answered(200);
    });
    first.dispatcher.submit({ event: eventNumbered(1), channel });
    await first.clock.advance(0);
    await first.end();
    leaveAsKilled(whileOnTheWire);

    const second = await begin();
    const receiver = scriptedChannel(statuses(500));
    const [resumed] = second.dispatcher.resume(() => receiver);
    await second.clock.advance("8h");
    const delivery = await resumed?.ended;
    expect(receiver.inputs.map(({ attempt }) => attempt)).toEqual([2, 3, 4, 5]);
    expect(delivery?.attempts[0]).toMatchObject({
      attempt: 1,
      outcome: { kind: "broken-off", fault: "process-ended" },
      next: { kind: "retry", waitMs: 15_000 },
    });
    expect(delivery?.status).toBe("given-up");
    await second.end();
  });

  it("gives up when the fifth attempt was interrupted", async () => {
    const first = await begin();
    let whileOnTheWire = "";
    const failing = scriptedChannel(({ attempt }) => {
      if (attempt === 5) whileOnTheWire = readFileSync(file, "utf8");
      return answered(500);
    });
    first.dispatcher.submit({ event: eventNumbered(1), channel: failing });
    await first.clock.advance("8h");
    await first.end();
    leaveAsKilled(whileOnTheWire);
    const second = await begin();
    const receiver = scriptedChannel(statuses(200));
    const [resumed] = second.dispatcher.resume(() => receiver);
    await expect(resumed?.ended).resolves.toMatchObject({ status: "given-up" });
    expect(receiver.inputs).toHaveLength(0);
    await second.end();
  });

  it("does not bring back what was cancelled", async () => {
    const first = await begin();
    const controller = new AbortController();
    const { ended } = first.dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(statuses(500)),
      signal: controller.signal,
    });
    await first.clock.advance(0);
    controller.abort();
    await expect(ended).resolves.toMatchObject({ status: "cancelled" });
    await first.end();
    const second = await begin();
    expect(second.journal.takeOwed()).toEqual([]);
    await second.end();
  });

  it("leaves what has no channel for another time", async () => {
    const first = await begin();
    await first.dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(statuses(500)),
    }).accepted;
    await first.end();
    for (let round = 0; round < 2; round++) {
      const later = await begin();
      expect(later.dispatcher.resume(() => undefined)).toEqual([]);
      await later.end();
    }
    const last = await begin();
    expect(last.journal.takeOwed()).toHaveLength(1);
    await last.end();
  });

  it("sends the first request again after a restart when the policy says so", async () => {
    const request = {
      method: "POST",
      headers: [["X-Lark-Request-Timestamp", "1700000000"]] as const,
      body: Buffer.from([0, 255, 10]),
      plaintext: "{}",
    };
    const channel = (status: number): Channel & { readonly firsts: unknown[] } => {
      const firsts: unknown[] = [];
      return {
        kind: "webhook",
        target: "http://127.0.0.1:1",
        firsts,
        attempt({ firstRequest }) {
          firsts.push(firstRequest);
          return Promise.resolve({ outcome: answered(status), request });
        },
        close: () => Promise.resolve(),
      };
    };
    const policy = { resign: false };
    const random = createRandom(1);
    const first = await begin();
    const failing = createDispatcher({
      clock: first.clock,
      random,
      journal: first.journal,
      policy,
    });
    failing.submit({ event: eventNumbered(1), channel: channel(500) });
    await first.clock.advance(0);
    await failing.close();
    await first.end();

    const second = await begin();
    const accepting = channel(200);
    const { clock, journal } = second;
    createDispatcher({ clock, random, journal, policy }).resume(() => accepting);
    await clock.advance("15s");
    expect(accepting.firsts).toEqual([request]);
    await second.end();
  });

  it("drops a torn tail, whichever byte the process died at", async () => {
    const first = await begin();
    const channel = scriptedChannel(({ event, attempt }) =>
      answered(event.header.event_id.endsWith("1") && attempt === 1 ? 500 : 200),
    );
    for (const number of [1, 2]) {
      first.dispatcher.submit({ event: eventNumbered(number), channel });
      await first.clock.advance("20s");
    }
    await first.end();
    const whole = readFileSync(file);
    for (let length = 0; length <= whole.length; length++) {
      const { owed, completeLength } = readJournal(whole.subarray(0, length), file);
      const complete = whole.subarray(0, completeLength).toString();
      const records = complete.split("\n").slice(0, -1).map(decodeRecord);
      const count = (type: string): number => records.filter((one) => one?.type === type).length;
      expect(owed.length).toBe(count("accepted") - count("closed"));
      const made = owed.flatMap(({ attempts, interrupted }) => [...attempts, interrupted ?? []]);
      const closedAttempts = records.filter((one) => one?.type === "closed").length;
      expect(made.flat().length).toBeGreaterThanOrEqual(count("started") - 2 * closedAttempts);
    }
  });

  it("opens a file that ends in mid-line, cuts the rest off and goes on", async () => {
    const first = await begin();
    await first.dispatcher.submit({
      event: eventNumbered(1),
      channel: scriptedChannel(statuses(500)),
    }).accepted;
    await first.end();
    appendFileSync(file, '{"crc":"00000000","type":"accep');
    const second = await begin();
    expect(second.journal.tornBytes).toBe(31);
    expect(second.journal.takeOwed()).toHaveLength(1);
    await second.end();
    expect(typesOfFile()).not.toContain("?");
  });

  it.each<[string, (lines: string[]) => string[], number, RegExp]>([
    [
      "a changed digit",
      (lines) => lines.with(1, (lines[1] ?? "").replace("omm_0", "omm_1")),
      2,
      /checksum/,
    ],
    ["a line of garbage", (lines) => lines.toSpliced(2, 0, "garbage"), 3, /checksum/],
    ["a missing line", (lines) => lines.toSpliced(1, 1), 2, /delivery 1-1, which is not open/],
    ["a missing header", (lines) => lines.slice(1), 1, /not a journal header/],
  ])("refuses %s and names the line", async (_title, damage, line, why) => {
    const { clock, dispatcher, end } = await begin();
    dispatcher.submit({ event: eventNumbered(1), channel: scriptedChannel(statuses(500)) });
    await clock.advance("20s");
    await end();
    writeFileSync(file, `${damage(linesOfFile()).join("\n")}\n`);
    const before = readFileSync(file, "utf8");
    const error = await begin().then(
      () => expect.unreachable(),
      (thrown: Error) => thrown,
    );
    expect(error).toMatchObject({ code: "FILE", details: { file, line } });
    expect(error.message).toMatch(why);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it.each(["event", "channel", "target"])(
    "refuses an accepted delivery without its %s, although the checksum is right",
    async (member) => {
      const { dispatcher, end } = await begin();
      const channel = scriptedChannel(statuses(500));
      await dispatcher.submit({ event: eventNumbered(1), channel }).accepted;
      await end();
      const lines = linesOfFile().map((line) => {
        const record = decodeRecord(line);
        return record?.type === "accepted"
          ? encodeRecord({ ...record, [member]: null })
          : `${line}\n`;
      });
      writeFileSync(file, lines.join(""));
      await expect(begin()).rejects.toMatchObject({ code: "FILE", details: { file, line: 2 } });
    },
  );

  it("refuses a journal of another version", async () => {
    const at = new Date(startMs).toISOString();
    writeFileSync(file, encodeRecord({ type: "opened", version: 2, run: 1, at }));
    await expect(begin()).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining("version 2") as string,
    });
  });

  it("keeps its size bounded, and everything that is still owed", async () => {
    const maxBytes = 20_000;
    const first = await begin({ maxBytes });
    const channel = scriptedChannel(({ event }) =>
      answered(event.header.event_id.endsWith("7") ? 500 : 200),
    );
    let largest = 0;
    for (let number = 0; number < 300; number++) {
      // Every tenth stays owed; the rest comes and goes.
      const input = { event: eventNumbered(number % 100 === 7 ? 7 : number * 16), channel };
      await first.dispatcher.submit(input).accepted;
      await first.clock.advance(0);
      largest = Math.max(largest, readFileSync(file).length);
    }
    await first.end();
    expect(largest).toBeLessThan(maxBytes + 2_000);
    const second = await begin();
    expect(second.journal.run).toBe(2);
    expect(second.journal.takeOwed().map(({ id, attempts }) => [id, attempts.length])).toEqual([
      ["1-8", 1],
      ["1-108", 1],
      ["1-208", 1],
    ]);
    await second.end();
  });

  it("does not grow from process to process when each adds less than it found", async () => {
    const maxBytes = 20_000;
    const channel = scriptedChannel(statuses(200));
    const sizes: number[] = [];
    let made = 0;
    for (let process = 0; process < 20; process++) {
      const { clock, dispatcher, end } = await begin({ maxBytes });
      for (let number = 0; number < 10; number++) {
        dispatcher.submit({ event: eventNumbered(++made), channel });
      }
      await clock.advance(0);
      await end();
      sizes.push(readFileSync(file).length);
    }
    expect(made * 500).toBeGreaterThan(4 * maxBytes);
    expect(Math.max(...sizes)).toBeLessThan(maxBytes + 10_000);
  });

  it("is not rewritten again and again when most of it is owed", async () => {
    const maxBytes = 5_000;
    const inodes = new Set<number>();
    const failing = scriptedChannel(statuses(500));
    const first = await begin({ maxBytes });
    for (let number = 0; number < 40; number++) {
      await first.dispatcher.submit({ event: eventNumbered(number), channel: failing }).accepted;
    }
    await first.end();
    expect(readFileSync(file).length).toBeGreaterThan(3 * maxBytes);
    for (let process = 0; process < 10; process++) {
      const { journal, end } = await begin({ maxBytes });
      expect(journal.takeOwed()).toHaveLength(40);
      await end();
      inodes.add(statSync(file).ino);
    }
    expect(inodes.size).toBe(1);
  });

  it.skipIf(process.platform === "win32")("is for nobody but its owner", async () => {
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    rmSync(directory, { recursive: true });
    const channel = scriptedChannel(statuses(200));
    const first = await begin();
    expect([directory, file, join(directory, "lock.1")].map(mode)).toEqual(["700", "600", "600"]);
    await first.dispatcher.deliver({ event: eventNumbered(1), channel });
    await first.end();
    chmodSync(file, 0o644);
    const second = await begin({ maxBytes: 1 });
    expect(mode(file)).toBe("600");
    await second.dispatcher.deliver({ event: eventNumbered(2), channel });
    expect(mode(file)).toBe("600");
    await second.end();
  });

  it("writes to another file after a takeover, so that who wakes up cannot spoil it", async () => {
    const first = await begin();
    const channel = scriptedChannel(statuses(500));
    await first.dispatcher.submit({ event: eventNumbered(1), channel }).accepted;
    await first.clock.advance(0);
    // As if it had run in another container and stood still since.
    const lock = join(directory, "lock.1");
    const holder = JSON.parse(readFileSync(lock, "utf8")) as { pid: number };
    writeFileSync(lock, JSON.stringify({ ...holder, realm: "elsewhere" }));
    const hasty = { ...systemWallClock, setTimer: hastySetTimer };
    const journal = await openJournal(directory, {
      clock: createVirtualClock({ startMs, wall: hasty }),
    });
    const late = first.dispatcher.submit({ event: eventNumbered(2), channel });
    await expect(late.accepted).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining("another process has taken it over") as string,
    });
    await expect(late.ended).rejects.toMatchObject({ code: "FILE" });
    expect(channel.inputs).toHaveLength(1);
    expect(journal.takeOwed().map(({ event }) => event)).toEqual([eventNumbered(1)]);
    await first.dispatcher.close();
    await expect(first.journal.close()).rejects.toMatchObject({ code: "FILE" });
    await journal.close();
    const { owed } = readJournal(readFileSync(file), file);
    expect(owed).toHaveLength(1);
  });

  it("flushes in the background when told to, and all of it on close", async () => {
    const first = await begin({ flushing: { everyMs: 60_000 } });
    const delivered: Promise<Delivery>[] = [];
    for (let number = 0; number < 10; number++) {
      const channel = scriptedChannel(statuses(200));
      delivered.push(first.dispatcher.deliver({ event: eventNumbered(number), channel }));
    }
    await Promise.all(delivered);
    expect(typesOfFile()).toEqual(["opened"]);
    await first.end();
    expect(typesOfFile().filter((type) => type === "closed")).toHaveLength(10);
  });

  it("lets nobody else in, and the next one after it is closed", async () => {
    const first = await begin();
    await expect(begin()).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining(`process ${process.pid} is using it`) as string,
    });
    await first.end();
    const second = await begin();
    expect(second.journal.run).toBe(2);
    await second.end();
  });

  it.each([
    ["a process that is gone", '{"pid":4194305,"since":"1"}\n'],
    ["a process whose number was given again", `{"pid":${process.pid},"since":"1"}\n`],
    ["nobody, being empty", ""],
  ])("takes over the lock of %s", async (_title, holder) => {
    writeFileSync(join(directory, "lock.1"), holder);
    const { journal, end } = await begin();
    expect(journal.run).toBe(1);
    await end();
  });

  it("lets exactly one of many in when they find a stale lock together", async () => {
    leaveAsKilled("");
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => begin()));
    const inside = attempts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(inside).toHaveLength(1);
    await inside[0]?.end();
  });

  it("tells the caller when nothing can be written any more", async () => {
    const clock = createVirtualClock({ startMs });
    const blocked = join(directory, "blocked");
    writeFileSync(blocked, "");
    await expect(openJournal(blocked, { clock })).rejects.toMatchObject({ code: "FILE" });
  });
});

describe("what follows the journal", () => {
  it("is told once what earlier processes closed, and what they owe until it is taken", async () => {
    const first = await begin();
    const { dispatcher, clock } = first;
    await dispatcher.deliver({ event: eventNumbered(1), channel: scriptedChannel(statuses(200)) });
    const retried = dispatcher.deliver({
      event: eventNumbered(2),
      channel: scriptedChannel(statuses(500, 200)),
    });
    await clock.advance(0);
    await clock.advance("15s");
    await retried;
    dispatcher.submit({ event: eventNumbered(3), channel: scriptedChannel(statuses(500)) });
    await clock.advance(0);
    await first.end();
    const { journal, end } = await begin();
    const closed = journal.takeClosed();
    expect(closed).toMatchObject([
      { id: "1-1", status: "succeeded", event: eventNumbered(1) },
      { id: "1-2", status: "succeeded", event: eventNumbered(2) },
    ]);
    expect(closed.map(({ attempts }) => attempts.map(({ next }) => next.kind))).toEqual([
      ["succeeded"],
      ["retry", "succeeded"],
    ]);
    expect(journal.takeClosed()).toEqual([]);
    expect(journal.owed().map(({ id }) => id)).toEqual(["1-3"]);
    journal.takeOwed();
    expect(journal.owed()).toEqual([]);
    await end();
  });
});
