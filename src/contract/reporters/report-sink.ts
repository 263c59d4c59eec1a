import { appendFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { MocklarkError } from "../../base/errors.js";
import { fileProblemText } from "../../base/file-problem.js";
import { makeDirectory } from "../../base/make-directory.js";
import { reporterProblemTexts } from "./reporter-problem-texts.js";

/** Where a reporter writes: a stream, or a file that holds just this. */
export type ReportSink = (text: string) => void | Promise<void>;

/** Writes the file, and the folders it is in. */
export const fileSink = (path: string): ReportSink => sinkTo(path, writeFile);

/** The same at the end of a file that may be there already. */
export const appendingSink = (path: string): ReportSink => sinkTo(path, appendFile);

function sinkTo(
  path: string,
  write: (path: string, text: string) => Promise<void>,
): (text: string) => Promise<void> {
  return async (text) => {
    try {
      await makeDirectory(dirname(path));
      await write(path, text);
    } catch (error) {
      throw new MocklarkError(
        "FILE",
        reporterProblemTexts("not-written", { path, why: fileProblemText(error) }),
        { remedy: reporterProblemTexts("another-place"), cause: error },
      );
    }
  };
}
