import type { Command } from "commander";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { codeFrame, parseDocument, type SourceDocument } from "../base/document.js";
import { MocklarkError, messageOf } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { didYouMean } from "../base/suggestions.js";
import type { Terminal } from "./terminal.js";

const defaultNames = ["mocklark.config.yaml", "mocklark.config.yml", "mocklark.config.json"];

/**
 * Fills in what neither the command line nor the environment said. Keys are flag names; those at the
 * top hold for every command that has the flag, those under a command's name only for it.
 * @throws MocklarkError with file, line and column for an unknown key or a value the flag refuses
 */
export async function applyConfigFile(
  command: Command,
  { terminal, path }: { readonly terminal: Terminal; readonly path?: string },
): Promise<void> {
  const file = path ?? defaultNames.find((name) => existsSync(resolve(terminal.cwd, name)));
  if (file === undefined) return;
  const source = await parseDocument(readText(resolve(terminal.cwd, file)), file);
  if (!isRecord(source.value))
    throw invalid(source, [], "expected a mapping of flag names to values");
  const siblings = command.parent?.commands.map((one) => one.name()) ?? [];
  for (const [key, value] of Object.entries(source.value)) {
    if (key === "$schema") continue;
    if (isRecord(value)) {
      if (key === command.name()) applySection(command, source, [key], value);
      continue;
    }
    if (hasFlag(command, key)) applyValue(command, source, [key], value);
    else if (siblings.includes(key)) throw invalid(source, [key], "expected a mapping of flags");
  }
}

function applySection(
  command: Command,
  source: SourceDocument,
  steps: readonly string[],
  section: Readonly<Record<string, unknown>>,
): void {
  for (const [key, value] of Object.entries(section)) {
    if (!hasFlag(command, key)) {
      const known = command.options.map((option) => option.name());
      throw invalid(source, [...steps, key], `unknown flag "${key}"`, didYouMean(key, known));
    }
    applyValue(command, source, [...steps, key], value);
  }
}

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
  try {
    command.setOptionValueWithSource(attribute, readValue(option, value), "config");
  } catch (error) {
    throw invalid(source, steps, messageOf(error));
  }
}

type CommanderOption = Command["options"][number];

/** A config value goes through the flag's own parser, so both accept the same. */
function readValue(option: CommanderOption, value: unknown): unknown {
  if (option.isBoolean()) {
    if (typeof value === "boolean") return value;
    throw new Error(`expected true or false, found ${JSON.stringify(value)}`);
  }
  const parse = option.parseArg;
  if (!parse) return String(value);
  const values = Array.isArray(value) ? value : [value];
  return values.reduce<unknown>((previous, one) => parse(String(one), previous), undefined);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      `Failed to read the config file ${path}: ${messageOf(error)}.`,
      {
        remedy: "Check the path after --config.",
        cause: error,
      },
    );
  }
}

function invalid(
  source: SourceDocument,
  steps: readonly string[],
  problem: string,
  remedy = "",
): MocklarkError {
  const position = source.locate(steps);
  return new MocklarkError(
    "INVALID_DOCUMENT",
    `Failed to use ${source.file}: line ${position.line}, column ${position.column}: ${problem}.`,
    { frame: codeFrame(source.text, position), ...(remedy === "" ? {} : { remedy }) },
  );
}
