import type { ReportMode } from "../../src/contract/report/report.js";
import { receivers, type InteropReceiver, type Language } from "./interop-receivers.js";
import { isMovable } from "./movable-clocks.js";
import { runCheck, type ContractResult } from "./run-check.js";

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

/** Runs `mocklark check --strict` on the receiver. */
export const runContract = ({ receiver, mode, name }: ContractRun): Promise<ContractResult> =>
  runCheck({
    name,
    mode,
    run: receiver.run,
    cwd: receiver.cwd,
    args: isMovable(receiver.language) ? [] : ["--receiver-clock", "off"],
  });

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
