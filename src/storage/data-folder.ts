import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { makeDirectory } from "../base/make-directory.js";
import { storageTexts } from "./storage-texts.js";

/**
 * Makes a folder for its owner alone (0700); one that is there keeps its mode.
 * @throws MocklarkError USAGE for an empty name, FILE when it cannot be made
 */
export async function makeDataFolder(directory: string): Promise<void> {
  if (directory === "") {
    throw new MocklarkError("USAGE", storageTexts("no-folder-name"), {
      remedy: storageTexts("name-a-folder"),
    });
  }
  try {
    await makeDirectory(directory, { mode: 0o700 });
  } catch (error) {
    const why = fileProblemText(error);
    throw new MocklarkError("FILE", storageTexts("folder-not-made", { directory, why }), {
      remedy: storageTexts("choose-a-writable-folder"),
      cause: error,
    });
  }
}
