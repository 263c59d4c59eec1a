import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report, ReportMode } from "../../src/contract/report/report.js";
import { runCli } from "../cli/run-cli.js";

/** A receiver for `mocklark check` to start. */
export interface CheckRun {
  /** Its report's file. */
  readonly name: string;
  readonly mode: ReportMode;
  /** For a shell in `cwd`. */
  readonly run: string;
  readonly cwd: string;
  /** What else is said: a URL, the app. */
  readonly args?: readonly string[];
  /** What the receiver finds in its environment besides. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ContractResult {
  readonly report: Report;
  readonly exitCode: number | null;
  /** What `mocklark check` printed. */
  readonly output: string;
}

/** The reports stay here, for the pages and for `mocklark report merge`. */
const reportFolder = fileURLToPath(new URL("target/reports", import.meta.url));

const flagsOf: Readonly<Record<ReportMode, readonly string[]>> = {
  "webhook-encrypted": ["--encrypt-key", "interop encrypt key"],
  "webhook-plaintext": [],
  "long-connection": ["--long-connection"],
};

/**
 * Runs `mocklark check --strict`, as the compiled program users run.
 * @throws Error when it ended without a report
 */
export async function runCheck(check: CheckRun): Promise<ContractResult> {
  const { name, mode, run, cwd, args = [], env = {} } = check;
  mkdirSync(reportFolder, { recursive: true });
  const path = join(reportFolder, `${name}.json`);
  const reporters = ["--reporter", "pretty", "--reporter", `json=${path}`];
  const { code, stdout, stderr } = await runCli(
    // A cold JVM or Python takes seconds to start, on a busy machine many.
    [
      "check",
      ...args,
      ...flagsOf[mode],
      "--exec",
      run,
      "--wait-for",
      "60s",
      "--strict",
      ...reporters,
    ],
    { cwd, env },
  );
  const output = `${stdout}${stderr}`;
  if (code !== 0 && code !== 1) throw new Error(`mocklark check ended with ${code}:\n${output}`);
  return { report: JSON.parse(readFileSync(path, "utf8")) as Report, exitCode: code, output };
}
