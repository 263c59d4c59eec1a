import { systemWallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import type { Explanation, Step } from "../../wire/explain-request.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, flag, integerFlag, readApp } from "../options.js";
import type { Terminal } from "../terminal.js";

interface ExplainFlags extends AppFlags {
  readonly now?: number;
  readonly json?: boolean;
}

/** `mocklark explain`: does this captured request verify, and where does it break. */
export const registerExplain: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("explain"))
    .description("judge one captured request step by step")
    .argument("[file]", "raw HTTP, or JSON with headers and body; default: standard input")
    .addOption(integerFlag("--now <ms>", "Unix milliseconds the timestamp's age is taken from"))
    .addOption(flag("--json", "one JSON object"))
    .action(async (file: string | undefined, flags: ExplainFlags) => {
      const { parseCapturedRequest } = await import("../../wire/captures/parse-captured-request.js");
      const { explainRequest } = await import("../../wire/explain-request.js");
      const { encryptKey, verificationToken } = readApp(flags);
      const explanation = explainRequest(parseCapturedRequest(await readInput(file, terminal)), {
        nowMs: flags.now ?? systemWallClock.now(),
        ...definedOnly({ encryptKey, verificationToken }),
      });
      await print(explanation, flags, terminal);
      finish(explanation.firstFailure === undefined ? exitCodes.ok : exitCodes.failed);
    });
};

async function print(
  explanation: Explanation,
  { json }: ExplainFlags,
  terminal: Terminal,
): Promise<void> {
  if (json) return terminal.out(`${JSON.stringify(explanation)}\n`);
  for (const step of explanation.steps) await terminal.out(describeStep(step, terminal));
}

function describeStep(
  { stage, verdict, message, expected, actual, fix }: Step,
  { colors }: Terminal,
): string {
  const paint = { ok: colors.green, failed: colors.red, skipped: colors.dim, note: colors.yellow }[
    verdict
  ];
  const lines = [
    `${paint(verdict.padEnd(7))} ${stage}: ${message}`,
    ...(expected === undefined ? [] : [`        expected ${expected}`]),
    ...(actual === undefined ? [] : [`        seen     ${actual}`]),
    ...(fix === undefined ? [] : [`        fix      ${fix}`]),
  ];
  return `${lines.join("\n")}\n`;
}
