import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { printableLine } from "../base/printable.js";
import type { CheckId } from "../contract/report/check-id.js";
import type { Report } from "../contract/report/report.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { printError } from "./print-error.js";
import type { Terminal } from "./terminal.js";
import { createWatchTriggers, type WatchTriggers } from "./watch-triggers.js";
import { createWatchedResults, type Flip, type WatchedResults } from "./watched-results.js";
import { isCode, watchFiles } from "./watch-files.js";

export interface CheckWatchOptions {
  /** Runs these checks, or all of them, with the receiver started anew. */
  readonly run: (only: readonly CheckId[] | undefined, signal: AbortSignal) => Promise<Report>;
  readonly folder: string;
  /** Whole paths of what the runs write. */
  readonly ownFiles: readonly string[];
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly wall: WallClock;
}

/**
 * Runs the checks, and again those that failed whenever a file changes, all when none failed; until "q" or a
 * signal. A receiver that does not come up, in the middle of an edit, is told of and waited for.
 * @returns the exit code of what is known last of each check, or of why the last run came to nothing
 * @throws MocklarkError of the first run unless it is the receiver that did not come up
 */
export async function watchChecks(options: CheckWatchOptions): Promise<ExitCode> {
  const { terminal, wall, folder, ownFiles } = options;
  const quitting = new AbortController();
  const signal = AbortSignal.any([options.signal, quitting.signal]);
  const triggers = createWatchTriggers({ wall });
  signal.addEventListener("abort", () => triggers.requested("quit"), { once: true });
  const watch = await watchFiles(folder, { ownFiles, onChange: triggers.changed });
  const stopReading = readCommands(terminal, {
    quit: () => quitting.abort(new MocklarkError("USAGE", "Stopped by q.")),
    all: () => triggers.requested("all"),
  });
  try {
    return await goRound({ ...options, signal }, triggers);
  } finally {
    stopReading();
    await watch.close();
  }
}

async function goRound(options: CheckWatchOptions, triggers: WatchTriggers): Promise<ExitCode> {
  const { terminal, signal } = options;
  const results = createWatchedResults();
  const writes = createOwnWrites(triggers, terminal);
  let only: readonly CheckId[] | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const code = await runOnce(options, results, { only, isFirst });
    if (signal.aborted) return code;
    writes.runEnded();
    terminal.progress(describeWaiting(results.failing(), code));
    const trigger = await triggers.next();
    if (trigger.kind === "quit") return code;
    const failing = results.failing();
    only = trigger.kind === "changed" && failing.length > 0 ? failing : undefined;
    if (trigger.kind === "changed") terminal.progress(describeChange(trigger.names, only));
  }
}

interface Round {
  readonly only: readonly CheckId[] | undefined;
  readonly isFirst: boolean;
}

async function runOnce(
  { run, terminal, signal }: CheckWatchOptions,
  results: WatchedResults,
  { only, isFirst }: Round,
): Promise<ExitCode> {
  try {
    const report = await run(only, signal);
    // What a run that was stopped did not try is not known any better.
    if (!signal.aborted) for (const flip of results.take(report)) tellFlip(flip, terminal);
    return results.exitCode();
  } catch (error) {
    if (!(error instanceof MocklarkError) || signal.aborted) throw error;
    // At first only the receiver may be what is wrong: a command line does not get better by watching.
    if (isFirst && error.code !== "ENVIRONMENT") throw error;
    return printError(error, terminal);
  }
}

function tellFlip({ id, from, to }: Flip, terminal: Terminal): void {
  const { green, red, yellow } = terminal.errColors;
  const paint = to === "pass" ? green : to === "fail" ? red : yellow;
  terminal.progress(`${id}: ${from} → ${paint(to)}\n`);
}

function describeWaiting(failing: readonly CheckId[], code: ExitCode): string {
  const what =
    failing.length > 0
      ? `${failing.length} to mend: ${failing.join(", ")}; a change runs ${failing.length === 1 ? "it" : "them"} again`
      : `${code === exitCodes.ok ? "Nothing fails" : "Nothing was checked"}; a change runs all checks`;
  return `\n${what}. Enter runs all, q and Enter ends.\n`;
}

function describeChange(names: readonly string[], only: readonly CheckId[] | undefined): string {
  const [first = ""] = names;
  const more = names.length === 1 ? "" : ` and ${names.length - 1} more`;
  const what =
    only === undefined ? "all checks" : only.length === 1 ? "1 check" : `${only.length} checks`;
  return `\n${printableLine(first)}${more} changed: ${what} again\n`;
}

/**
 * A receiver may write settings or data below its folder while it is judged, and would be judged for ever. What
 * is no code and changes during two runs one after the other is its own.
 */
function createOwnWrites(
  triggers: WatchTriggers,
  terminal: Terminal,
): { readonly runEnded: () => void } {
  let before = new Set<string>();
  return {
    runEnded() {
      const changed = new Set(triggers.pending().filter((name) => !isCode(name)));
      for (const name of changed) {
        if (!before.has(name)) continue;
        triggers.forget(name);
        terminal.progress(
          `${printableLine(name)} changes in every run: it is not watched any more\n`,
        );
      }
      before = changed;
    },
  };
}

/** What a person types, by the line. Without a terminal at its other end, standard input may be over at once. */
function readCommands(
  terminal: Terminal,
  { quit, all }: { readonly quit: () => void; readonly all: () => void },
): () => void {
  const stdin = terminal.stdin();
  let rest = "";
  const read = (text: string): void => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.map((one) => one.trim().toLowerCase())) {
      if (line === "q") quit();
      else if (line === "") all();
    }
  };
  stdin.setEncoding("utf8").on("data", read);
  // One that cannot be read is one where nobody types.
  stdin.on("error", () => {});
  return () => {
    stdin.off("data", read);
    stdin.destroy();
  };
}
