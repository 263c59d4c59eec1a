import { textOf } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import type { Wait } from "../suite/wait.js";
import type { CheckResult, Report, TriedCheck } from "../report/report.js";

/** What is known before the first check. */
export interface RunStart {
  readonly target: string;
  /** The types of events it gets. */
  readonly events: readonly string[];
  readonly seed: number;
  readonly checkCount: number;
}

/** Gets told of a run as it goes. All it is given is masked already. */
export interface Reporter {
  /** For messages about the reporter itself. */
  readonly name: string;
  runStarted?(start: RunStart): void | Promise<void>;
  /** One more check has been tried, in the order they end. */
  progress?(done: number, checkCount: number): void | Promise<void>;
  /** What that check has found, or one that has been tried again; a later try may still change it. */
  checkTried?(tried: TriedCheck): void | Promise<void>;
  /** What a check waits for: at once, and again when it takes long. */
  waiting?(wait: Wait): void | Promise<void>;
  /** In the catalogue's order, when no verdict can change any more. */
  checkEnded?(result: CheckResult): void | Promise<void>;
  runEnded?(report: Report): void | Promise<void>;
}

export interface ReporterMultiplexer extends Required<Reporter> {
  /** Reporters that threw; each was left alone from then on. */
  problems(): readonly ReporterProblem[];
}

export interface ReporterProblem {
  readonly reporter: string;
  readonly text: Text;
  /** The same in English. */
  readonly message: string;
}

/** Tells all reporters everything; one that throws is dropped and does not end the run. */
export function createReporterMultiplexer(reporters: readonly Reporter[]): ReporterMultiplexer {
  const working = new Set(reporters);
  const problems: ReporterProblem[] = [];

  async function tell(
    hook: (reporter: Reporter) => void | Promise<void> | undefined,
  ): Promise<void> {
    for (const reporter of working) {
      try {
        await hook(reporter);
      } catch (error) {
        working.delete(reporter);
        const text = textOf(error);
        problems.push({ reporter: reporter.name, text, message: text.in("en") });
      }
    }
  }

  return {
    name: "all reporters",
    runStarted: (start) => tell((reporter) => reporter.runStarted?.(start)),
    progress: (done, checkCount) => tell((reporter) => reporter.progress?.(done, checkCount)),
    checkTried: (tried) => tell((reporter) => reporter.checkTried?.(tried)),
    waiting: (wait) => tell((reporter) => reporter.waiting?.(wait)),
    checkEnded: (result) => tell((reporter) => reporter.checkEnded?.(result)),
    runEnded: (report) => tell((reporter) => reporter.runEnded?.(report)),
    problems: () => problems,
  };
}
