import { statSync } from "node:fs";

/** Whether a regular file is there, as far as we may look. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
