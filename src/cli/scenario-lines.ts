import { displayWidth, padDisplayEnd } from "../base/display-width.js";
import { durationText } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { jsonText } from "../base/json-text.js";
import { printable, printableLine } from "../base/printable.js";
import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import type { ReceiverClockSummary } from "../receiver/clock/joint-clock.js";
import type { ScenarioResult, ScenarioVerdict } from "../scenario/run-scenario.js";
import type { StepResult } from "../scenario/scenario-stage.js";
import type { Scenario, Step } from "../scenario/scenario.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";
import { runTexts } from "./texts/run-texts.js";

/** Characters of a reason on a line: it may say more than a name does. */
const longestReason = 2_000;

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
  const paints = { passed: green, failed: red, unchecked: yellow, stopped: yellow };
  const { language } = terminal;
  const say = (text: Text): string => text.in(language);
  const verdicts = ["passed", "failed", "unchecked", "stopped"] as const;
  const marks = verdicts.map((verdict) => say(runTexts("mark", { verdict })));
  const markWidth = Math.max(...marks.map(displayWidth));
  const print = (text: string): void => void terminal.out(`${text}\n`);

  return {
    scenario(scenario) {
      hideSecretsOf(scenario, terminal);
      const { name, file } = scenario;
      print(`${bold(printableLine(name))}  ${dim(printableLine(file))}`);
    },
    step({ title, verdict, reasons, line }, { file }) {
      const mark = paints[verdict](padDisplayEnd(say(runTexts("mark", { verdict })), markWidth));
      print(`  ${mark}  ${printableLine(title)}`);
      for (const reason of reasons) {
        const text = printable(say(runTexts("reason", { place: `${file}:${line}`, reason })));
        print(text.replaceAll(/^/gm, "        "));
      }
    },
    result({ verdict, reason, deliveries, durationMs, receiverClock }) {
      const why = printableLine(reason ?? "", longestReason);
      if (verdict === "skipped") print(yellow(`  ${say(runTexts("skipped", { reason: why }))}`));
      else if (reason !== undefined)
        print(red(`  ${say(runTexts("not-played", { reason: why }))}`));
      if (verdict !== "skipped") {
        const counted = { count: deliveries, time: durationText(durationMs) };
        const text = withMove(runTexts("deliveries", counted), receiverClock);
        print(dim(`  ${say(text)}`));
      }
      print("");
    },
    summary(results, { seed, asked }) {
      const counts = countVerdicts(results);
      const missing = asked - results.length;
      print(say(runTexts("summary", { asked, counts, missing, seed })));
      const clock = clockOf(results);
      if (clock && clock.movedMs > 0) {
        print(say(runTexts("moved", moveOf(clock))));
        if (clock.limits !== undefined) print(dim(printable(clock.limits)));
      }
      if (clock?.reason !== undefined) {
        const { reason, remedy = "" } = clock;
        print(yellow(printable(say(runTexts("not-moved", { reason, remedy })))));
      }
      const unseen = results.filter(
        ({ verdict, receiverClock }) => verdict === "unchecked" && !receiverClock?.reason,
      );
      if (unseen.length > 0) {
        print(yellow(say(runTexts("unseen", { count: unseen.length }))));
      }
    },
  };
}

/** One JSON object per step, per scenario, and one for the run. */
export function createScenarioJson(terminal: Terminal): ScenarioPrinter {
  const print = (value: object): void => void terminal.out(`${jsonText(value)}\n`);
  return {
    scenario: (scenario) => hideSecretsOf(scenario, terminal),
    step: (result, { name, file }) => print({ type: "step", scenario: name, file, ...result }),
    result({ scenario, steps, ...rest }) {
      const { name, file } = scenario;
      print({ type: "scenario", scenario: name, file, ...rest, steps: steps.length });
    },
    summary: (results, { seed, asked }) => {
      const clock = clockOf(results);
      const counts = countVerdicts(results);
      print({
        type: "summary",
        scenarios: asked,
        ...counts,
        seed,
        ...(clock && { receiverClock: clock }),
      });
    },
  };
}

/** A scenario may bring an app of its own, and change it on the way. */
function hideSecretsOf({ app, steps }: Scenario, terminal: Terminal): void {
  for (const settings of [app, ...settingsIn(steps)]) terminal.hide(settings);
}

function settingsIn(steps: readonly Step[]): Partial<App>[] {
  return steps.flatMap(({ action }) => {
    if ("steps" in action) return settingsIn(action.steps);
    return action.kind === "change-app" && action.settings ? [action.settings] : [];
  });
}

const moveOf = ({ how, movedMs }: ReceiverClockSummary) => ({ how, time: durationText(movedMs) });

const withMove = (deliveries: Text, clock: ReceiverClockSummary | undefined): Text =>
  clock?.movedMs ? runTexts("deliveries-moved", { deliveries, ...moveOf(clock) }) : deliveries;

/** What was done with the receiver's clock in all scenarios together. */
function clockOf(results: readonly ScenarioResult[]): ReceiverClockSummary | undefined {
  const each = results.flatMap(({ receiverClock }) => receiverClock ?? []);
  const [first] = each;
  if (!first) return undefined;
  return {
    ...first,
    ...each.find(({ reason }) => reason !== undefined),
    movedMs: each.reduce((sum, { movedMs }) => sum + movedMs, 0),
  };
}

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
    throw new MocklarkError("USAGE", runTexts("all-skipped"), {
      remedy: runTexts("all-skipped-remedy"),
    });
  }
  return exitCodes.ok;
}
