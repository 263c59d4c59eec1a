import { printable } from "../../base/printable.js";
import { systemWallClock } from "../../base/clock.js";
import { MocklarkError } from "../../base/errors.js";
import { definedOnly } from "../../base/defined-only.js";
import { jsonText } from "../../base/json-text.js";
import type { Explanation, Step } from "../../wire/explain-request.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import {
  addAppOptions,
  type AppFlags,
  flag,
  integerFlag,
  parsedFlag,
  readApp,
} from "../options.js";
import type { Terminal } from "../terminal.js";

interface ExplainFlags extends AppFlags {
  readonly now?: number;
  readonly computed?: string;
  readonly json?: boolean;
}

/** `mocklark explain`: does this captured request verify, and where does it break. */
export const registerExplain: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("explain"))
    .description("judge one captured request step by step")
    .argument(
      "[file]",
      "raw HTTP, a curl command, JSON, or a log that shows headers and body; default: standard input",
    )
    .addOption(integerFlag("--now <ms>", "Unix milliseconds the timestamp's age is taken from"))
    .addOption(
      parsedFlag(
        "--computed <hash>",
        "the hash your own code came to: says which formula gives it",
        readHash,
      ),
    )
    .addOption(flag("--json", "one JSON object"))
    .action(async (file: string | undefined, flags: ExplainFlags) => {
      const { readCapturedRequest } = await import("../../wire/captures/parse-captured-request.js");
      const { explainRequest } = await import("../../wire/explain-request.js");
      const { encryptKey, verificationToken, appId, appSecret } = readApp(flags);
      const explanation = explainRequest(readCapturedRequest(await readInput(file, terminal)), {
        language: terminal.language,
        nowMs: flags.now ?? systemWallClock.now(),
        ...definedOnly({ encryptKey, verificationToken, appId, appSecret }),
        ...definedOnly({ computed: flags.computed }),
      });
      await print(explanation, flags, terminal);
      finish(explanation.firstFailure === undefined ? exitCodes.ok : exitCodes.failed);
    });
};

/** A hash as people print it: hex of any length and case, or base64. */
function readHash(text: string): string {
  const hash = text.trim();
  if (/^(?:[\da-f]{2}){16,64}$/i.test(hash) || /^[\w+/-]{22,88}={0,2}$/.test(hash)) return hash;
  throw new MocklarkError("USAGE", "Expected a hash in hex or base64.", {
    remedy: "Print the hash that your code compares with X-Lark-Signature.",
  });
}

async function print(
  explanation: Explanation,
  { json }: ExplainFlags,
  terminal: Terminal,
): Promise<void> {
  if (json) return terminal.out(`${jsonText(explanation)}\n`);
  for (const step of explanation.steps) await terminal.out(describeStep(step, terminal));
}

function describeStep(
  { stage, verdict, message, expected, actual, fix }: Step,
  { colors }: Terminal,
): string {
  const paint = { ok: colors.green, failed: colors.red, skipped: colors.dim, note: colors.yellow }[
    verdict
  ];
  const head = `${paint(verdict.padEnd(7))} ${stage}: ${printable(message)}`;
  const lines = [
    ...(expected === undefined ? [] : [`        expected ${printable(expected)}`]),
    ...(actual === undefined ? [] : [`        seen     ${printable(actual)}`]),
    ...(fix === undefined ? [] : [`        fix      ${printable(fix)}`]),
  ];
  return `${[head, ...lines].join("\n")}\n`;
}
