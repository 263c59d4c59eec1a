import type { RequestListener, Server } from "node:http";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/contract/catalogue.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../src/contract/check-receiver-options.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import type { EventIds } from "../../src/receiver/witness/witness.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import {
  renderKillMatrix,
  type GoodRow,
  type Measured,
  type MutantRow,
} from "./kill-matrix-page.js";

type Mutant = (typeof webhookMutants)[number];
type Settings = Parameters<Mutant["create"]>[0];
type CreateReceiver = (settings: Settings) => Server | RequestListener;

const checks = catalogue.filter(({ appliesTo }) => appliesTo === "webhook");
const keyed = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const tokenOnly = { ...keyed, encryptKey: "" };
const node = JSON.stringify(process.execPath);

const goodReceivers = ["express", "node-http", "node-sdk", "node-sdk-http", "talkative"];

/** Wait for much and compute little, so a few at a time take hardly longer than one. */
const inTurns = limitTo(4);

function check(options: CheckReceiverOptions): Promise<Report> {
  return inTurns(() => checkReceiver({ seed: 42, recoverWithinMs: 200, strict: true, ...options }));
}

/** Runs the suite against a receiver in this process, with what it acts on for a witness. */
function checkInProcess(create: CreateReceiver, app: typeof keyed): Promise<Report> {
  const handled: (string | undefined)[] = [];
  const target = create({
    ...app,
    onEvent: ({ header }) => void handled.push(header["event_id"]),
  });
  const witness = ({ eventId }: EventIds): number => handled.filter((id) => id === eventId).length;
  return check({ target, witness, app, effectTiming: { quietMs: 80 } });
}

const checkStarted = (command: string, app: typeof keyed): Promise<Report> =>
  check({ exec: `${node} ${command}`, app });

/** A broken receiver that only shows when it is restarted has to be one that we start. */
function checkMutant({ name, mode, caughtBy, create }: Mutant): Promise<Report> {
  const app = mode === "keyed" ? keyed : tokenOnly;
  return caughtBy === "idempotency/after-restart"
    ? checkStarted(`test/receivers/mutants/run.mjs ${name}`, app)
    : checkInProcess(create, app);
}

async function createGood(name: string): Promise<CreateReceiver> {
  const module = (await import(`../receivers/${name}.mjs`)) as { createReceiver: CreateReceiver };
  return module.createReceiver;
}

/** What is only worth knowing never fails; it says what it saw instead. */
const isCaught = ({ verdict, severity, actual }: CheckResult): boolean =>
  verdict === "fail" || verdict === "warn" || (severity === "info" && actual !== undefined);

function measure(name: string, report: Report): Measured {
  const caughtBy = report.checks.filter(isCaught).map(({ id }) => id);
  const { pass, skip, inconclusive, error } = report.summary;
  return { name, caughtBy, passed: pass, skipped: skip, undecided: inconclusive + error };
}

/** Started at once; each test waits for its own. */
function startAll<T>(items: readonly T[], work: (item: T) => Promise<Report>) {
  return items.map((item) => {
    const report = work(item);
    report.catch(() => {});
    return { item, report };
  });
}

const mutants = startAll(webhookMutants, checkMutant);
const good = goodReceivers.flatMap((name) =>
  [keyed, tokenOnly].flatMap((app) => [
    ...startAll([{ name, app, started: false }], async () =>
      checkInProcess(await createGood(name), app),
    ),
    ...startAll([{ name, app, started: true }], () =>
      checkStarted(`test/receivers/${name}.mjs`, app),
    ),
  ]),
);

describe("the kill matrix", { timeout: 90_000 }, () => {
  it("has a broken receiver for every check", () => {
    const caught = new Set(webhookMutants.map(({ caughtBy }) => caughtBy));
    expect(checks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it.each(mutants.map(({ item, report }) => [item.name, item.caughtBy, item, report] as const))(
    "%s is caught by %s and by no unrelated check",
    async (name, meantFor, { alsoCaughtBy }, running) => {
      const report = await running;
      const { caughtBy } = measure(name, report);
      expect(caughtBy).toContain(meantFor);
      expect(caughtBy.filter((id) => id !== meantFor && !(id in alsoCaughtBy))).toEqual([]);
      expect(report.checks.filter(({ verdict }) => verdict === "error")).toEqual([]);
    },
  );

  it.each(
    good.map(({ item: { name, app, started }, report }) => {
      const mode = app === keyed ? "with an Encrypt Key" : "with a token only";
      return [name, mode, started ? "started by us" : "in this process", report] as const;
    }),
  )("%s %s, %s, passes everything", async (_name, mode, where, running) => {
    const report = await running;
    const others = report.checks.filter(({ verdict }) => verdict !== "pass" && verdict !== "skip");
    expect(others.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)).toEqual([]);
    expect(report.findings).toEqual([]);
    const skipped = report.checks.filter(({ verdict }) => verdict === "skip").map(({ id }) => id);
    expect(skipped).toEqual(notApplicable({ mode, where }));
    expect(report.witness.state).toBe("calibrated");
  });

  it("is what the page in the documentation shows", async () => {
    const mutantRows: MutantRow[] = await Promise.all(
      mutants.map(async ({ item, report }) => ({
        ...measure(item.name, await report),
        describe: item.describe,
        meantFor: item.caughtBy,
        keyed: item.mode === "keyed",
      })),
    );
    const measured = await Promise.all(
      good.map(async ({ item, report }) => ({ ...item, ...measure(item.name, await report) })),
    );
    const goodRows = goodReceivers.map((name): GoodRow => {
      const one = (app: typeof keyed, started: boolean): Measured => {
        const found = measured.find(
          (each) => each.name === name && each.app === app && each.started === started,
        );
        if (!found) throw new Error(`${name} was not measured.`);
        return found;
      };
      return {
        name,
        keyed: one(keyed, false),
        keyedStarted: one(keyed, true),
        tokenOnly: one(tokenOnly, false),
        tokenOnlyStarted: one(tokenOnly, true),
      };
    });
    const page = await renderKillMatrix(checks, mutantRows, goodRows);
    await expect(page).toMatchFileSnapshot("../../docs/kill-matrix.md");
  });
});

/** The checks whose need is not met. */
function notApplicable({ mode, where }: { mode: string; where: string }): string[] {
  return checks
    .filter(
      ({ needs = [] }) =>
        (needs.includes("encrypt-key") && mode === "with a token only") ||
        (needs.includes("managed-receiver") && where === "in this process"),
    )
    .map(({ id }) => id);
}

/** Runs at most `width` works at once, the others in the order they came. */
function limitTo(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
