import { format } from "prettier";
import { cellsInChinese, linesInChinese, textsInChinese } from "./matrix-words.js";

/**
 * A page about receivers on SDKs or libraries in Chinese: the same results, code and order as in English.
 * @throws Error when matrix-words.ts lacks the words for a line
 */
export async function inChinese(page: string): Promise<string> {
  const parts = page.split(/^(```[^]*?^```$)/m);
  const text = parts.map((part, at) => (at % 2 === 1 ? part : proseInChinese(part))).join("");
  return format(text, {
    parser: "markdown",
    embeddedLanguageFormatting: "off",
    printWidth: 100,
  });
}

const proseInChinese = (text: string): string => text.split("\n").map(lineInChinese).join("\n");

function lineInChinese(line: string): string {
  if (line === "") return line;
  if (line.startsWith("|")) return rowInChinese(line);
  const whole = linesInChinese[line];
  if (whole !== undefined) return whole;
  for (const [pattern, say] of patterns) {
    const match = pattern.exec(line);
    if (match) return say(match);
  }
  throw new Error(`matrix-words.ts does not say this in Chinese: ${line}`);
}

const rowInChinese = (line: string): string =>
  line
    .split("|")
    .map((cell) => ` ${cellInChinese(cell.trim())} `)
    .join("|")
    .trim();

function cellInChinese(cell: string): string {
  const counts = cell.replaceAll(
    /(\d+) _(must|should)_(, )?/g,
    (_all, count: string, severity: string, more: string | undefined) =>
      `「${severityInChinese(severity)}」${count} 项${more ? "，" : ""}`,
  );
  return cellsInChinese[cell] ?? counts.replace(/ sample$/, " 示例").replace(/ complete$/, " 完整");
}

type Pattern = readonly [RegExp, (match: RegExpExecArray) => string];

/** What is measured or listed stands in these lines; the rest is in linesInChinese as it is. */
const patterns: readonly Pattern[] = [
  // A language, or a library and its version.
  [/^### (?:Node|Go|Python|Java|.+ [\d.]+)$/, ([line]) => line],
  [/^Measured on (\S+) with (.+):$/, ([, day, tool]) => `${day} 用 ${tool} 测得：`],
  // "- Node: `…` 1.74.0 on Node.js 20.20.2"
  [
    /^- (\S+): (`[^`]+`) (\S+) on (.+)$/,
    ([, name, sdk, version, runtime]) => `- ${name}：${sdk} ${version}，运行于 ${runtime}`,
  ],
  // "- Satori: `…` 3.12.4, from npm"
  [
    /^- (\S+): (`[^`]+`) (\S+), from (.+)$/,
    ([, name, library, version, registry]) => `- ${name}：${library} ${version}，来自 ${registry}`,
  ],
  // "- `check` – should with an Encrypt Key, must without one. The event …"
  [
    /^- (`[^`]+`) – ([^.]+)\. (.+)$/,
    ([, check, severity, reason]) =>
      `- ${check}：${severitiesInChinese(severity)}。${said(reason)}`,
  ],
  // "**What mends it** ([file](path)) – `check`, `check`"
  [
    /^\*\*(.+)\*\* \((\[.+\]\()\.\.\/(.+\))\)(?: – (.+))?$/,
    ([, title, name, path, checks]) =>
      `**${said(title)}**（${name}../../${path}）${checks === undefined ? "" : `：${checks.replaceAll(", ", "、")}`}`,
  ],
  // "- `check`, `check`: Not decided. …" and "- `check`: No event_id is remembered. (`file`)"
  [
    /^- ((?:`[^`]+`(?:, )?)+): Not decided\. (.+)$/,
    ([, checks, reason]) => `- ${listed(checks)}：无法判定。${said(reason)}`,
  ],
  [
    /^- ((?:`[^`]+`(?:, )?)+): (.+) \((`[^`]+`)\)$/,
    ([, checks, why, file]) => `- ${listed(checks)}：${said(why)}（${file}）`,
  ],
];

const listed = (checks = ""): string => checks.replaceAll(", ", "、");

/** @throws Error when there are no words for it */
function said(text = ""): string {
  const words = textsInChinese[text];
  if (words === undefined) throw new Error(`matrix-words.ts does not say this in Chinese: ${text}`);
  return words;
}

/** "must" and "should with an Encrypt Key, must without one" */
const severitiesInChinese = (severities = ""): string =>
  severities
    .split(", ")
    .map((one) => {
      const [severity = "", ...when] = one.split(" ");
      return `${whenInChinese[when.join(" ")]}${severityInChinese(severity)}`;
    })
    .join("，");

const whenInChinese: Readonly<Record<string, string>> = {
  "": "",
  "with an Encrypt Key": "配置了 Encrypt Key 时为",
  "without one": "没有时为",
  "by long connection": "长连接时为",
};

const severityInChinese = (severity: string): string => cellsInChinese[severity] ?? severity;
