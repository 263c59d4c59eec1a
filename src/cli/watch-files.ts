import { relative, sep } from "node:path";
import { installedFolders } from "../project/installed-folders.js";

export interface FileWatchOptions {
  /** Whole paths of files that we write ourselves. */
  readonly ownFiles: readonly string[];
  /** Told of a file that was written, moved or removed, relative to the folder. */
  readonly onChange: (name: string) => void;
}

export interface FileWatch {
  close(): Promise<void>;
}

/**
 * Watches what people write of a program, in a folder and below it. By Chokidar: of `fs.watch` Node 20 makes
 * everything below node_modules too, and misses files in folders that are new.
 */
export async function watchFiles(
  folder: string,
  { ownFiles, onChange }: FileWatchOptions,
): Promise<FileWatch> {
  const { watch } = await import("chokidar");
  const isWritten = (name: string, path: string): boolean =>
    isOfProgram(name) && !ownFiles.includes(path);
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => {
      const name = relative(folder, path);
      if (name === "") return false;
      return isPassedOver(name) || (stats?.isFile() === true && !isWritten(name, path));
    },
  });
  // A folder that may not be read, or more folders than the system watches: what can be watched is.
  watcher.on("error", () => {});
  watcher.on("all", (_event, path) => {
    const name = relative(folder, path);
    if (isWritten(name, path)) onChange(name);
  });
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return { close: () => watcher.close() };
}

const isPassedOver = (name: string): boolean =>
  name.split(sep).some((part) => installedFolders.has(part) || /^\.(?!env\b)/.test(part));

const code = /\.(?:[cm]?[jt]sx?|go|py|java|kt|scala|rb|rs|php|cs)$/;
const settings =
  /\.(?:json|ya?ml|toml|xml|properties|mod|gradle|kts|sql|html)$|(?:^|[\\/])\.env[^\\/]*$/;

const isOfProgram = (name: string): boolean => code.test(name) || settings.test(name);

/** Whether only a person or a build writes such a file, and no program while it runs. */
export const isCode = (name: string): boolean => code.test(name);
