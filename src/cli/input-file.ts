import { readFile } from "node:fs/promises";
import { MocklarkError } from "../base/errors.js";
import { fileProblem } from "../base/file-problem.js";
import type { Terminal } from "./terminal.js";

/** @throws MocklarkError FILE */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new MocklarkError("FILE", `Failed to read ${path}: ${fileProblem(error)}.`, {
      remedy: "Check the path.",
      cause: error,
    });
  }
}

/** The bytes of a file, or of standard input for "-" or no name at all. */
export async function readInput(path: string | undefined, terminal: Terminal): Promise<Buffer> {
  if (path === undefined || path === "-") return terminal.readStdin();
  return readBytes(path);
}
