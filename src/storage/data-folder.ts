import { MocklarkError } from "../base/errors.js";
import { fileProblem } from "../base/file-problem.js";
import { makeDirectory } from "../base/make-directory.js";

/**
 * Makes a folder for its owner alone (0700); one that is there keeps its mode.
 * @throws MocklarkError USAGE for an empty name, FILE when it cannot be made
 */
export async function makeDataFolder(directory: string): Promise<void> {
  if (directory === "") {
    throw new MocklarkError("USAGE", "Failed to open the data folder: its name is empty.", {
      remedy: "Name a folder after --data.",
    });
  }
  try {
    await makeDirectory(directory, { mode: 0o700 });
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      `Failed to make the data folder ${directory}: ${fileProblem(error)}.`,
      { remedy: "Choose a --data folder that can be written.", cause: error },
    );
  }
}
