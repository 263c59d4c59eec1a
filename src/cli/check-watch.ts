import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { printableLine } from "../base/printable.js";
import type { CheckId } from "../contract/report/check-id.js";
import type { Report } from "../contract/report/report.js";
import { verdictTexts } from "../contract/report/verdict-texts.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { printError } from "./print-error.js";
import type { Terminal } from "./terminal.js";
import { createWatchTriggers, type WatchTriggers } from "./watch-triggers.js";
import { createWatchedResults, type Flip, type WatchedResults } from "./watched-results.js";
import { isCode, watchFiles } from "./watch-files.js";
import { checkTexts } from "./texts/check-texts.js";
import type { Text } from "../base/text.js";

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
    quit: () => quitting.abort(new MocklarkError("USAGE", checkTexts("stopped-by-q"))),
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
  const { language } = terminal;
  const results = createWatchedResults();
  const writes = createOwnWrites(triggers, terminal);
  let only: readonly CheckId[] | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const code = await runOnce(options, results, { only, isFirst });
    if (signal.aborted) return code;
    writes.runEnded();
    terminal.progress(`\n${waitingText(results.failing(), code).in(language)}\n`);
    const trigger = await triggers.next();
    if (trigger.kind === "quit") return code;
    const failing = results.failing();
    only = trigger.kind === "changed" && failing.length > 0 ? failing : undefined;
    if (trigger.kind === "changed") {
      terminal.progress(`\n${changeText(trigger.names, only).in(language)}\n`);
    }
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
  const { language } = terminal;
  const now = paint(verdictTexts(to).in(language));
  terminal.progress(
    `${checkTexts("flip", { id, from: verdictTexts(from), to: now }).in(language)}\n`,
  );
}

function waitingText(failing: readonly CheckId[], code: ExitCode): Text {
  if (failing.length > 0) return checkTexts("to-mend", { ids: failing });
  return checkTexts(code === exitCodes.ok ? "nothing-fails" : "nothing-checked");
}

function changeText(names: readonly string[], only: readonly CheckId[] | undefined): Text {
  const [first = ""] = names;
  return checkTexts("changed", {
    first: printableLine(first),
    others: names.length - 1,
    checks: only?.length ?? null,
  });
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
        const text = checkTexts("not-watched", { name: printableLine(name) });
        terminal.progress(`${text.in(terminal.language)}\n`);
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
