import type { Command } from "commander";
import { resolve } from "node:path";
import { codeFrame, parseDocument, type SourceDocument } from "../base/document.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { readBoundedFile } from "../base/read-bounded-file.js";
import { isRecord } from "../base/json-path.js";
import { suggestion } from "../base/suggestions.js";
import type { Text } from "../base/text.js";
import { DescribedOption } from "./described.js";
import { InvalidArgument, invalidArgumentText } from "./invalid-argument.js";
import { secretsIn } from "./secrets-at-hand.js";
import type { Terminal } from "./terminal.js";
import { fileTexts } from "./texts/file-texts.js";
import { flagTexts } from "./texts/flag-texts.js";

export interface ConfigFileOptions {
  readonly terminal: Terminal;
  /** Every command there is, to tell a key of another command from a mistake. */
  readonly everyCommand: () => Promise<readonly Command[]>;
  /** The file, relative to the terminal's folder. */
  readonly file: string;
}

/**
 * Fills in what neither the command line nor the environment said. Keys are flag names; those at the
 * top hold for every command that has the flag, those under a command's name only for it. `events` maps event
 * types to files, each as `--event TYPE=FILE` does; a flag that takes NAME=VALUE may be such a mapping as well.
 * @throws MocklarkError with file, line and column for an unknown key, also one meant for another
 *   command, or a value the flag refuses
 */
export async function applyConfigFile(
  command: Command,
  { terminal, everyCommand, file }: ConfigFileOptions,
): Promise<void> {
  const source = await parseDocument(readText(resolve(terminal.cwd, file)), file);
  // What complains about the file may quote it.
  for (const secrets of secretsIn(source.value)) terminal.hide(secrets);
  if (!isRecord(source.value)) throw invalid(source, [], fileTexts("expected-flags-to-values"));
  const commands = await everyCommand();
  for (const [key, value] of Object.entries(source.value)) {
    if (key === "$schema" || key === "events") continue;
    const isMap = commands.flatMap(optionsOf).some((one) => one.name() === key && takesMap(one));
    if (isRecord(value) && !isMap) applySection(command, commands, source, key, value);
    else applyTopLevel(command, commands, source, key, value);
  }
  const { events } = source.value;
  if (events !== undefined) applyEvents(command, source, events);
}

/** Types beside those that `event` names. */
function applyEvents(command: Command, source: SourceDocument, events: unknown): void {
  if (!isRecord(events)) {
    throw invalid(source, ["events"], fileTexts("expected-types-to-files"));
  }
  for (const [name, file] of Object.entries(events)) {
    if (!/^[\w.]+$/.test(name)) throw invalid(source, ["events", name], fileTexts("expected-type"));
    if (typeof file !== "string" || file.trim() === "") {
      throw invalid(source, ["events", name], fileTexts("expected-file", { found: found(file) }));
    }
  }
  if (!hasFlag(command, "event")) return;
  const said = command.getOptionValueSource("event");
  if (said === "cli" || said === "env") return;
  const named = said === "config" ? (command.getOptionValue("event") as readonly string[]) : [];
  const given = Object.entries(events).map(([name, file]) => `${name}=${String(file)}`);
  command.setOptionValueWithSource("event", [...named, ...given], "config");
}

function applyTopLevel(
  command: Command,
  commands: readonly Command[],
  source: SourceDocument,
  key: string,
  value: unknown,
): void {
  if (hasFlag(command, key)) return applyValue(command, source, [key], value);
  if (commands.some((one) => one.name() === key))
    throw invalid(source, [key], fileTexts("expected-flags"));
  const known = ["events", ...commands.flatMap(flagsOf)];
  if (!known.includes(key))
    throw invalid(source, [key], fileTexts("no-such-flag", { key }), suggestion(key, known));
}

function applySection(
  command: Command,
  commands: readonly Command[],
  source: SourceDocument,
  name: string,
  section: Readonly<Record<string, unknown>>,
): void {
  const names = commands.map((one) => one.name());
  const owner = commands.find((one) => one.name() === name);
  if (!owner)
    throw invalid(
      source,
      [name],
      fileTexts("unknown-command", { name }),
      suggestion(name, ["events", ...names]),
    );
  const known = flagsOf(owner);
  for (const [key, value] of Object.entries(section)) {
    if (!known.includes(key))
      throw invalid(
        source,
        [name, key],
        fileTexts("unknown-flag", { key }),
        suggestion(key, known),
      );
    if (sectionOf(command) === name) applyValue(command, source, [name, key], value);
  }
}

/** A subcommand such as "report merge" takes its flags from its parent's section. */
function sectionOf(command: Command): string {
  return command.parent?.parent ? sectionOf(command.parent) : command.name();
}

const optionsOf = (command: Command): CommanderOption[] => [
  ...command.options,
  ...command.commands.flatMap(optionsOf),
];

const flagsOf = (command: Command): string[] => optionsOf(command).map((option) => option.name());

const hasFlag = (command: Command, key: string): boolean =>
  command.options.some((option) => option.name() === key);

function applyValue(
  command: Command,
  source: SourceDocument,
  steps: readonly string[],
  value: unknown,
): void {
  const option = command.options.find((one) => one.name() === steps.at(-1));
  if (!option) return;
  const attribute = option.attributeName();
  const said = command.getOptionValueSource(attribute);
  if (said === "cli" || said === "env") return;
  const read =
    isRecord(value) && takesMap(option)
      ? readMap(option, source, steps, value)
      : orInvalid(source, steps, () => readValue(option, value));
  command.setOptionValueWithSource(attribute, read, "config");
}

/** Each of its members as `NAME=VALUE` on the command line. */
const readMap = (
  option: CommanderOption,
  source: SourceDocument,
  steps: readonly string[],
  map: Readonly<Record<string, unknown>>,
): unknown =>
  Object.entries(map).reduce<unknown>(
    (previous, [name, value]) =>
      orInvalid(source, [...steps, name], () =>
        parserOf(option)(`${name}=${textOf(value)}`, previous),
      ),
    undefined,
  );

function orInvalid(source: SourceDocument, steps: readonly string[], read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    const problem = fileTexts("refused-value", { problem: invalidArgumentText(error) });
    throw invalid(source, steps, problem);
  }
}

type CommanderOption = Command["options"][number];

/** A config value goes through the flag's own parser, so both accept the same. */
function readValue(option: CommanderOption, value: unknown): unknown {
  if (option.isBoolean() || option.negate) {
    if (typeof value === "boolean") return option.negate ? !value : value;
    throw new InvalidArgument(fileTexts("expected-true-or-false", { found: found(value) }));
  }
  const values = Array.isArray(value) && takesList(option) ? value : [value];
  const parse = parserOf(option);
  return values.reduce<unknown>((previous, one) => parse(textOf(one), previous), undefined);
}

const parserOf = (option: CommanderOption): ((text: string, previous: unknown) => unknown) =>
  option.parseArg ?? ((text) => text);

const takesList = (option: CommanderOption): boolean =>
  option instanceof DescribedOption && option.isList;

const takesMap = ({ flags }: CommanderOption): boolean => flags.endsWith("<name=value>");

/** What a shell would hand over; it knows no lists and no null. */
function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new InvalidArgument(fileTexts("expected-text-or-number", { found: found(value) }));
}

function readText(path: string): string {
  try {
    return readBoundedFile(path).toString("utf8");
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      fileTexts("config-unreadable", { path, why: fileProblemText(error) }),
      {
        remedy: flagTexts("check-path", { flag: "--config" }),
        cause: error,
      },
    );
  }
}

function invalid(
  source: SourceDocument,
  steps: readonly string[],
  problem: Text,
  remedy?: Text,
): MocklarkError {
  const { line, column } = source.locate(steps);
  return new MocklarkError(
    "INVALID_DOCUMENT",
    fileTexts("config-unusable", { file: source.file, line, column, problem }),
    { frame: codeFrame(source.text, { line, column }), ...definedOnly({ remedy }) },
  );
}

const found = (value: unknown): string => JSON.stringify(value) ?? "undefined";
