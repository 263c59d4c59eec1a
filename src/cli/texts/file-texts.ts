import { createTexts } from "../../base/text.js";

/** Files that commands read and write, what is in them, and `mocklark validate`. */
export const fileTexts = createTexts("cli/file", {
  "standard-input": { en: "standard input", zh: "标准输入" },
  "empty-name": {
    en: "Failed to read a file: its name is empty.",
    zh: "无法读取文件：文件名为空。",
  },
  "empty-name-remedy": { en: "Name the file, or leave it out.", zh: "填写文件名，或去掉它。" },
  "cannot-read": {
    en: ({ name, why }: { name: string; why: string }) => `Failed to read ${name}: ${why}.`,
    zh: ({ name, why }) => `无法读取 ${name}：${why}。`,
  },
  "check-the-path": { en: "Check the path.", zh: "检查路径。" },
  "too-long": {
    en: ({ name }: { name: string }) => `Failed to read ${name}: it is longer than 256 MB.`,
    zh: ({ name }) => `无法读取 ${name}：超过 256 MB。`,
  },
  "split-it": { en: "Split it.", zh: "拆分后重试。" },
  "cannot-write-to": {
    en: ({ folder, why }: { folder: string; why: string }) =>
      `Failed to write to ${folder}: ${why}.`,
    zh: ({ folder, why }) => `无法写入 ${folder}：${why}。`,
  },
  "folder-to-write": {
    en: "Name a folder you may write to after --out.",
    zh: "在 --out 之后换一个可写的文件夹。",
  },
  "are-there": {
    en: ({ folder, names }: { folder: string; names: readonly string[] }) =>
      `Failed to write to ${folder}: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} there already.`,
    zh: ({ folder, names }) => `无法写入 ${folder}：${names.join("、")} 已存在。`,
  },
  "are-there-remedy": {
    en: "Name another folder after --out, or overwrite with --force.",
    zh: "在 --out 之后换一个文件夹，或用 --force 覆盖。",
  },
  "is-a-folder": {
    en: ({ folder, name }: { folder: string; name: string }) =>
      `Failed to write to ${folder}: ${name} is a folder there.`,
    zh: ({ folder, name }) => `无法写入 ${folder}：其中的 ${name} 是文件夹。`,
  },
  "other-folder": {
    en: "Name another folder after --out.",
    zh: "在 --out 之后换一个文件夹。",
  },

  "make-known": {
    en: ({ file }: { file: string }) =>
      `Say --event ${file} as well, which takes the file as a sample, or --event TYPE=FILE with a JSON Schema.`,
    zh: ({ file }) =>
      `同时使用 --event ${file}（把该文件当作样例），或用 --event TYPE=FILE 给出 JSON Schema。`,
  },
  "unknown-type": {
    en: ({ file, type }: { file: string; type: string }) =>
      `Failed to use ${file}: nothing is known of its type "${type}".`,
    zh: ({ file, type }) => `无法使用 ${file}：未知的事件类型「${type}」。`,
  },
  "unknown-type-remedy": {
    en: ({ howToMakeKnown }: { howToMakeKnown: string }) =>
      `${howToMakeKnown} To send it unchecked, say --allow-invalid.`,
    zh: ({ howToMakeKnown }) => `${howToMakeKnown}不检查就推送，请使用 --allow-invalid。`,
  },
  "type-not-shipped": {
    en: ({ type }: { type: string }) =>
      `Failed to find the event type "${type}": no sample of it comes with mocklark.`,
    zh: ({ type }) => `无法找到事件类型「${type}」：mocklark 没有自带它的样例。`,
  },
  "type-not-shipped-remedy": {
    en: ({ type, names }: { type: string; names: readonly string[] }) =>
      `Give a file with one event of it, as Feishu sends it, or --event ${type}=FILE with a JSON Schema. These come with mocklark: ${names.join(", ")}.`,
    zh: ({ type, names }) =>
      `给出包含一个该类型真实事件的文件，或用 --event ${type}=FILE 给出 JSON Schema。mocklark 自带：${names.join("、")}。`,
  },

  validate: {
    en: "check events, scenarios, tenants, baselines, reports, captures and config files; NDJSON files hold an event or a capture a line",
    zh: "校验事件、场景、租户、基线、报告、录制和配置文件的格式；NDJSON 文件每行一个事件或一条录制",
  },
  files: { en: "JSON, NDJSON or YAML", zh: "JSON、NDJSON 或 YAML" },
  valid: { en: "valid", zh: "有效" },
  note: { en: "note", zh: "注意" },
  "nothing-known": {
    en: ({ type, howToMakeKnown }: { type: string; howToMakeKnown: string }) =>
      `Nothing is known of the type "${type}". ${howToMakeKnown}`,
    zh: ({ type, howToMakeKnown }) => `未知的事件类型「${type}」。${howToMakeKnown}`,
  },
  "no-document": {
    en: ({ file }: { file: string }) => `Failed to validate ${file}: it is no known document.`,
    zh: ({ file }) => `无法校验 ${file}：不是已知的文件类型。`,
  },
  "no-document-remedy": {
    en: "An event has schema, header and event; a scenario has name and steps; a tenant has name, and people or rooms; a baseline has known; a config file is called mocklark.config.yaml.",
    zh: "事件须有 schema、header 和 event；场景须有 name 和 steps；租户须有 name，以及 people 或 rooms；基线须有 known；配置文件名为 mocklark.config.yaml。",
  },

  "config-unusable": {
    en: ({ file, line, column, problem }: Placed) =>
      `Failed to use ${file}: line ${line}, column ${column}: ${problem}.`,
    zh: ({ file, line, column, problem }) =>
      `无法使用 ${file}：第 ${line} 行第 ${column} 列：${problem}。`,
  },
  "config-unreadable": {
    en: ({ path, why }: { path: string; why: string }) =>
      `Failed to read the config file ${path}: ${why}.`,
    zh: ({ path, why }) => `无法读取配置文件 ${path}：${why}。`,
  },
  "expected-flags-to-values": {
    en: "expected a mapping of flag names to values",
    zh: "应为选项名到值的映射",
  },
  "expected-types-to-files": {
    en: "expected a mapping of event types to files",
    zh: "应为事件类型到文件的映射",
  },
  "expected-type": { en: "expected an event type", zh: "应为事件类型" },
  "expected-file": {
    en: ({ found }: { found: string }) => `expected a file, found ${found}`,
    zh: ({ found }) => `应为文件，实际为 ${found}`,
  },
  "expected-flags": { en: "expected a mapping of flags", zh: "应为选项的映射" },
  "expected-true-or-false": {
    en: ({ found }: { found: string }) => `expected true or false, found ${found}`,
    zh: ({ found }) => `应为 true 或 false，实际为 ${found}`,
  },
  "expected-text-or-number": {
    en: ({ found }: { found: string }) => `expected a text or a number, found ${found}`,
    zh: ({ found }) => `应为文本或数字，实际为 ${found}`,
  },
  "no-such-flag": {
    en: ({ key }: { key: string }) => `no command has a flag "${key}"`,
    zh: ({ key }) => `没有任何命令有选项「${key}」`,
  },
  "unknown-command": {
    en: ({ name }: { name: string }) => `unknown command "${name}"`,
    zh: ({ name }) => `没有命令「${name}」`,
  },
  "unknown-flag": {
    en: ({ key }: { key: string }) => `unknown flag "${key}"`,
    zh: ({ key }) => `没有选项「${key}」`,
  },
  "refused-value": {
    en: ({ problem }: { problem: string }) => problem.replace(/\.$/, ""),
    zh: ({ problem }) => problem.replace(/。$/, ""),
  },

  "no-such-rule": {
    en: ({ text, isPair }: { text: string; isPair: boolean }) =>
      `Failed to set the rule ${text}: ${isPair ? "there is no such rule" : "it is not name=value"}.`,
    zh: ({ text, isPair }) =>
      `无法设置规则 ${text}：${isPair ? "没有这条规则" : "格式不是 name=value"}。`,
  },
  "rules-are": {
    en: ({ names }: { names: readonly string[] }) => `There are: ${names.join(", ")}.`,
    zh: ({ names }) => `可用的规则：${names.join("、")}。`,
  },
  "rule-value": {
    en: ({ name, text }: { name: string; text: string }) =>
      `Failed to set the rule ${name}: ${text}.`,
    zh: ({ name, text }) => `无法设置规则 ${name}：值 ${text} 无效。`,
  },
  "give-true-or-false": { en: "Give true or false.", zh: "填写 true 或 false。" },
  "give-a-number": { en: "Give a number.", zh: "填写数字。" },
});

interface Placed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}
