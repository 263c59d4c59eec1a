import { readFile } from "node:fs/promises";
import {
  type Clock,
  createRealClock,
  createScaledClock,
  createVirtualClock,
} from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { formatDuration } from "../../base/durations.js";
import { MocklarkError, messageOf } from "../../base/errors.js";
import type { ScenarioResult } from "../../scenario/run-scenario.js";
import type { Scenario } from "../../scenario/scenario.js";
import type { StepResult } from "../../scenario/scenario-stage.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  flag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import type { Terminal } from "../terminal.js";

interface RunFlags extends AppFlags, TargetFlags {
  readonly to?: string;
  readonly clock: string;
}

/** `mocklark run`: plays scenario files against a receiver. */
export const registerRun: RegisterCommand = (program, { terminal, signal }, finish) => {
  addTargetOptions(addAppOptions(program.command("run")))
    .description("play scenario files against a receiver")
    .argument("<scenario...>", "YAML or JSON files")
    .addOption(flag("--to <url>", "the receiver's URL"))
    .addOption(flag("--clock <kind>", "virtual, real, or a speed such as 60x").default("virtual"))
    .action(async (files: string[], flags: RunFlags) => {
      const { parseScenario } = await import("../../scenario/parse-scenario.js");
      const { runScenario } = await import("../../scenario/run-scenario.js");
      const scenarios: Scenario[] = [];
      for (const file of files) {
        scenarios.push(await parseScenario(await readText(file), file, { env: terminal.env }));
      }
      let failed = 0;
      for (const scenario of scenarios) {
        await terminal.out(`${terminal.colors.bold(scenario.name)}  ${scenario.file}\n`);
        const result = await runScenario(scenario, {
          ...definedOnly({ to: flags.to }),
          app: readApp(flags),
          clock: readClock(flags.clock),
          tls: readTls(flags),
          allowHosts: flags.allowHost,
          onStep: (step) => void terminal.out(describeStep(step, terminal)),
          signal,
        });
        await terminal.out(describeResult(result));
        if (result.verdict === "failed") failed++;
      }
      finish(failed === 0 ? exitCodes.ok : exitCodes.failed);
    });
};

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new MocklarkError("FILE", `Failed to read ${file}: ${messageOf(error)}.`, {
      remedy: "Check the path.",
      cause: error,
    });
  }
}

/** "virtual", "real" or "60x". */
function readClock(text: string): Clock {
  if (text === "virtual") return createVirtualClock({ autoAdvance: true });
  if (text === "real") return createRealClock();
  const speed = Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]);
  if (speed > 0) return createScaledClock({ speed });
  throw new MocklarkError("USAGE", `Failed to read the clock "${text}".`, {
    remedy: 'Say virtual, real, or a speed such as "60x".',
  });
}

function describeStep({ title, verdict, reasons, line }: StepResult, { colors }: Terminal): string {
  const mark = {
    passed: colors.green("pass"),
    failed: colors.red("fail"),
    unchecked: colors.yellow("????"),
  };
  const details = reasons.map((reason) => `         line ${line}: ${reason}\n`);
  return `  ${mark[verdict]}  ${title}\n${details.join("")}`;
}

function describeResult({ verdict, reason, deliveries, durationMs }: ScenarioResult): string {
  if (verdict === "skipped") return `  skipped: ${reason}\n\n`;
  return `  ${verdict}, ${deliveries} deliveries in ${formatDuration(durationMs)}\n\n`;
}
