import { padDisplayEnd } from "../../base/display-width.js";
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
import { argument, describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface ExplainFlags extends AppFlags {
  readonly now?: number;
  readonly computed?: string;
  readonly json?: boolean;
}

/** `mocklark explain`: does this captured request verify, and where does it break. */
export const registerExplain: RegisterCommand = (program, { terminal }, finish) => {
  describe(addAppOptions(program.command("explain")), wireTexts("explain"))
    .addArgument(argument("[file]", wireTexts("captured")))
    .addOption(integerFlag("--now <ms>", wireTexts("now")))
    .addOption(parsedFlag("--computed <hash>", wireTexts("computed"), readHash))
    .addOption(flag("--json", flagTexts("json-object")))
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
  throw new MocklarkError("USAGE", wireTexts("expected-hash"), {
    remedy: wireTexts("expected-hash-remedy"),
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
  { colors, language }: Terminal,
): string {
  const paint = { ok: colors.green, failed: colors.red, skipped: colors.dim, note: colors.yellow }[
    verdict
  ];
  const said = wireTexts("step", { stage: wireTexts("stage", { stage }), message });
  const word = padDisplayEnd(wireTexts("verdict", { verdict }).in(language), 7);
  const head = `${paint(word)} ${printable(said.in(language))}`;
  const details = [
    { label: wireTexts("expected"), value: expected },
    { label: wireTexts("seen"), value: actual },
    { label: wireTexts("fix"), value: fix },
  ];
  const lines = details.flatMap(({ label, value }) =>
    value === undefined
      ? []
      : [`        ${padDisplayEnd(label.in(language), 8)} ${printable(value)}`],
  );
  return `${[head, ...lines].join("\n")}\n`;
}
