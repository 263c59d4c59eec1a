import { definedOnly } from "../base/defined-only.js";
import type { Text } from "../base/text.js";
import { createSecretMask, type SecretMask } from "../event/secret-mask.js";
import type { WitnessSummary } from "../receiver/effect-ledger.js";
import type { CheckReceiverOptions } from "./check-receiver-options.js";
import { findCauses, type FindCausesOptions } from "./causes/find-causes.js";
import { applyBaseline } from "./report/baseline.js";
import type { CheckId } from "./report/check-id.js";
import {
  reportVersion,
  summarize,
  type Report,
  type ReportMode,
  type ReceiverClockReport,
} from "./report/report.js";
import { wordReport } from "./report/word-report.js";
import { toolVersion } from "./report/tool-version.js";
import { createReporterMultiplexer, type ReporterMultiplexer } from "./reporters/reporter.js";
import type { Run } from "./suite/run.js";
import type { SuiteOutcome } from "./suite/suite-runner.js";

/** What a report says of a run, however far that came. */
export type Reported = Pick<
  Run,
  "options" | "checks" | "baseline" | "types" | "app" | "clock" | "simulator" | "witness"
>;

/** A report that has been begun: its reporters know of the run. */
export interface BegunReport {
  readonly startedAt: { readonly ms: number; readonly elapsed: number };
  readonly target: string;
  readonly mask: SecretMask;
  readonly reporters: ReporterMultiplexer;
}

/** Tells the reporters that a run has begun. */
export async function beginReport(run: Reported, name: string): Promise<BegunReport> {
  const { options, checks, types, app, clock, simulator } = run;
  const startedAt = { ms: clock.wall.now(), elapsed: clock.wall.elapsed() };
  const mask = createSecretMask(app);
  const reporters = createReporterMultiplexer(options.reporters ?? []);
  const target = mask.text(name);
  const events = types.all.map(({ name }) => name);
  await reporters.runStarted({ target, events, seed: simulator.seed, checkCount: checks.length });
  return { startedAt, target, mask, reporters };
}

/** What came of a run. */
export interface Found {
  readonly mode: ReportMode;
  readonly outcome: SuiteOutcome;
  readonly witness: WitnessSummary<Text>;
  readonly receiverClock?: ReceiverClockReport | undefined;
  /** What experiments work with; none where nothing more may be sent. */
  readonly tools?: FindCausesOptions | undefined;
}

/** Makes the report and has the reporters write it. */
export async function endReport(
  { options, checks, baseline, types, clock, simulator }: Reported,
  { startedAt, target, mask, reporters }: BegunReport,
  { mode, outcome, witness, receiverClock, tools }: Found,
): Promise<Report> {
  const { wall } = clock;
  const isChosen = (id: CheckId): boolean => checks.some((check) => check.id === id);
  const chosen = outcome.checks.filter(({ id }) => isChosen(id));
  const findings = outcome.findings.filter(({ check }) => isChosen(check));
  const judged = applyBaseline(chosen, baseline, wall.now());
  const told = {
    mode,
    events: types.all.map(({ name }) => name),
    witness,
    ...definedOnly({ receiverClock }),
    checks: judged.checks,
    findings: [...findings, ...judged.findings],
  };
  const startWith = await findCauses(told, tools);
  const masked: Report<Text> = mask.value({
    version: reportVersion,
    tool: toolVersion(),
    seed: simulator.seed,
    target,
    ...told,
    strict: options.strict ?? false,
    startedAt: new Date(startedAt.ms).toISOString(),
    durationMs: Math.round(wall.elapsed() - startedAt.elapsed),
    summary: summarize(judged.checks),
    startWith,
  });
  const report = wordReport(masked, options.language ?? "en");
  await tellResults(report, reporters, options);
  return report;
}

async function tellResults(
  report: Report,
  reporters: ReporterMultiplexer,
  { onReporterProblem }: CheckReceiverOptions,
): Promise<void> {
  for (const result of report.checks) await reporters.checkEnded(result);
  await reporters.runEnded(report);
  for (const problem of reporters.problems()) onReporterProblem?.(problem);
}
