import { readFileSync } from "node:fs";
import { packageRoot } from "../base/package-root.js";

/** "0.1.0". On its own because `--version` is answered before anything else is loaded. */
export function readVersion(): string {
  // Read, not required: finding out that a module is a file takes Node longer than the rest.
  const text = readFileSync(new URL("package.json", packageRoot), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
