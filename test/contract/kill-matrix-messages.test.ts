import { describe, expect, it } from "vitest";
import roomSample from "../../scenarios/events/vc.room.created_v1.json" with { type: "json" };
import { readSample } from "../../src/event/sample/read-sample.js";
import { createSampleType } from "../../src/event/sample/sample-type.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import {
  checkGood,
  checkMutant,
  isAboutContent,
  messageType,
  webhookChecks,
  wrongAboutGood,
  wrongAboutMutant,
  type GoodRun,
} from "./known-receivers.js";
import { limitTo } from "./limit-to.js";

const seed = 42;
const events = [messageType];
const bothTypes = [messageType, createSampleType(readSample(roomSample, "a room"))];

/** As in the other kill matrix: more at a time keep each other from answering within 3 s on a busy machine. */
const inTurns = limitTo(4);

function start<T>(work: () => Promise<T>): Promise<T> {
  const running = inTurns(work);
  running.catch(() => {});
  return running;
}

/** Without bugs that only the content of reserve config events shows: a message has none of those fields. */
const mutants = webhookMutants
  .filter(({ caughtBy, aboutContent = false }) => !aboutContent && !isAboutContent(caughtBy))
  .map((mutant) => ({
    mutant,
    report: start(() => checkMutant(mutant, seed, { events, quick: true })),
  }));

const goodRuns: readonly GoodRun[] = [
  { name: "express", keyed: true, started: false },
  { name: "node-sdk", keyed: true, started: true },
  { name: "node-http", keyed: false, started: true },
  { name: "talkative", keyed: true, started: true },
];

const good = goodRuns.map((run) => ({
  run,
  report: start(() => checkGood(run, seed, { events: bothTypes, quick: true })),
}));

describe("the kill matrix with im.message.receive_v1", () => {
  it.each(
    mutants.map(({ mutant, report }) => [mutant.name, mutant.caughtBy, mutant, report] as const),
  )("%s is caught by %s and by no unrelated check", async (_name, _meantFor, mutant, running) => {
    expect(wrongAboutMutant(mutant, await running)).toEqual([]);
  });

  it.each(good.map(({ run, report }) => [run.name, run, report] as const))(
    "%s passes everything that is not about another content, with a room's event beside the message",
    async (_name, run, running) => {
      expect(wrongAboutGood(run, await running, bothTypes)).toEqual([]);
    },
  );

  it("skips the checks about the content of reserve config events, and no others", async () => {
    const [{ report }] = good as [(typeof good)[number]];
    const { checks } = await report;
    const skipped = checks.filter(({ reason }) => /the content/i.test(reason)).map(({ id }) => id);
    expect(skipped).toEqual(webhookChecks.map(({ id }) => id).filter(isAboutContent));
  });

  it("has a mutant for every check that is not about such content", () => {
    const caught = new Set(mutants.map(({ mutant }) => mutant.caughtBy));
    const without = webhookChecks.filter(({ id }) => !caught.has(id) && !isAboutContent(id));
    // Its mutant is slow about the people in a reserve config.
    expect(without.map(({ id }) => id)).toEqual(["event/within-3s"]);
  });
});
