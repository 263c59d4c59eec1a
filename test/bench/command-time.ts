import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built command, not the copy these benchmarks are compiled with. */
export const bin = fileURLToPath(new URL("../../../dist/cli/bin.js", import.meta.url));

/** Seconds from the start of a Node process to its end. */
export function secondsOf(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): number {
  // Node reads these certificates and options at every start, which hides what is measured.
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
  const env = { ...rest, ...settings };
  const startedAt = performance.now();
  execFileSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  return (performance.now() - startedAt) / 1000;
}
