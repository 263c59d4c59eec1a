import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import type { App } from "../../src/event/app.js";
import { writeK6Script } from "../../src/load/k6/write-k6-script.js";
import type { Arrivals, LoadPlan } from "../../src/load/load-plan.js";
import type { Threshold } from "../../src/load/threshold.js";
import { encryptedApp, eventsFor, plainApp } from "../load/k6/events-to-send.js";
import { startJudgingReceiver } from "../load/k6/judging-receiver.js";

const folder = fileURLToPath(new URL("k6-stand-in/", import.meta.url));

// k6 is under the AGPL and no dependency of this project: what is tried here is the one that is installed.
const k6 = process.env["MOCKLARK_K6"] ?? "k6";
const hasK6 = spawnSync(k6, ["version"]).status === 0;

if (!hasK6 && process.env["MOCKLARK_K6"] !== undefined) {
  throw new Error(`MOCKLARK_K6 names no k6 that runs: ${k6}`);
}
if (!hasK6) {
  console.warn(
    "\n!! SKIPPING k6 itself: it is not installed. MOCKLARK_K6=/path/to/k6 names one. A stand-in runs its scripts all the same.\n",
  );
}

const standIn = {
  name: "a stand-in on the engine that k6's was made from",
  command: `${folder}target/k6-stand-in`,
  isHere: inject("readyLanguages").includes("go"),
};
const engines = [standIn, { name: "k6 itself", command: k6, isHere: hasK6 }];

const rate: Arrivals = { kind: "rate", perSecond: 200 };
const concurrency: Arrivals = { kind: "concurrency", senders: 4 };
const steady = (arrivals: Arrivals): LoadPlan => ({ arrivals, durationMs: 5_000, rampMs: 0 });
const ramping = (arrivals: Arrivals): LoadPlan => ({ ...steady(arrivals), rampMs: 2_000 });

/** Neither depends on how fast this machine is. */
const holds: Threshold = { written: "ok>=100%", metric: "ok", comparison: ">=", limit: 1 };
const fails: Threshold = { written: "min<0ms", metric: "min", comparison: "<", limit: 0 };

interface Run {
  readonly app?: App;
  readonly plan: LoadPlan;
  readonly threshold?: Threshold;
}

interface Summary {
  readonly metrics: {
    readonly http_reqs: { readonly values: { readonly count: number } };
    readonly checks: { readonly values: { readonly passes: number; readonly fails: number } };
  };
}

/** Lets k6 run the script, and gives how it ended beside what the receiver saw. */
async function run(command: string, { app = encryptedApp, plan, threshold = holds }: Run) {
  const receiver = await startJudgingReceiver(app);
  onTestFinished(() => receiver.close());
  const cwd = mkdtempSync(join(tmpdir(), "k6-"));
  const [file, summaryFile] = [join(cwd, "script.js"), join(cwd, "summary.json")];
  const { url } = receiver;
  const script = writeK6Script({ url, app, plan, thresholds: [threshold], events: eventsFor(app) });
  const handleSummary = `export const handleSummary = (data) => ({ ${JSON.stringify(summaryFile)}: JSON.stringify(data) });`;
  writeFileSync(file, `${script}\n${handleSummary}\n`);
  const child = spawn(command, ["run", "--quiet", file], {
    cwd,
    stdio: "inherit",
    env: {
      PATH: process.env["PATH"],
      HOME: cwd,
      K6_NO_USAGE_REPORT: "true",
      MOCKLARK_ENCRYPT_KEY: app.encryptKey,
      MOCKLARK_VERIFICATION_TOKEN: app.verificationToken,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [code] = (await once(child, "exit")) as [number | null];
  const { metrics } = JSON.parse(readFileSync(summaryFile, "utf8")) as Summary;
  return { code, sent: metrics.http_reqs.values.count, checks: metrics.checks.values, receiver };
}

beforeAll(() => {
  if (standIn.isHere) execFileSync("go", ["build", "-o", "target/", "."], { cwd: folder });
});

describe.each(engines)("a script that mocklark writes, run by $name", ({ command, isHere }) => {
  it.runIf(isHere).each<[string, Run]>([
    ["at a rate, encrypted", { plan: steady(rate) }],
    ["at a rate, in clear", { plan: steady(rate), app: plainApp }],
    ["at a rate that grows", { plan: ramping(rate) }],
    ["by so many users", { plan: steady(concurrency) }],
    ["by a growing number of users", { plan: ramping(concurrency) }],
  ])("is taken by a receiver that verifies every request: %s", async (_form, options) => {
    const { code, sent, checks, receiver } = await run(command, options);
    expect(receiver.complaints()).toEqual([]);
    expect(sent).toBeGreaterThan(0);
    expect(receiver.requests()).toBe(sent);
    expect(receiver.eventIds.size).toBe(sent);
    expect(checks).toMatchObject({ passes: sent, fails: 0 });
    expect(code).toBe(0);
  });

  it.runIf(isHere)("ends with 99 when a threshold does not hold", async () => {
    const { code, receiver } = await run(command, { plan: steady(rate), threshold: fails });
    expect(receiver.complaints()).toEqual([]);
    expect(code).toBe(99);
  });
});
