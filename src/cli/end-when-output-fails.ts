import { fileProblemText } from "../base/file-problem.js";
import type { Language } from "../base/text.js";
import { exitCodes } from "./exit-codes.js";
import { mainTexts } from "./texts/main-texts.js";

/**
 * `mocklark generate | head` closes our stdout; that is no error to report. But a verdict nobody has
 * read is no success either, so the code is that of a program ended by SIGPIPE. On a full disk there is
 * nothing left to do but to say so.
 */
export function endWhenOutputFails(process: NodeJS.Process, language: Language): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(exitCodes.unread);
      if (stream === process.stdout) {
        const text = mainTexts("cannot-output", { why: fileProblemText(error) }).in(language);
        process.stderr.write(`${mainTexts("error").in(language)} ${text}\n`);
      }
      process.exit(exitCodes.environment);
    });
  }
}
