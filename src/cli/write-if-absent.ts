import { lstat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MocklarkError, systemCodeOf } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { makeDirectory } from "../base/make-directory.js";
import { initTexts } from "./texts/init-texts.js";

/** Whether something has that name already, be it a link that leads nowhere. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/**
 * Writes a file with the folders above it; one that is there already stays as it is.
 * @returns whether it was written
 * @throws MocklarkError FILE
 */
export async function writeIfAbsent(folder: string, name: string, text: string): Promise<boolean> {
  const path = join(folder, name);
  try {
    await makeDirectory(dirname(path));
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "EEXIST" && (await isThere(path))) return false;
    throw new MocklarkError(
      "FILE",
      initTexts("cannot-write", { path, why: fileProblemText(error) }),
      {
        remedy: initTexts("cannot-write-remedy"),
        cause: error,
      },
    );
  }
}
