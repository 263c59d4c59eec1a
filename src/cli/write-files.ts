import { constants, copyFile, lstat, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { makeDirectory } from "../base/make-directory.js";
import { isThere } from "./write-if-absent.js";
import { fileTexts } from "./texts/file-texts.js";

/** One of the files of `writeFiles`. */
export interface FileToWrite {
  readonly name: string;
  readonly text: string;
  /** Only its owner may read it, also where it takes the place of a file that others may read. */
  readonly isSecret?: boolean;
}

export interface WriteFilesOptions {
  /** Takes the place of files that are there. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Writes files that belong together into a folder: all of them, or none.
 * @throws MocklarkError FILE, also when one is there and is not to be overwritten
 */
export async function writeFiles(
  folder: string,
  files: readonly FileToWrite[],
  { overwrite = false }: WriteFilesOptions = {},
): Promise<void> {
  try {
    await makeDirectory(folder);
    if (!overwrite) await assertNoFiles(folder, names(files));
    await refuseFolders(folder, files);
    const draft = await mkdtemp(join(folder, ".mocklark-"));
    try {
      for (const { name, text, isSecret = false } of files) {
        await writeFile(join(draft, name), text, { mode: isSecret ? 0o600 : 0o644 });
      }
      await (overwrite ? replaceAll : placeAll)(draft, folder, files);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw cannotWriteTo(folder, error);
  }
}

/** What a folder that --out names answers with where nothing can be put into it. */
export function cannotWriteTo(folder: string, error: unknown): MocklarkError {
  const text = fileTexts("cannot-write-to", { folder, why: fileProblemText(error) });
  return new MocklarkError("FILE", text, { remedy: fileTexts("folder-to-write"), cause: error });
}

const names = (files: readonly FileToWrite[]): string[] => files.map(({ name }) => name);

/** @throws MocklarkError FILE that names those of the files that are there */
export async function assertNoFiles(folder: string, names: readonly string[]): Promise<void> {
  const there = [];
  for (const name of names) if (await isThere(join(folder, name))) there.push(name);
  if (there.length === 0) return;
  throw new MocklarkError("FILE", fileTexts("are-there", { folder, names: there }), {
    remedy: fileTexts("are-there-remedy"),
    details: { there },
  });
}

async function refuseFolders(folder: string, files: readonly FileToWrite[]): Promise<void> {
  for (const { name } of files) {
    if (!(await isFolder(join(folder, name)))) continue;
    throw new MocklarkError("FILE", fileTexts("is-a-folder", { folder, name }), {
      remedy: fileTexts("other-folder"),
    });
  }
}

const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

async function replaceAll(draft: string, folder: string, files: readonly FileToWrite[]) {
  for (const { name } of files) await rename(join(draft, name), join(folder, name));
}

/** Two that run at once do not mix their files: the first file of either is in the way of the other. */
async function placeAll(draft: string, folder: string, files: readonly FileToWrite[]) {
  const placed: string[] = [];
  try {
    for (const { name } of files) {
      const path = join(folder, name);
      await copyFile(join(draft, name), path, constants.COPYFILE_EXCL);
      placed.push(path);
    }
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    throw error;
  }
}
