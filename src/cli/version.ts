import { createRequire } from "node:module";

/** "0.1.0". On its own because `--version` is answered before anything else is loaded. */
export function readVersion(): string {
  const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };
  return version;
}
