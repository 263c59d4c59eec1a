import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The pages as a newcomer walks them: each ends with a link to the one after it. */
export const pagesInOrder = [
  "README.md",
  "docs/start.md",
  "docs/check.md",
  "docs/official-sample.md",
  "docs/events.md",
  "docs/send-and-scenarios.md",
  "docs/record.md",
  "docs/long-connection.md",
  "docs/tenant-and-console.md",
  "docs/tenant-events.md",
  "docs/in-your-tests.md",
  "docs/ci.md",
  "docs/load.md",
  "docs/reference/commands.md",
  "docs/reference/checks.md",
  "docs/reference/causes.md",
  "docs/reference/exit-codes.md",
  "docs/reference/schemas.md",
  "docs/how-we-know.md",
  "docs/kill-matrix.md",
  "docs/kill-matrix-long-connection.md",
  "docs/sdk-matrix.md",
  "docs/third-party-matrix.md",
] as const;

const root = new URL("../../", import.meta.url);

/** Where a file of the project is. */
export const pathOf = (file: string): string => fileURLToPath(new URL(file, root));

/** A text of the project, by its path from the root. */
export const readText = (file: string): string => readFileSync(pathOf(file), "utf8");

/** The Chinese page beside an English one. */
export function chinesePageOf(page: string): string {
  return page === "README.md" ? "README.zh-CN.md" : page.replace("docs/", "docs/zh/");
}

export interface Block {
  /** "sh"; "text zh" is what mocklark prints in Chinese. */
  readonly info: string;
  readonly text: string;
}

/** The pages of each language, in order, and the word before the link to the next. */
export const walks = {
  en: { pages: pagesInOrder as readonly string[], next: "Next: " },
  zh: { pages: pagesInOrder.map((page) => chinesePageOf(page)), next: "下一页：" },
} as const;

/** The fenced blocks of a page. */
export function blocksOf(page: string): Block[] {
  return [...readText(page).matchAll(/^ *```([^\n`]*)\n([^]*?)^ *```$/gm)].map(
    ([, info = "", text = ""]) => ({ info, text }),
  );
}

/** The page without its fenced blocks. */
export const proseOf = (page: string): string =>
  readText(page).replaceAll(/^ *```[^]*?^ *```$/gm, "");

/** Where links of a page lead that stay in the project, as they are written. */
export const linksOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, link = ""]) => link);

/** `<!-- file: path -->`, a fence with the file in it, `<!-- end of file -->`. */
export function quotedFilesOf(page: string): { path: string; text: string }[] {
  const quote = /<!-- file: (\S+) -->\n\n```\w+\n([^]*?)\n```\n\n<!-- end of file -->/g;
  return [...readText(page).matchAll(quote)].map(([, path = "", text = ""]) => ({ path, text }));
}

/** Every `mocklark …` that a page tells to type, without comments. */
export const commandsOf = (page: string): string[] =>
  blocksOf(page)
    .filter(({ info }) => info === "sh")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => line.replace(/ +# .*$/, ""))
    .filter(isCommand);

/** The same in its prose, where an argument may be left out. */
export const namedCommandsOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/`([^`]+)`/g)]
    .map(([, code = ""]) => code.replace(/ \\?\|.*$/, ""))
    .filter(isCommand);

const isCommand = (line: string): boolean => /^(?:npx (?:--yes )?)?mocklark [a-z]/.test(line);
