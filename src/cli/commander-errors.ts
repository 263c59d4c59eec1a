import { createTexts, type Text, verbatim } from "../base/text.js";
import type { Command, CommanderError } from "./commander.js";
import { DescribedArgument, DescribedOption } from "./described.js";

type Values = readonly string[];

/** Commander gives its own English; the values are what stands in quotes in it. */
interface Said {
  readonly message: string;
  readonly values: Values;
}

const texts = createTexts("cli/commander", {
  "commander.missingArgument": {
    en: ({ message }: Said) => message,
    zh: ({ values: [name] }) => `错误：缺少参数「${name}」`,
  },
  "commander.optionMissingArgument": {
    en: ({ message }: Said) => message,
    zh: ({ values: [flags] }) => `错误：选项「${flags}」缺少值`,
  },
  "commander.missingMandatoryOptionValue": {
    en: ({ message }: Said) => message,
    zh: ({ values: [flags] }) => `错误：必须给出选项「${flags}」`,
  },
  "commander.conflictingOption": {
    en: ({ message }: Said) => message,
    zh: ({ values: [one, other] }) => `错误：「${one}」不能与「${other}」一起使用`,
  },
  "commander.unknownOption": {
    en: ({ message }: Said) => message,
    zh: ({ values: [flag, ...meant] }) => `错误：没有选项「${flag}」${didYouMean(meant)}`,
  },
  "commander.unknownCommand": {
    en: ({ message }: Said) => message,
    zh: ({ values: [name, ...meant] }) => `错误：没有命令「${name}」${didYouMean(meant)}`,
  },
  "commander.excessArguments": {
    en: ({ message }: Said) => message,
    zh: ({ values: [name, expected, given] }) =>
      `错误：${name === "" ? "" : `「${name}」的`}参数过多，最多 ${expected} 个，实际给出 ${given} 个。`,
  },
  "of-option": {
    en: ({ message }: Refused) => message,
    zh: ({ target, value, why }) => `错误：选项「${target}」的值「${value}」无效。${why}`,
  },
  "of-environment": {
    en: ({ message }: Refused & { variable: string }) => message,
    zh: ({ target, value, variable, why }) =>
      `错误：环境变量「${variable}」给选项「${target}」的值「${value}」无效。${why}`,
  },
  "of-argument": {
    en: ({ message }: Refused) => message,
    zh: ({ target, value, why }) => `错误：参数「${target}」的值「${value}」无效。${why}`,
  },
});

interface Refused {
  readonly message: string;
  readonly target: string;
  readonly value: string;
  readonly why: string;
}

/** Where the values stand in what Commander 14 says, by the code of the error. */
const patterns = {
  "commander.missingArgument": /^error: missing required argument '(.*)'$/s,
  "commander.optionMissingArgument": /^error: option '(.*)' argument missing$/s,
  "commander.missingMandatoryOptionValue": /^error: required option '(.*)' not specified$/s,
  "commander.conflictingOption":
    /^error: (?:option|environment variable) '(.*)' cannot be used with (?:option|environment variable) '(.*)'$/s,
  "commander.unknownOption":
    /^error: unknown option '(.*?)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/s,
  "commander.unknownCommand":
    /^error: unknown command '(.*?)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/s,
  "commander.excessArguments":
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.$/s,
} as const;

type Code = keyof typeof patterns;

const isKnown = (code: string): code is Code => Object.hasOwn(patterns, code);

/** What Commander found wrong with a command line, as a text. The English is Commander's own. */
export function commanderErrorText(error: CommanderError, program: Command): Text {
  const { code } = error;
  // A value behind a flag we do not know may be a key behind a misspelt one.
  const message = error.message.replace(/(unknown option '--[^=']+)=.*'/, "$1'");
  if (code === "commander.invalidArgument") return refusalText(message, program);
  const found = isKnown(code) ? patterns[code].exec(message) : null;
  if (!isKnown(code) || !found) return verbatim(message);
  return texts(code, { message, values: found.slice(1).map((value) => value ?? "") });
}

/** Whichever parser has refused a value: no other is asked after it. */
function refusalText(message: string, program: Command): Text {
  for (const command of allOf(program)) {
    for (const option of command.options) {
      if (!(option instanceof DescribedOption) || !option.refusal) continue;
      const { flags: target, refusal, envVar: variable = "" } = option;
      return message.includes(`' from env '${variable}' is invalid. `)
        ? texts("of-environment", { message, target, ...refusal, variable })
        : texts("of-option", { message, target, ...refusal });
    }
    for (const argument of command.registeredArguments) {
      if (!(argument instanceof DescribedArgument) || !argument.refusal) continue;
      return texts("of-argument", { message, target: argument.name(), ...argument.refusal });
    }
  }
  return verbatim(message);
}

const allOf = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(allOf),
];

/** Commander lists what is near: "a, b, c". */
function didYouMean([meant = ""]: Values): string {
  return meant === "" ? "" : `\n（是否想写 ${meant.split(", ").join("、")}？）`;
}
