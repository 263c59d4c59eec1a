import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import messageSample from "../../scenarios/events/im.message.receive_v1.json" with { type: "json" };
import { catalogue } from "../../src/contract/catalogue.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { Need } from "../../src/contract/suite/check.js";
import type { Report } from "../../src/contract/report/report.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { readSample } from "../../src/event/sample/read-sample.js";
import { createSampleType } from "../../src/event/sample/sample-type.js";
import type { EventIds } from "../../src/receiver/witness/witness.js";
import { createLongConnection as createSdkClient } from "../receivers/long-connection.mjs";
import { createLongConnection as createOwnClient } from "../receivers/long-connection-client.mjs";
import { longConnectionMutants } from "../receivers/mutants/long-connection-mutants.mjs";
import type { LongConnectionSettings } from "../receivers/start-long-connection.mjs";
import { renderClientKillMatrix } from "./kill-matrix-page.js";
import { leftoversOfReport } from "./words-of-report.js";

type CreateClient = (settings: LongConnectionSettings) => { start(): unknown; close(): void };

const ids = catalogue
  .filter(({ appliesTo }) => appliesTo === "long-connection")
  .map(({ id }) => id);

const clientTiming = {
  // Many clients begin in one process at once; only one that never opens waits so long.
  openWithinMs: 10_000,
  slackMs: 2_000,
  returnWithinMs: 3_000,
  noticeWithinMs: 5_000,
  outageMs: 6_000,
  // The Node SDK waits 15 s for an answer.
  askAgainWithinMs: 20_000,
  refusedForMs: 1_500,
};

const oneType = [reserveConfigType];
const twoTypes = [reserveConfigType, createSampleType(readSample(messageSample, "a message"))];

/** What can only be tried on a client that we start ourselves, and what on one that gets two types of events. */
const needsProcess = checksWith("managed-receiver");
const needsTwo = checksWith("further-types");

function checksWith(need: Need): ReadonlySet<string> {
  return new Set(catalogue.filter(({ needs }) => needs?.includes(need)).map(({ id }) => id));
}

/** The suite against a client that is started as a process of its own. */
function checkStarted(command: string): Promise<Report> {
  const cwd = fileURLToPath(new URL("../receivers", import.meta.url));
  const exec = `${JSON.stringify(process.execPath)} ${command}`;
  return checkReceiver({ longConnection: true, seed: 42, exec, cwd, clientTiming });
}

/** The suite against a client in this process, which gives up waiting sooner than for a stranger. */
async function check(create: CreateClient, events = oneType): Promise<Report> {
  const handled: string[] = [];
  let client: ReturnType<CreateClient> | undefined;
  const report = await checkReceiver({
    longConnection: true,
    seed: 42,
    events,
    witness: ({ eventId }: EventIds) => handled.filter((id) => id === eventId).length,
    effectTiming: { quietMs: 60 },
    clientTiming,
    onGateway(address) {
      const onEvent = (event: { header: { event_id: string } }): void =>
        void handled.push(event.header.event_id);
      client = create({ ...address, onEvent, eventTypes: events.map(({ name }) => name) });
      void client.start();
    },
  });
  client?.close();
  return report;
}

/** What is only worth knowing never fails, but a finding is a finding. */
const caughtIn = (report: Report): string[] =>
  report.checks.filter(({ actual }) => actual !== undefined).map(({ id }) => id);

describe("the checks of the long connection", () => {
  const reports = new Map<CreateClient, Report>();
  let started: Report | undefined;

  // They mostly wait, so all of them together take hardly longer than the slowest.
  beforeAll(async () => {
    const creates = [createSdkClient, createOwnClient];
    await Promise.all([
      ...creates.map(async (create) => reports.set(create, await check(create, twoTypes))),
      ...longConnectionMutants.map(async (mutant) =>
        reports.set(
          mutant.create,
          needsProcess.has(mutant.caughtBy)
            ? await checkStarted(`mutants/run.mjs ${mutant.name}`)
            : await check(mutant.create, needsTwo.has(mutant.caughtBy) ? twoTypes : oneType),
        ),
      ),
      checkStarted("long-connection-client.mjs").then((report) => (started = report)),
    ]);
  });

  function reportOn(create: CreateClient): Report {
    const report = reports.get(create);
    if (report) return report;
    throw new Error("The suite did not run against this client.");
  }

  it.each<[name: string, create: CreateClient]>([
    ["the official Node SDK with the missing parts added", createSdkClient],
    ["a client written by hand", createOwnClient],
  ])("all pass for %s", (_name, create) => {
    const report = reportOn(create);
    const others = report.checks.filter(({ verdict }) => verdict !== "pass");
    expect(others).toMatchObject(
      ids.filter((id) => needsProcess.has(id)).map((id) => ({ id, verdict: "skip" })),
    );
    expect(caughtIn(report)).toEqual([]);
    expect(report.checks.map(({ id }) => id)).toEqual(ids);
    expect(report.mode).toBe("long-connection");
  });

  it("all pass for a client that is started as a process", () => {
    const others = started?.checks.filter(({ verdict }) => verdict !== "pass");
    expect(others).toMatchObject(
      ids.filter((id) => needsTwo.has(id)).map((id) => ({ id, verdict: "skip" })),
    );
  });

  it.each(longConnectionMutants.map((mutant) => [mutant.name, mutant.caughtBy, mutant] as const))(
    "catch %s by %s and by nothing unrelated",
    (_name, caughtBy, { create, alsoCaughtBy }) => {
      const report = reportOn(create);
      const caught = caughtIn(report);
      expect(caught).toContain(caughtBy);
      const related = [caughtBy, ...Object.keys(alsoCaughtBy)];
      const unwell = report.checks.filter(
        ({ id, verdict }) => !["pass", "skip"].includes(verdict) || caught.includes(id),
      );
      expect(unwell.map(({ id }) => id).filter((id) => !related.includes(id))).toEqual([]);
    },
  );

  it("say all they find in Chinese, and all in English", () => {
    expect([...reports.values()].flatMap((report) => leftoversOfReport(report))).toEqual([]);
  });

  it.each([
    ["en", "../../docs/kill-matrix-long-connection.md"],
    ["zh", "../../docs/zh/kill-matrix-long-connection.md"],
  ] as const)("are what the page in the documentation shows in %s", async (language, file) => {
    const page = await renderClientKillMatrix(
      catalogue.filter(({ appliesTo }) => appliesTo === "long-connection"),
      longConnectionMutants.map(({ name, describe: bug, caughtBy, create }) => {
        const report = reportOn(create);
        const { pass, skip, inconclusive, error } = report.summary;
        return {
          name,
          describe: bug,
          meantFor: caughtBy,
          keyed: true,
          caughtBy: caughtIn(report),
          passed: pass,
          skipped: skip,
          undecided: inconclusive + error,
        };
      }),
      language,
    );
    await expect(page).toMatchFileSnapshot(file);
  });

  it("has a mutant for each", () => {
    expect(
      ids.filter((id) => !longConnectionMutants.some(({ caughtBy }) => caughtBy === id)),
    ).toEqual([]);
  });
});
