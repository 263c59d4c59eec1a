import type { Command } from "commander";
import { definedOnly } from "../../base/defined-only.js";
import { printableMessage } from "../../base/printable.js";

import type { Scenario } from "../../scenario/scenario.js";
import { assertExecFlags } from "../assert-exec-flags.js";
import type { RegisterCommand } from "../command.js";
import { tellAddress } from "../gateway-address.js";
import { eventTypeFlag, type EventTypeFlags } from "../event-type-flag.js";
import type { ExitCode } from "../exit-codes.js";
import { inputName, readText } from "../input-file.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  flag,
  integerFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import { addSubjectOptions, receiverClockFlag, type SubjectFlags } from "../receiver-options.js";
import type { Terminal } from "../terminal.js";
import { argument, describe } from "../described.js";
import { runTexts } from "../texts/run-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

export interface PlayFlags extends AppFlags, EventTypeFlags, SubjectFlags, TargetFlags {
  readonly to?: string;
  readonly clock: string;
  readonly receiverClock?: string;
  readonly seed?: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `mocklark run`: plays scenario files against a receiver. */
export const registerRun: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addTargetOptions(addSubjectOptions(addAppOptions(program.command("run"))));
  describe(command, runTexts("about"))
    .addArgument(argument("<scenario...>", runTexts("files")))
    .addOption(eventTypeFlag())
    .addOption(flag("--to <url>", flagTexts("url-or-exec")))
    .addOption(flag("--clock <kind>", runTexts("clock")).default("virtual"))
    .addOption(receiverClockFlag())
    .addOption(integerFlag("--seed <n>", flagTexts("event-seed")))
    .addOption(flag("--strict", runTexts("strict")))
    .addOption(flag("--json", runTexts("json")))
    .action(async (files: string[], flags: PlayFlags, command: Command) => {
      assertExecFlags(command);
      finish(await playFiles(files, flags, terminal, signal));
    });
};

/**
 * Reads all the files, so that a mistake in the last shows before the first is played, and plays them.
 * @throws MocklarkError FILE, MALFORMED_DOCUMENT, INVALID_DOCUMENT, USAGE, ENVIRONMENT
 */
export async function playFiles(
  files: readonly string[],
  flags: PlayFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { language } = terminal;
  const { parseScenario } = await import("../../scenario/parse-scenario.js");
  const { playScenarios } = await import("../scenario-session.js");
  const lines = await import("../scenario-lines.js");
  const { randomSeed } = await import("../../base/random.js");
  const { readKnownEventTypes } = await import("../read-event-types.js");
  const events = await readKnownEventTypes(flags, terminal.cwd);
  const scenarios: Scenario[] = [];
  for (const file of files) {
    scenarios.push(
      await parseScenario(await readText(file, terminal), inputName(file, language), {
        env: terminal.env,
        events,
        language,
      }),
    );
  }
  const seed = flags.seed ?? randomSeed();
  const printer =
    flags.json === true ? lines.createScenarioJson(terminal) : lines.createScenarioLines(terminal);
  const progress = createProgress(scenarios.length, terminal);
  const results = await playScenarios(scenarios, {
    ...definedOnly({
      to: flags.to,
      exec: flags.exec,
      env: flags.env,
      path: flags.path,
      waitForMs: flags.waitFor,
      witness: flags.witness,
      receiverClock: flags.receiverClock,
      longConnection: flags.longConnection,
      port: flags.port,
    }),
    onGateway: tellAddress(terminal),
    onOpenApi: (url) => terminal.err(`${runTexts("open-api", { url }).in(language)}\n`),
    onLeftRunning: (text) => terminal.err(`${printableMessage(text)}\n`),
    clock: flags.clock,
    seed,
    app: readApp(flags),
    tls: readTls(flags),
    allowHosts: flags.allowHost,
    signal,
    language,
    observers: [{ deliveryEnded: () => progress.delivered() }],
    onScenario: (scenario, app) => {
      terminal.hide(app);
      progress.scenario(scenario);
      printer.scenario(scenario);
    },
    onStepStarted: ({ title }) => progress.step(title),
    onStep: (result, scenario) => printer.step(result, scenario),
    onResult: (result) => printer.result(result),
  });
  const asked = scenarios.length;
  printer.summary(results, { seed, asked });
  return lines.exitCodeOf(results, { strict: flags.strict ?? false, asked });
}

/** The line that stays on a terminal while a long scenario runs: "3/19 Receiver down · a change is made · 40 delivered". */
function createProgress(count: number, terminal: Terminal) {
  let number = 0;
  let name = "";
  let title = "";
  let delivered = 0;
  const show = (): void => {
    const line = runTexts("progress", { number, count, name, title, delivered });
    terminal.live(line.in(terminal.language));
  };
  return {
    scenario: (scenario: Scenario): void => {
      number++;
      name = scenario.name;
      delivered = 0;
    },
    step: (started: string): void => {
      title = started;
      show();
    },
    delivered: (): void => {
      delivered++;
      show();
    },
  };
}
