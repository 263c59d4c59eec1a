import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The command line is tested from outside, as the compiled program users run. */
export function setup(): void {
  const root = fileURLToPath(new URL("..", import.meta.url));
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], {
    cwd: root,
    stdio: "inherit",
  });
}
