import pc from "picocolors";
import { readLanguage } from "../base/language.js";
import { printable, printableInColor } from "../base/printable.js";
import { type Language, languages } from "../base/text.js";
import { withoutWorkflowCommands } from "../base/workflow-commands.js";
import { createSecretMask, type SecretMask, type Secrets } from "../event/secret-mask.js";
import { endWhenOutputFails } from "./end-when-output-fails.js";

/** Where a command reads and writes. Data goes to `out`; progress, logs and errors go to `err`. */
export interface Terminal {
  /**
   * Whole lines; nothing in them but our own colours acts on a terminal or on GitHub's runner.
   * Resolves when the text has been handed on, so that a slow reader slows the writer.
   */
  out(text: string): Promise<void>;
  /** The same for events and requests that were asked for: they stay whole, token and all, but on a terminal. */
  data(text: string): Promise<void>;
  /** The same for workflow commands of our own ("::error …"), which are to act on GitHub's runner. */
  command(text: string): Promise<void>;
  err(text: string): void;
  /** Progress: like `err`, but silent with --quiet. */
  progress(text: string): void;
  /** A line that replaces itself on a terminal; nothing elsewhere and with --quiet. */
  live(text: string): void;
  /** What everything a person reads is worded in. */
  readonly language: Language;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly isTerminal: boolean;
  /** How wide standard output is; undefined where it is no terminal. */
  readonly columns: number | undefined;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly errColors: ReturnType<typeof pc.createColors>;
  quiet: boolean;
  /** From now on these appear in nothing that is printed but `data`. */
  hide(secrets: Secrets): void;
  /** Standard input, untouched until somebody asks for it. */
  stdin(): NodeJS.ReadStream;
}

export function createTerminal(process: NodeJS.Process): Terminal {
  const colored = (stream: NodeJS.WriteStream): boolean => isColored(process.env, stream.isTTY);
  const language = languageFor(process);
  endWhenOutputFails(process, language);
  let liveShown = false;
  const masks: SecretMask[] = [];
  const mask = (text: string): string => masks.reduce((masked, one) => one.text(masked), text);

  function clearLive(): void {
    if (liveShown) process.stderr.write("\r\u001b[K");
    liveShown = false;
  }

  /** One listener for all who wait: not everybody awaits a line before the next. */
  let drained: Promise<void> | undefined;

  async function write(text: string): Promise<void> {
    clearLive();
    if (process.stdout.write(text)) return;
    drained ??= new Promise((resolve) => {
      process.stdout.once("drain", () => {
        drained = undefined;
        resolve();
      });
    });
    await drained;
  }

  const terminal: Terminal = {
    out: (text) => write(harmless(mask(text))),
    data: (text) => write(process.stdout.isTTY ? printable(text) : text),
    command: (text) => write(printable(mask(text))),
    err: (text) => {
      clearLive();
      process.stderr.write(harmless(mask(text)));
    },
    progress: (text) => {
      if (!terminal.quiet) terminal.err(text);
    },
    live: (text) => {
      if (terminal.quiet || !process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${harmless(mask(text).replaceAll(/\r?\n/g, " "))}`);
      liveShown = true;
    },
    language,
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    colors: pc.createColors(colored(process.stdout)),
    errColors: pc.createColors(colored(process.stderr)),
    quiet: false,
    hide: (secrets) => void masks.push(createSecretMask(secrets)),
    stdin: () => process.stdin,
  };
  return terminal;
}

/** `--lang` counts before anything is parsed: help and errors have to be worded too. */
function languageFor({ argv, env }: NodeJS.Process): Language {
  const at = argv.findIndex((word) => /^--lang(=|$)/.test(word));
  const given = at < 0 ? undefined : (/=(.*)/.exec(argv[at] ?? "")?.[1] ?? argv[at + 1]);
  return languages.find((one) => one === given) ?? readLanguage(env);
}

/** A reporter may begin a text by erasing its own progress from the line. */
// oxlint-disable-next-line no-control-regex -- it begins with one
const erasing = /^\r\u001B\[2K/;

/** The last place that makes text from outside printable, should its caller have forgotten it. */
function harmless(text: string): string {
  const erased = erasing.exec(text)?.[0] ?? "";
  return erased + withoutWorkflowCommands(printableInColor(text.slice(erased.length)));
}

/** @see https://no-color.org and https://force-color.org; FORCE_COLOR=0 is how Node itself says no. */
function isColored(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { NO_COLOR: refused, FORCE_COLOR: forced, TERM: kind } = env;
  if (refused !== undefined && refused !== "") return false;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal && kind !== "dumb";
}
