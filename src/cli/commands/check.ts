import type { Command } from "commander";
import { resolve } from "node:path";
import { definedOnly } from "../../base/defined-only.js";
import { printableMessage } from "../../base/printable.js";

import type { Report } from "../../contract/report/report.js";
import { assertExecFlags } from "../assert-exec-flags.js";
import { tellAddress } from "../gateway-address.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { eventTypeFlag, type EventTypeFlags, namedEventTypes } from "../event-type-flag.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  durationFlag,
  flag,
  integerFlag,
  listFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import { addSubjectOptions, receiverClockFlag, type SubjectFlags } from "../receiver-options.js";
import type { Terminal } from "../terminal.js";
import { argument, describe } from "../described.js";
import { checkTexts } from "../texts/check-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface CheckFlags extends AppFlags, EventTypeFlags, SubjectFlags, TargetFlags {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict?: boolean;
  readonly bail?: boolean;
  readonly seed?: number;
  readonly effectWithin?: number;
  readonly receiverClock?: string;
  readonly baseline?: string;
  readonly watch?: boolean;
  readonly reporter: readonly string[];
}

/** `mocklark check`: does this receiver answer and behave as Feishu needs? */
export const registerCheck: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addTargetOptions(addSubjectOptions(addAppOptions(program.command("check"))));
  describe(command, checkTexts("about"))
    .addArgument(argument("[url]", flagTexts("url-or-exec")))
    .addOption(eventTypeFlag())
    .addOption(listFlag("--only <glob>", checkTexts("only")))
    .addOption(listFlag("--skip <glob>", checkTexts("skip")))
    .addOption(durationFlag("--effect-within <duration>", checkTexts("effect-within")))
    .addOption(receiverClockFlag())
    .addOption(flag("--strict", checkTexts("strict")))
    .addOption(flag("--bail", checkTexts("bail")))
    .addOption(integerFlag("--seed <n>", checkTexts("seed")))
    .addOption(flag("--baseline <file>", checkTexts("baseline")))
    .addOption(listFlag("--reporter <kind[=path]>", checkTexts("reporter")))
    .addOption(flag("--watch", checkTexts("watch")))
    .action(async (url: string | undefined, flags: CheckFlags, command: Command) => {
      assertExecFlags(command);
      const { exitCodeOf } = await import("../../contract/report/report.js");
      if (flags.watch === true) return finish(await watch(url, flags, { terminal, signal }));
      let isUnwritten = false;
      const report = await judge(url, flags, {
        terminal,
        signal,
        onUnwritten: () => (isUnwritten = true),
      });
      finish(unlessUnwritten(exitCodeOf(report), isUnwritten));
    });
};

interface Judging extends CommandContext {
  /** Told when a report was not written. */
  readonly onUnwritten?: () => void;
}

async function judge(
  url: string | undefined,
  flags: CheckFlags,
  { terminal, signal, onUnwritten }: Judging,
): Promise<Report> {
  const { language } = terminal;
  const { checkReceiver } = await import("../../contract/check-receiver.js");
  const { parseReceiverClock } = await import("../../receiver/clock/parse-receiver-clock.js");
  return checkReceiver({
    ...definedOnly({
      target: url,
      exec: flags.exec,
      env: flags.env,
      path: flags.path,
      longConnection: flags.longConnection,
      port: flags.port,
      waitForMs: flags.waitFor,
      witness: flags.witness,
      strict: flags.strict,
      bail: flags.bail,
      seed: flags.seed,
      baseline: flags.baseline,
    }),
    ...(flags.effectWithin === undefined
      ? {}
      : { effectTiming: { visibleWithinMs: flags.effectWithin } }),
    ...(flags.receiverClock === undefined
      ? {}
      : { receiverClock: parseReceiverClock(flags.receiverClock) }),
    events: await namedEventTypes(flags, terminal.cwd),
    eventFlags: flags.event,
    only: flags.only,
    skip: flags.skip,
    app: readApp(flags),
    tls: readTls(flags),
    allowHosts: flags.allowHost,
    reporters: await reportersOf(flags, terminal),
    onReporterProblem({ reporter, text }) {
      onUnwritten?.();
      const said = { reporter, message: printableMessage(text.in(language)) };
      terminal.err(`${checkTexts("unwritten", said).in(language)}\n`);
    },
    onLeftRunning: (text) => terminal.err(`${printableMessage(text)}\n`),
    ...(flags.exec === undefined ? { onGateway: tellAddress(terminal) } : {}),
    signal,
    language,
  });
}

/** Every run has the same seed, so that what fails again is the same. */
async function watch(
  url: string | undefined,
  flags: CheckFlags,
  { terminal, signal }: CommandContext,
): Promise<ExitCode> {
  const { watchChecks } = await import("../check-watch.js");
  const { systemWallClock } = await import("../../base/clock.js");
  const { randomSeed } = await import("../../base/random.js");
  const seed = flags.seed ?? randomSeed();
  const written = [...flags.reporter, flags.witness ?? ""];
  let isUnwritten = false;
  const onUnwritten = (): void => void (isUnwritten = true);
  const code = await watchChecks({
    run: (only, stop) => {
      isUnwritten = false;
      const settings = { ...flags, seed, only: only ?? flags.only };
      return judge(url, settings, { terminal, signal: stop, onUnwritten });
    },
    folder: terminal.cwd,
    ownFiles: written.map((one) => resolve(terminal.cwd, one.replace(/^\w+[=:]/, ""))),
    terminal,
    signal,
    wall: systemWallClock,
  });
  return unlessUnwritten(code, isUnwritten);
}

/** A report that was asked for and is not there must not look like success. */
const unlessUnwritten = (code: ExitCode, isUnwritten: boolean): ExitCode =>
  code === exitCodes.ok && isUnwritten ? exitCodes.environment : code;

async function reportersOf({ reporter }: CheckFlags, terminal: Terminal) {
  const { createReporter } = await import("../../contract/reporters/create-reporter.js");
  const kinds = reporter.length === 0 ? ["pretty"] : reporter;
  return kinds.map((kind) =>
    createReporter(kind, {
      write: (text) => void terminal.out(text),
      writeCommand: (text) => void terminal.command(text),
      color: terminal.colors.isColorSupported,
      live: terminal.isTerminal && !terminal.quiet,
      columns: terminal.columns,
      githubSummaryFile: terminal.env["GITHUB_STEP_SUMMARY"],
      language: terminal.language,
    }),
  );
}
