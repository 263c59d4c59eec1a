import { displayWidth } from "../base/display-width.js";
import { createTexts, type Language, type Text, verbatim } from "../base/text.js";
import { wrapWords } from "../base/wrap-words.js";
import { Help, type Option } from "./commander.js";
import { DescribedArgument, DescribedOption, descriptionOf } from "./described.js";

const texts = createTexts("cli/help", {
  default: {
    en: ({ value }: { value: string }) => `default: ${value}`,
    zh: ({ value }) => `默认：${value}`,
  },
  env: {
    en: ({ name }: { name: string }) => `env: ${name}`,
    zh: ({ name }) => `环境变量：${name}`,
  },
  "with-facts": {
    en: ({ description, facts }: { description: string; facts: readonly string[] }) =>
      `${description} (${facts.join(", ")})`,
    zh: ({ description, facts }) => `${description}（${facts.join("，")}）`,
  },
  Usage: { en: "Usage:", zh: "用法：" },
  Arguments: { en: "Arguments:", zh: "参数：" },
  Options: { en: "Options:", zh: "选项：" },
  Commands: { en: "Commands:", zh: "命令：" },
  options: { en: "[options]", zh: "[选项]" },
  command: { en: "[command]", zh: "[命令]" },
  help: { en: "display help for command", zh: "显示命令的帮助" },
  version: { en: "print the version", zh: "打印版本号" },
});

/** What Commander itself says, by its English. */
const ownWords: ReadonlyMap<string, Text> = new Map(
  [
    texts("Usage"),
    texts("Arguments"),
    texts("Options"),
    texts("Commands"),
    texts("options"),
    texts("command"),
    texts("help"),
    texts("version"),
  ].map((text) => [text.in("en"), text]),
);

export const versionText = texts("version");

/** How Commander's help is made in this language: descriptions are texts until then. */
export function wordedHelp(language: Language): Partial<Help> {
  const own = (english: string): string => ownWords.get(english)?.in(language) ?? english;
  return {
    styleTitle: own,
    styleOptionText: own,
    styleArgumentText: own,
    styleSubcommandText: own,
    styleCommandText: own,
    commandDescription: (command) =>
      descriptionOf(command)?.in(language) ?? own(command.description()),
    subcommandDescription: (command) =>
      descriptionOf(command)?.in(language) ?? own(command.description()),
    argumentDescription: (argument) =>
      argument instanceof DescribedArgument
        ? argument.text.in(language)
        : own(argument.description),
    optionDescription: (option) => optionText(option).in(language),
    // In English lines break where Commander breaks them.
    ...(language !== "en" && {
      displayWidth,
      // Behind a wide colon stands no space.
      formatHelp: (command, help) =>
        Help.prototype.formatHelp.call(help, command, help).replace(/： /, "："),
      boxWrap: (text, width) => (width < 40 ? text : wrapWords(text, { width })),
    }),
  };
}

function optionText(option: Option): Text {
  const description =
    option instanceof DescribedOption
      ? option.text
      : (ownWords.get(option.description) ?? verbatim(option.description));
  const facts = [...defaultOf(option), ...envOf(option)];
  return facts.length === 0 ? description : texts("with-facts", { description, facts });
}

/** Of a flag with a value: a switch is off where it is not said. */
function defaultOf(option: Option): Text[] {
  if (option.defaultValue === undefined || !(option.required || option.optional)) return [];
  const text = option instanceof DescribedOption ? option.defaultText : undefined;
  const value = text ?? option.defaultValueDescription ?? JSON.stringify(option.defaultValue);
  return [texts("default", { value })];
}

const envOf = ({ envVar }: Option): Text[] =>
  envVar === undefined ? [] : [texts("env", { name: envVar })];
