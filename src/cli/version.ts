import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../base/package-root.js";

/** "0.1.0". On its own because `--version` is answered before anything else is loaded. */
export function readVersion(): string {
  const { version } = createRequire(import.meta.url)(
    fileURLToPath(new URL("package.json", packageRoot)),
  ) as { version: string };
  return version;
}
