import { join } from "node:path";
import { definedOnly } from "../../base/defined-only.js";
import { MocklarkError, textOf } from "../../base/errors.js";
import { Text, verbatim } from "../../base/text.js";
import { checkReceiver } from "../../contract/check-receiver.js";
import type { CheckId } from "../../contract/report/check-id.js";
import type { Report, TriedCheck } from "../../contract/report/report.js";
import type { Reporter } from "../../contract/reporters/reporter.js";
import { filterChecks } from "../../contract/suite/check-filter.js";
import { createSecretMask } from "../../event/secret-mask.js";
import type { ConsoleContext } from "../console-context.js";
import type { ContractView, ProblemView } from "../console-state.js";
import { openReportFile } from "./contract-report-file.js";
import { contractTexts } from "./contract-texts.js";

/** What is to be run. */
export interface ContractChoice {
  /** Globs of check ids, or whole groups; default: all. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Default: a new one. */
  readonly seed?: number;
}

/** Runs the contract suite for the page, one run at a time. */
export interface ContractRunner {
  view(): ContractView<Text>;
  /** Of the last run that came to a report, as reporters get it: masked. */
  report(): Report | undefined;
  /**
   * Begins a run; what comes of it is in the view.
   * @throws MocklarkError USAGE when one is under way, or the choice fits no check
   */
  start(choice: ContractChoice): Promise<void>;
  /** Ends the run under way early; its report is still made. */
  stop(): void;
  /** Stops, and waits for the end. */
  close(): Promise<void>;
}

export interface ContractRunnerOptions {
  readonly context: ConsoleContext;
  /** The data folder: in its `console/` the last report is kept over a restart. Without it, it is not. */
  readonly data?: string | undefined;
}

/** What is told of a run under way. */
interface Progress {
  readonly tried: Map<CheckId, TriedCheck>;
  planned: number;
  waiting: ContractView<Text>["waiting"];
}

interface Running extends Progress {
  readonly controller: AbortController;
  ended: Promise<void>;
}

export async function createContractRunner({
  context,
  data,
}: ContractRunnerOptions): Promise<ContractRunner> {
  const { live, receiver, simulator, random, print } = context;
  const file = data === undefined ? undefined : openReportFile(join(data, "console"), print);
  let report = await file?.read();
  let problem: ProblemView<Text> | undefined;
  let running: Running | undefined;

  const view = (): ContractView<Text> => ({
    isRunning: running !== undefined,
    isStopping: running?.controller.signal.aborted ?? false,
    tried: [...(running?.tried.values() ?? [])],
    planned: running?.planned ?? 0,
    ...definedOnly({ waiting: running?.waiting, problem }),
    ...(report && { reportId: `${report.startedAt} ${report.seed}` }),
  });
  const tell = (): void => live.state({ contract: view() });

  async function run(choice: ContractChoice, begun: Running): Promise<void> {
    const { app } = simulator;
    try {
      report = await receiver.whileChecked((where) =>
        checkReceiver({
          ...where,
          app,
          seed: choice.seed ?? random.integer(0, 0xffff_ffff),
          ...definedOnly({ only: choice.only, skip: choice.skip }),
          signal: begun.controller.signal,
          reporters: [liveReporter(begun, tell)],
          onLeftRunning: (text) => print(verbatim(createSecretMask(app).text(text))),
        }),
      );
      await file?.write(report);
    } catch (error) {
      problem = createSecretMask(app).value(problemOf(error));
    }
    running = undefined;
    // It was stopped and started again meanwhile.
    live.state({ contract: view(), receiver: receiver.view() });
  }

  async function start(choice: ContractChoice): Promise<void> {
    const { catalogue } = await import("../../contract/catalogue.js");
    filterChecks(catalogue, choice);
    if (running) throw alreadyRunning();
    problem = undefined;
    const begun: Running = {
      controller: new AbortController(),
      tried: new Map(),
      planned: 0,
      waiting: undefined,
      ended: Promise.resolve(),
    };
    running = begun;
    begun.ended = run(choice, begun);
    tell();
  }

  function stop(): void {
    if (!running) return;
    running.controller.abort(new MocklarkError("USAGE", contractTexts("stopped")));
    tell();
  }

  return {
    view,
    report: () => report,
    start,
    stop,
    async close() {
      stop();
      await running?.ended;
    },
  };
}

function liveReporter(progress: Progress, tell: () => void): Reporter {
  return {
    name: "page",
    runStarted({ checkCount }) {
      progress.planned = checkCount;
      tell();
    },
    checkTried(tried) {
      progress.tried.set(tried.id, tried);
      if (progress.waiting?.check === tried.id) progress.waiting = undefined;
      tell();
    },
    waiting({ check, what, data }) {
      const text = data?.what;
      progress.waiting = { check, what: text instanceof Text ? text : verbatim(what) };
      tell();
    },
  };
}

/** A run that could not be made says why, and never with a stack. */
function problemOf(error: unknown): ProblemView<Text> {
  if (!(error instanceof MocklarkError)) {
    return { code: "ERROR", message: contractTexts("not-run", { why: textOf(error) }) };
  }
  const { code, text, remedyText } = error;
  return { code, message: text, ...definedOnly({ remedy: remedyText }) };
}

const alreadyRunning = (): MocklarkError =>
  new MocklarkError("USAGE", contractTexts("under-way"), {
    remedy: contractTexts("wait-or-stop"),
  });
