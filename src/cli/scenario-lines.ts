import { formatDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { jsonText } from "../base/json-text.js";
import { printable } from "../base/printable.js";
import type { ScenarioResult, ScenarioVerdict } from "../scenario/run-scenario.js";
import type { StepResult } from "../scenario/scenario-stage.js";
import type { Scenario } from "../scenario/scenario.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";

/** What a run of scenarios prints while it goes on. */
export interface ScenarioPrinter {
  scenario(scenario: Scenario): void;
  step(result: StepResult, scenario: Scenario): void;
  result(result: ScenarioResult): void;
  summary(results: readonly ScenarioResult[], run: RunFacts): void;
}

export interface RunFacts {
  readonly seed: number;
  readonly asked: number;
}

/** Lines for people: a headline for each scenario, a line for each step, reasons under it. */
export function createScenarioLines(terminal: Terminal): ScenarioPrinter {
  const { bold, green, red, yellow, dim } = terminal.colors;
  const marks = {
    passed: green("pass"),
    failed: red("FAIL"),
    unchecked: yellow("????"),
    stopped: yellow("stop"),
  };
  const print = (text: string): void => void terminal.out(`${text}\n`);

  return {
    scenario: ({ name, file }) => print(`${bold(printable(name))}  ${dim(printable(file))}`),
    step({ title, verdict, reasons, line }, { file }) {
      print(`  ${marks[verdict]}  ${printable(title)}`);
      for (const reason of reasons) {
        const text = printable(`${file}:${line}: ${reason}`);
        print(text.replaceAll(/^/gm, "        "));
      }
    },
    result({ verdict, reason, deliveries, durationMs }) {
      if (verdict === "skipped") print(yellow(`  skipped: ${printable(reason ?? "")}`));
      else if (reason !== undefined)
        print(red(`  the other steps were not played: ${printable(reason)}`));
      if (verdict !== "skipped") {
        print(
          dim(
            `  ${countOf(deliveries, "delivery", "deliveries")} in ${formatDuration(durationMs)}`,
          ),
        );
      }
      print("");
    },
    summary(results, { seed, asked }) {
      const counts = countVerdicts(results);
      const words = (Object.entries(counts) as [ScenarioVerdict, number][])
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => `${count} ${verdict}`);
      const missing = asked - results.length;
      if (missing > 0) words.push(`${missing} not started`);
      print(`${countOf(asked, "scenario", "scenarios")}: ${words.join(", ")} (--seed ${seed})`);
      if (counts.unchecked > 0) {
        print(
          yellow(
            `Effects were not checked in ${counts.unchecked}: say --witness, or start the receiver with --exec.`,
          ),
        );
      }
    },
  };
}

/** One JSON object per step, per scenario, and one for the run. */
export function createScenarioJson(terminal: Terminal): ScenarioPrinter {
  const print = (value: object): void => void terminal.out(`${jsonText(value)}\n`);
  return {
    scenario: () => {},
    step: (result, { name, file }) => print({ type: "step", scenario: name, file, ...result }),
    result({ scenario, steps, ...rest }) {
      const { name, file } = scenario;
      print({ type: "scenario", scenario: name, file, ...rest, steps: steps.length });
    },
    summary: (results, { seed, asked }) =>
      print({ type: "summary", scenarios: asked, ...countVerdicts(results), seed }),
  };
}

const countOf = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

function countVerdicts(results: readonly ScenarioResult[]): Record<ScenarioVerdict, number> {
  const counts = { passed: 0, failed: 0, unchecked: 0, skipped: 0, stopped: 0 };
  for (const { verdict } of results) counts[verdict]++;
  return counts;
}

/**
 * Unchecked effects are a warning, or with `strict` a failure.
 * @throws MocklarkError USAGE when nothing at all was played: that must not look like success
 */
export function exitCodeOf(
  results: readonly ScenarioResult[],
  { strict, asked }: { readonly strict: boolean; readonly asked: number },
): ExitCode {
  const counts = countVerdicts(results);
  if (counts.failed > 0 || counts.stopped > 0 || results.length < asked) return exitCodes.failed;
  if (strict && counts.unchecked > 0) return exitCodes.failed;
  if (counts.skipped === results.length) {
    throw new MocklarkError("USAGE", "Failed to run: every scenario was skipped.", {
      remedy: "The reasons are printed above.",
    });
  }
  return exitCodes.ok;
}
