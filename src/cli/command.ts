import type { Command } from "commander";
import type { ExitCode } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";

export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted by the first Ctrl-C or SIGTERM; a command then ends in order and reports truthfully. */
  readonly signal: AbortSignal;
}

/** Adds one command to the program. Its action returns the exit code through `finish`. */
export type RegisterCommand = (
  program: Command,
  context: CommandContext,
  finish: (code: ExitCode) => void,
) => void;
