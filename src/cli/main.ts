import { Command, CommanderError } from "./commander.js";
import { setMaxListeners } from "node:events";
import { messageOf, MocklarkError } from "../base/errors.js";
import { printableMessage } from "../base/printable.js";
import { languages } from "../base/text.js";
import type { CommandContext } from "./command.js";
import { commands, registerEveryCommand } from "./commands.js";
import { readEnvironmentSwitches } from "./environment-switches.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { commanderErrorText } from "./commander-errors.js";
import { describe, type DescribedOption } from "./described.js";
import { addHelpEpilogue } from "./help-epilogue.js";
import { type AppFlags, flag, oneOf, readApp, settleEncryptKey } from "./options.js";
import { printError } from "./print-error.js";
import { secretsAtHand } from "./secrets-at-hand.js";
import { findConfigFile } from "./find-config-file.js";
import { createTerminal, type Terminal } from "./terminal.js";
import { mainTexts } from "./texts/main-texts.js";
import { flagTexts } from "./texts/flag-texts.js";
import { readVersion } from "./version.js";
import { versionText, wordedHelp } from "./worded-help.js";
import { withSuggestion } from "../base/suggestions.js";

/** Runs one command line to its end. Nothing thrown gets past here, so no user sees a stack trace. */
export async function main(process: NodeJS.Process): Promise<number> {
  const terminal = createTerminal(process);
  for (const secrets of secretsAtHand(process.argv, process.env)) terminal.hide(secrets);
  const interruption = watchSignals(process, terminal);
  let code: ExitCode = exitCodes.ok;
  let program: Command | undefined;
  try {
    const [name, topic] = process.argv.slice(2);
    if (name === "help") assertTopic(topic);
    program = await createProgram(name, { terminal, signal: interruption.signal }, (ended) => {
      code = ended;
    });
    await program.parseAsync(process.argv);
  } catch (error) {
    const debug = process.env["MOCKLARK_DEBUG"] !== undefined;
    // Most of what fails after a signal fails of that.
    if (interruption.exitCode() === undefined || debug) {
      code = reportError(error, program, { terminal, debug });
    }
  }
  return interruption.exitCode() ?? code;
}

async function createProgram(
  name: string | undefined,
  context: CommandContext,
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const { terminal } = context;
  const program = describe(new Command("mocklark"), mainTexts("about"))
    .addOption(flag("--config <file>", flagTexts("config")))
    .addOption(flag("--quiet", flagTexts("quiet")))
    .addOption(langFlag())
    .version(readVersion(), "-V, --version", versionText.in("en"))
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureHelp(wordedHelp(terminal.language))
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // Its errors are worded where they arrive.
      outputError: () => {},
    })
    .enablePositionalOptions(false);
  const chosen = isCommand(name) ? commands[name] : undefined;
  const loaders = chosen ? [chosen] : Object.values(commands);
  for (const load of loaders) (await load())(program, context, finish);
  for (const command of program.commands) {
    command.exitOverride().configureOutput(program.configureOutput());
    addHelpEpilogue(command, terminal.language);
  }
  program.hook("preAction", async (_program, action) => {
    for (const command of [program, action]) readEnvironmentSwitches(command, terminal.env);
    const { config, quiet } = program.opts<{ config?: string; quiet?: boolean }>();
    terminal.quiet = quiet === true;
    const file = config ?? findConfigFile(terminal.cwd);
    if (file !== undefined) {
      const { applyConfigFile } = await import("./config-file.js");
      const everyCommand = () => loadEveryCommand(context);
      await applyConfigFile(action, { terminal, everyCommand, file });
    }
    settleEncryptKey(action);
    hideSecretsOf(action, terminal);
  });
  program.on("command:*", ([written = ""]: string[]) => {
    throw noSuchCommand(written);
  });
  return program;
}

/** What it says has counted before this, see `createTerminal`; an empty variable says nothing. */
function langFlag(): DescribedOption {
  const text = flagTexts("choices", { text: flagTexts("lang"), choices: languages });
  return flag("--lang <language>", text).argParser((written) =>
    written === "" ? undefined : oneOf(written, languages),
  );
}

/** Commander answers a help topic it does not know with the whole help and no word about it. */
function assertTopic(topic: string | undefined): void {
  if (topic !== undefined && !topic.startsWith("-") && !isCommand(topic))
    throw noSuchCommand(topic);
}

function isCommand(name: string | undefined): name is string {
  return name !== undefined && Object.hasOwn(commands, name);
}

function noSuchCommand(written: string): MocklarkError {
  const more = mainTexts("help-lists", { command: "mocklark" });
  return new MocklarkError("USAGE", mainTexts("no-command", { written }), {
    remedy: withSuggestion(written, Object.keys(commands), more),
  });
}

async function loadEveryCommand(context: CommandContext): Promise<readonly Command[]> {
  const program = new Command();
  await registerEveryCommand(program, context);
  return program.commands;
}

/** What came from a key file or the config file is as secret as what came from a flag. */
function hideSecretsOf(action: Command, terminal: Terminal): void {
  const { grant, token } = action.opts<Partial<AppFlags> & { readonly token?: string }>();
  if (grant !== undefined) terminal.hide(readApp(action.opts<AppFlags>()));
  if (token !== undefined) terminal.hide({ verificationToken: token });
}

interface Reporting {
  readonly terminal: Terminal;
  readonly debug: boolean;
}

function reportError(
  error: unknown,
  program: Command | undefined,
  { terminal, debug }: Reporting,
): ExitCode {
  if (error instanceof CommanderError) return reportCommandLine(error, program, terminal);
  if (error instanceof MocklarkError) {
    const code = printError(error, terminal);
    if (debug) terminal.err(`${error.stack}\n`);
    return code;
  }
  const { language } = terminal;
  const word = terminal.errColors.red(mainTexts("error").in(language));
  const said = mainTexts("our-bug", { message: printableMessage(messageOf(error)) }).in(language);
  terminal.err(`${word} ${said}\n${mainTexts("report-it").in(language)}\n`);
  if (debug && error instanceof Error) terminal.err(`${error.stack}\n`);
  return exitCodes.internal;
}

/** Only help and version are no mistakes. */
function reportCommandLine(
  error: CommanderError,
  program: Command | undefined,
  terminal: Terminal,
): ExitCode {
  if (error.exitCode === 0) return exitCodes.ok;
  // Where a command is missing, Commander has printed the help in place of an error.
  if (program && error.code !== "commander.help") {
    terminal.err(`${commanderErrorText(error, program).in(terminal.language)}\n`);
  }
  return exitCodes.usage;
}

/** The first signal asks the command to end in order, a second one ends it at once. */
function watchSignals(
  process: NodeJS.Process,
  terminal: Terminal,
): { readonly signal: AbortSignal; exitCode(): ExitCode | undefined } {
  const controller = new AbortController();
  // Every delivery under way listens to it; that is no leak.
  setMaxListeners(0, controller.signal);
  let code: ExitCode | undefined;
  const watch = (name: NodeJS.Signals, ended: ExitCode): void => {
    process.on(name, () => {
      if (code !== undefined) process.exit(ended);
      code = ended;
      terminal.progress(`\n${mainTexts("stopping").in(terminal.language)}\n`);
      // Nobody waits for the rest of what a person was to type.
      terminal.stdin().destroy();
      controller.abort(new MocklarkError("USAGE", mainTexts("stopped-by", { name })));
    });
  };
  watch("SIGHUP", exitCodes.hungUp);
  watch("SIGINT", exitCodes.interrupted);
  watch("SIGTERM", exitCodes.terminated);
  return { signal: controller.signal, exitCode: () => code };
}
