import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EffectView } from "../../src/console/console-state.js";
import { historyVersion } from "../../src/console/history/history-record.js";
import type { Channel } from "../../src/delivery/channel.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { decodeLine, encodeLine } from "../../src/storage/checked-line.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { answered, eventNumbered } from "../delivery/scripted-channel.js";
import {
  asKilled,
  begin,
  emptyFolder,
  lockFiles,
  type ProcessOptions,
  shown,
  startMs,
} from "./history-process.js";

const encrypted: WebhookRequest = {
  method: "POST",
  headers: [["X-Lark-Signature", "00ff"]],
  body: Buffer.from('{"encrypt":"AAAA"}'),
  plaintext: '{"schema":"2.0","header":{}}',
};

const channelThat = (answer: (attempt: number) => Outcome | Promise<Outcome>): Channel => ({
  kind: "webhook",
  target: "http://127.0.0.1:1/events",
  attempt: async ({ attempt }) => ({ outcome: await answer(attempt), request: encrypted }),
  close: () => Promise.resolve(),
});
const good = channelThat(() => answered(200, "ok"));
const bad = channelThat(() => answered(500, "down"));
const never = channelThat(() => new Promise(() => {}));

const once: EffectView = { kind: "counted", count: 1, sightings: [{ atMs: startMs, count: 1 }] };

const forgedOf = (number: number) =>
  ({
    forgery: "wrong-token",
    event: eventNumbered(number),
    request: encrypted,
    outcome: answered(401, "no"),
    startedAtMs: startMs,
    target: "http://127.0.0.1:1/events",
  }) as const;

type Running = Awaited<ReturnType<typeof begin>>;

/** One delivered, one that waits for its retry, one forged. */
async function beginBusy(options: ProcessOptions = {}): Promise<Running> {
  const running = await begin(options);
  const { dispatcher, history, clock } = running;
  await dispatcher.deliver({ event: eventNumbered(1), channel: good });
  const [first] = history.entries();
  if (first) history.setEffects(first, once);
  dispatcher.submit({ event: eventNumbered(2), channel: bad });
  await clock.advance(0);
  await history.forged(forgedOf(3));
  return running;
}

const statuses = ({ history }: Running): string[] =>
  [...history.entries()].map(({ id, delivery: { status } }) => `${id} ${status}`);

describe("the console's list after a restart", () => {
  it("is the same, with details and effects, whether the process was killed or closed", async () => {
    const first = await beginBusy();
    const before = shown(first.history);
    expect(before.map(({ summary }) => summary.id)).toEqual(["1-1", "1-2", "forged-1"]);
    const killed = asKilled(first.folder);
    await first.end();
    for (const folder of [killed, first.folder]) {
      const again = await begin({ folder });
      expect(shown(again.history)).toEqual(before);
      await again.end();
    }
  });

  it("goes on with what is owed under the same id, with the earlier attempts", async () => {
    const first = await beginBusy();
    await first.end();
    const second = await begin({ folder: first.folder });
    second.dispatcher.resume(() => good);
    await second.clock.advance(15_000);
    await second.dispatcher.idle();
    expect(statuses(second)).toEqual(["1-1 succeeded", "1-2 succeeded", "forged-1 given-up"]);
    expect(second.history.find("1-2")).toMatchObject({ sequence: 2 });
    const [owed] = shown(second.history).slice(1);
    expect(
      owed?.attempts.map(({ outcome }) => outcome.kind === "answered" && outcome.status),
    ).toEqual([500, 200]);
    expect(owed?.requests.map(([attempt]) => attempt)).toEqual([1, 2]);
    const before = shown(second.history);
    await second.end();
    const third = await begin({ folder: first.folder });
    expect(shown(third.history)).toEqual(before);
    await third.end();
  });

  it("shows an attempt that the kill cut off as broken off", async () => {
    const first = await begin();
    first.dispatcher.submit({ event: eventNumbered(1), channel: never });
    await first.journal.flush();
    await first.history.forged(forgedOf(9));
    await expectStarted(first);
    const second = await begin({ folder: asKilled(first.folder) });
    expect(second.history.find("1-1")?.underWay).toBeUndefined();
    second.dispatcher.resume(() => good);
    await second.clock.advance(0);
    const { attempts } = second.history.find("1-1")?.delivery ?? { attempts: [] };
    expect(attempts).toMatchObject([{ outcome: { kind: "broken-off", fault: "process-ended" } }]);
    expect(second.history.find("1-1")?.nextDueAtMs).toBe(second.clock.now() + 15_000);
    await second.end();
    await first.journal.close();
    await first.history.close();
  });

  async function expectStarted({ history }: Running): Promise<void> {
    await expect.poll(() => history.find("1-1")?.underWay).toMatchObject({ attempt: 1 });
  }

  it("has what only the journal had time to write down", async () => {
    const first = await begin();
    const { folder, dispatcher, history } = first;
    const file = join(folder, "console/history.ndjson");
    await dispatcher.deliver({ event: eventNumbered(1), channel: good });
    await history.forged(forgedOf(8));
    const early = readFileSync(file, "utf8");
    dispatcher.submit({ event: eventNumbered(2), channel: bad });
    await dispatcher.deliver({ event: eventNumbered(3), channel: good });
    const before = shown(history);
    const killed = asKilled(folder);
    await first.end();
    const withoutEnds = early.split("\n").filter((line) => !line.includes('"type":"ended"'));
    for (const contents of [early, withoutEnds.join("\n")]) {
      writeFileSync(join(killed, "console/history.ndjson"), contents);
      const copy = asKilled(killed);
      const again = await begin({ folder: copy });
      expect(known(shown(again.history))).toEqual(known(before));
      await again.end();
    }
  });

  /** All but what only the history has: the bytes of requests, and the order. */
  const known = (all: ReturnType<typeof shown>) =>
    all
      .map(({ summary: { id, status }, event, attempts }) => ({
        id,
        status,
        event,
        outcomes: attempts.map(({ outcome, next }) => ({ outcome, next })),
      }))
      .toSorted((one, other) => one.id.localeCompare(other.id));

  it("shows one that nobody knows any more as cancelled", async () => {
    const first = await beginBusy();
    const killed = asKilled(first.folder);
    await first.end();
    rmSync(join(killed, "journal.ndjson"));
    const again = await begin({ folder: killed });
    expect(statuses(again)).toEqual(["1-1 succeeded", "1-2 cancelled", "forged-1 given-up"]);
    await again.end();
  });

  it("says that effects nobody looked for to the end are not known", async () => {
    const first = await beginBusy();
    const [one] = first.history.entries();
    if (one) first.history.setEffects(one, { kind: "unknown", reason: "waiting" });
    await first.end();
    const again = await begin({ folder: first.folder });
    expect(again.history.find("1-1")?.effects).toEqual({ kind: "unknown", reason: "failed" });
    await again.end();
  });

  it("gives no number of a forged request again, also when all of them were forgotten", async () => {
    const folder = emptyFolder();
    const seen: string[] = [];
    for (let run = 0; run < 4; run++) {
      const { history, dispatcher, end } = await begin({ folder, keep: 1, maxBytes: 1 });
      for (const number of [1, 2]) seen.push((await history.forged(forgedOf(number))).id);
      await dispatcher.deliver({ event: eventNumbered(5), channel: good });
      await end();
    }
    expect(seen).toEqual(Array.from({ length: 8 }, (_, at) => `forged-${at + 1}`));
  });
});

describe("the history's file", () => {
  const fileOf = (folder: string): string => join(folder, "console/history.ndjson");
  const linesOf = (folder: string): string[] =>
    readFileSync(fileOf(folder), "utf8").trimEnd().split("\n");

  it("is for its owner alone, as its folder is, and locked", async () => {
    const { folder, end } = await beginBusy();
    const modes = [join(folder, "console"), fileOf(folder)].map((path) =>
      (statSync(path).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(["700", "600"]);
    expect(lockFiles(join(folder, "console"))).toHaveLength(1);
    await end();
  });

  it("loses nothing that was whole, wherever the last write ends", async () => {
    const first = await beginBusy();
    const before = shown(first.history);
    const whole = asKilled(first.folder);
    await first.end();
    for (const torn of ["{", '{"crc":"00000000","type":"ent', "\u0000\u0000"]) {
      const folder = asKilled(whole);
      appendFileSync(fileOf(folder), torn);
      const again = await begin({ folder });
      expect(shown(again.history)).toEqual(before);
      await again.end();
      for (const line of linesOf(folder)) expect(decodeLine(line)).toBeDefined();
    }
  });

  const line = (record: object): string => encodeLine(record).trimEnd();
  const firstEntry = '"type":"entry","id":"1-1"';
  it.each<[string, string, (line: string) => string, RegExp]>([
    ["a digit", firstEntry, (text) => text.replace("webhook", "webhock"), /line 2: its checksum/],
    ["no JSON", firstEntry, () => "{}", /line 2: its checksum/],
    ["an entry of nothing", firstEntry, () => line({ type: "entry", id: "1-1" }), /line 2: /],
    ["another beginning", "opened", () => line({ type: "ended", id: "1" }), /line 1: it does not/],
    [
      "another version",
      "opened",
      () => line({ type: "opened", version: 99, taken: 0, forged: 0 }),
      /it has version 99/,
    ],
    [
      "no counts",
      "opened",
      () => line({ type: "opened", version: historyVersion }),
      /line 1: it does not say/,
    ],
  ])("is refused by a clear error with %s in it", async (_name, which, mend, message) => {
    const { folder, end } = await beginBusy();
    await end();
    const lines = linesOf(folder);
    const at = lines.findIndex((each) => each.includes(which));
    lines[at] = mend(lines[at] ?? "");
    writeFileSync(fileOf(folder), `${lines.join("\n")}\n`);
    await expect(begin({ folder })).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(/copy|version/) as string,
    });
    // And the folder is free again.
    rmSync(fileOf(folder));
    await (await begin({ folder })).end();
  });

  it("stays small, with the details that are kept, however much happens", async () => {
    const options = { keep: 20, detailBytes: 8_000, maxBytes: 40_000 };
    const first = await begin(options);
    for (let number = 1; number <= 200; number++) {
      await first.dispatcher.deliver({ event: eventNumbered(number), channel: good });
    }
    await first.history.forged(forgedOf(201));
    expect(statSync(fileOf(first.folder)).size).toBeLessThan(100_000);
    const summaries = shown(first.history).map(({ summary }) => summary);
    expect(summaries).toHaveLength(20);
    await first.end();
    const again = await begin({ folder: first.folder, ...options });
    expect(shown(again.history).map(({ summary }) => summary)).toEqual(summaries);
    const withEvent = [...again.history.entries()].map(({ event }) => event !== undefined);
    expect(withEvent.slice(0, 5)).toEqual([false, false, false, false, false]);
    expect(withEvent.at(-1)).toBe(true);
    await again.end();
  });

  it("is rewritten with what is pending, and in the order things ended", async () => {
    const options = { keep: 3, maxBytes: 1 };
    const first = await begin(options);
    first.dispatcher.submit({ event: eventNumbered(1), channel: bad });
    await first.clock.advance(0);
    for (const number of [2, 3, 4, 5]) {
      await first.dispatcher.deliver({ event: eventNumbered(number), channel: good });
    }
    await first.end();
    const again = await begin({ folder: first.folder, ...options });
    const known = ["1-1 pending", "1-3 succeeded", "1-4 succeeded", "1-5 succeeded"];
    expect(statuses(again)).toEqual(known);
    await again.history.forged(forgedOf(6));
    expect(statuses(again).map((text) => text.split(" ")[0])).toEqual([
      "1-1",
      "1-4",
      "1-5",
      "forged-1",
    ]);
    await again.end();
  });
});
