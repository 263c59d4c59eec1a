import { fileProblem } from "../base/file-problem.js";
import { exitCodes } from "./exit-codes.js";

/**
 * `mocklark generate | head` closes our stdout; that is no error to report. But a verdict nobody has
 * read is no success either, so the code is that of a program ended by SIGPIPE. On a full disk there is
 * nothing left to do but to say so.
 */
export function endWhenOutputFails(process: NodeJS.Process): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(exitCodes.unread);
      if (stream === process.stdout) {
        process.stderr.write(`error Failed to write the output: ${fileProblem(error)}.\n`);
      }
      process.exit(exitCodes.environment);
    });
  }
}
