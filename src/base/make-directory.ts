import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCodeOf } from "./errors.js";

/**
 * Makes a directory and those above it that are missing; it may be there already. Without Node's
 * `recursive`, which in Node 20 never ends where a directory is there and takes no entry, as /proc does.
 * `mode` is for the directory itself; those above it get the usual one.
 * @throws the system's error, for instance EACCES, EEXIST when it is a file, ENOSPC
 */
export async function makeDirectory(
  path: string,
  options: { readonly mode?: number } = {},
): Promise<void> {
  try {
    await mkdir(path, options);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === "EEXIST" && (await isDirectory(path))) return;
    if (code !== "ENOENT" || (await isDirectory(dirname(path)))) throw error;
    await makeDirectory(dirname(path));
    await makeDirectory(path, options);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
