import { printable, printableMessage } from "../base/printable.js";
import type { MocklarkError } from "../base/errors.js";
import { hideSecretMembers } from "../base/secret-members.js";
import type { ExitCode } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";

/** Says what was wrong, where it stands and what helps. Returns the exit code that goes with it. */
export function printError(error: MocklarkError, terminal: Terminal, word = "error"): ExitCode {
  terminal.err(
    `${terminal.errColors.red(word)} ${printableMessage(error.text.in(terminal.language))}\n`,
  );
  for (const more of [error.frameText?.in(terminal.language), error.remedyText?.in(terminal.language)]) {
    if (more !== undefined) terminal.err(`${hideSecretMembers(printable(more))}\n`);
  }
  return error.exitCode as ExitCode;
}
