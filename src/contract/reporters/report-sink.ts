import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { MocklarkError } from "../../base/errors.js";
import { fileProblem } from "../../base/file-problem.js";
import { makeDirectory } from "../../base/make-directory.js";

/** Where a reporter writes: a stream, or a file that holds just this. */
export type ReportSink = (text: string) => void | Promise<void>;

/** Writes the file, and the folders it is in. */
export function fileSink(path: string): ReportSink {
  return async (text) => {
    try {
      await makeDirectory(dirname(path));
      await writeFile(path, text);
    } catch (error) {
      throw new MocklarkError(
        "FILE",
        `Failed to write the report ${path}: ${fileProblem(error)}.`,
        {
          remedy: "Choose a place that may be written to.",
          cause: error,
        },
      );
    }
  };
}
