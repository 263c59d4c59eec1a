import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const run = (...args: readonly string[]): void =>
  void execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });

/** The command line is tested from outside, as the compiled program users run, and its page with it. */
export function setup(): void {
  run("node_modules/typescript/bin/tsc", "-p", "src");
  for (const part of ["src/cli", "src/console/page"]) {
    run("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", part);
  }
}
