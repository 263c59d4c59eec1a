import { printable, printableMessage } from "../base/printable.js";
import type { MocklarkError } from "../base/errors.js";
import { hideSecretMembers } from "../base/secret-members.js";
import type { Text } from "../base/text.js";
import type { ExitCode } from "./exit-codes.js";
import { mainTexts } from "./texts/main-texts.js";
import type { Terminal } from "./terminal.js";

/** Says what was wrong, where it stands and what helps. Returns the exit code that goes with it. */
export function printError(
  error: MocklarkError,
  terminal: Terminal,
  word: Text = mainTexts("error"),
): ExitCode {
  const { language, errColors } = terminal;
  terminal.err(
    `${errColors.red(word.in(language))} ${printableMessage(error.text.in(language))}\n`,
  );
  for (const more of [error.frameText, error.remedyText].map((text) => text?.in(language))) {
    if (more !== undefined) terminal.err(`${hideSecretMembers(printable(more))}\n`);
  }
  return error.exitCode as ExitCode;
}
