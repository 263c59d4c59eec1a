import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report, ReportMode } from "../../src/contract/report/report.js";
import { runCli } from "../cli/run-cli.js";
import { isMovable } from "./movable-clocks.js";
import { receivers, type InteropReceiver, type Language } from "./interop-receivers.js";

/** One receiver under the contract suite, in one of the ways an app can be set up. */
export interface ContractRun {
  readonly receiver: InteropReceiver;
  readonly mode: ReportMode;
  /** "go-webhook-encrypted-complete": also the name of its report's file. */
  readonly name: string;
}

/** The ways an app can be set up, in the order of the page. */
export const modes = ["webhook-encrypted", "webhook-plaintext", "long-connection"] as const;

export const contractRuns: readonly ContractRun[] = modes.flatMap((mode) =>
  receivers
    .filter((receiver) => mode.startsWith(receiver.mode))
    .map((receiver) => ({
      receiver,
      mode,
      name: `${receiver.language}-${mode}-${receiver.kind}`,
    })),
);

/** The reports stay here, for the page about the SDKs and for `mocklark report merge`. */
const reportFolder = fileURLToPath(new URL("target/reports", import.meta.url));

export interface ContractResult {
  readonly report: Report;
  readonly exitCode: number | null;
  /** What `mocklark check` printed. */
  readonly output: string;
}

/**
 * Runs `mocklark check --strict` on the receiver, as the compiled program users run.
 * @throws Error when it ended without a report
 */
export async function runContract({ receiver, mode, name }: ContractRun): Promise<ContractResult> {
  mkdirSync(reportFolder, { recursive: true });
  const path = join(reportFolder, `${name}.json`);
  const flags = {
    "webhook-encrypted": ["--encrypt-key", "interop encrypt key"],
    "webhook-plaintext": [],
    "long-connection": ["--long-connection"],
  }[mode];
  const clock = isMovable(receiver.language) ? [] : ["--receiver-clock", "off"];
  const reporters = ["--reporter", "pretty", "--reporter", `json=${path}`];
  const { code, stdout, stderr } = await runCli(
    // A cold JVM or Python takes seconds to start, on a busy machine many.
    [
      "check",
      ...flags,
      ...clock,
      "--exec",
      receiver.run,
      "--wait-for",
      "60s",
      "--strict",
      ...reporters,
    ],
    { cwd: receiver.cwd },
  );
  const output = `${stdout}${stderr}`;
  if (code !== 0 && code !== 1) throw new Error(`mocklark check ended with ${code}:\n${output}`);
  return { report: JSON.parse(readFileSync(path, "utf8")) as Report, exitCode: code, output };
}

/** The runs of one language, by mode and kind. */
export function runOf(
  language: Language,
  mode: ReportMode,
  kind: InteropReceiver["kind"],
): ContractRun {
  const found = contractRuns.find(
    (run) => run.mode === mode && run.receiver.language === language && run.receiver.kind === kind,
  );
  if (!found) throw new Error(`There is no ${kind} receiver for ${language}, ${mode}.`);
  return found;
}
