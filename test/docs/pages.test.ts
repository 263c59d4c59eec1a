import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { refusals } from "../../src/gateway/refusal.js";
import { avoidedWords, ownWordsIn, spacing } from "../chinese-style.js";
import {
  blocksOf,
  chinesePageOf,
  linksOf,
  pagesInOrder,
  pathOf,
  proseOf,
  quotedFilesOf,
  readText,
  walks,
} from "./pages.js";

/** Which page quotes which files. What they hold runs in tests of its own. */
const quoted: Readonly<Record<string, readonly string[]>> = {
  "docs/send-and-scenarios.md": ["scenarios/receiver-down-for-ten-minutes.yaml"],
  "docs/tenant-and-console.md": ["test/examples/change-a-room.mjs"],
  "docs/in-your-tests.md": ["test/examples/vitest.example.test.ts"],
};

const targetsOf = (page: string): string[] =>
  linksOf(page).map((link) => {
    const [path = ""] = link.split("#");
    return path === "" ? page : join(dirname(page), path);
  });

const titleOf = (page: string): string => (readText(page).split("\n")[0] ?? "").replace("# ", "");

/** "one" and what comes after it. */
const steps = (pages: readonly string[]): [string, string][] =>
  pages.slice(1, -1).map((page, at) => [page, pages[at + 2] ?? ""]);

describe.each(Object.entries(walks))("the pages in %s", (language, { pages, next }) => {
  const [readme = "", ...others] = pages;
  const page = (name: string): string => {
    const english = `docs/${name}.md`;
    return language === "zh" ? chinesePageOf(english) : english;
  };

  it("are all in the order that a newcomer walks", () => {
    const all = readdirSync(pathOf("docs"), { recursive: true, encoding: "utf8" })
      .map((file) => join("docs", file.replaceAll("\\", "/")))
      .filter((file) => file.endsWith(".md"))
      .filter((file) => file.startsWith("docs/zh/") === (language === "zh"));
    expect(others.toSorted()).toEqual(all.toSorted());
  });

  it.each(steps(pages))("%s ends with a link to %s, by its title", (from, to) => {
    const link = relative(dirname(from), to);
    expect(readText(from).trimEnd().split("\n").at(-1)).toBe(`${next}[${titleOf(to)}](${link})`);
  });

  it("are all linked from the README", () => {
    const linked = targetsOf(readme);
    expect(others.filter((other) => !linked.includes(other))).toEqual([]);
  });

  it.each(pages)("link only to files that are there: %s", (from) => {
    expect(targetsOf(from).filter((target) => !existsSync(pathOf(target)))).toEqual([]);
  });

  it.each(pages)("lead to Feishu's pages on the site of their language: %s", (from) => {
    const other = language === "zh" ? "open.larksuite.com/document" : "open.feishu.cn/document";
    const prose = readText(from).replaceAll(/^```[^]*?^```$/gm, "");
    expect(prose).not.toContain(other);
  });

  it("say how many scenarios there are", () => {
    const scenarios = readdirSync(pathOf("scenarios")).filter((file) => file.endsWith(".yaml"));
    expect(scenarios).toHaveLength(31);
    const said = language === "zh" ? "31 个真实场景" : "thirty-one real situations";
    expect(readText(readme)).toContain(said);
    expect(readText(page("send-and-scenarios"))).toContain(said);
  });

  it("name every way to refuse a client, with its code", () => {
    const text = readText(page("long-connection"));
    const rows = new Map(
      [...text.matchAll(/^\| `([a-z-]+)` +\| (\d+) /gm)].map(([, name, code]) => [name, code]),
    );
    const all = Object.entries(refusals);
    const codes = all.flatMap(([name, refusal]) =>
      refusal.at === "endpoint" ? [[name, `${refusal.code}`] as const] : [],
    );
    expect(codes.map(([name]) => [name, rows.get(name)])).toEqual(codes);
    expect(all.map(([name]) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it("name every dependency that users install", () => {
    const { dependencies } = JSON.parse(readText("package.json")) as { dependencies: object };
    const text = readText(readme);
    expect(Object.keys(dependencies).filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe.each(pagesInOrder)("%s", (page) => {
  const files = quoted[page] ?? [];
  const chinese = chinesePageOf(page);

  it.each([page, chinese])("quotes files as they are: %s", (one) => {
    expect(quotedFilesOf(one).map(({ path }) => path)).toEqual(files);
    for (const { path, text } of quotedFilesOf(one)) expect(text).toBe(readText(path).trimEnd());
  });

  it("shows the same code in Chinese, but for what mocklark prints in Chinese", () => {
    const shared = blocksOf(page).map((block, at) => {
      const other = blocksOf(chinese)[at];
      const isWorded = block.info === "text" && other?.info === "text zh";
      return isWorded ? other : block;
    });
    expect(blocksOf(chinese)).toEqual(shared);
  });

  it("has the same chapters in Chinese", () => {
    expect(levelsOf(chinese)).toEqual(levelsOf(page));
  });

  it("has the same links in Chinese", () => {
    const shared = targetsOf(page).map((target) =>
      (pagesInOrder as readonly string[]).includes(target) ? chinesePageOf(target) : target,
    );
    const inChinese = targetsOf(chinese).map((target) => target.replace(".zh.png", ".en.png"));
    const [there, here] = [new Set(inChinese), new Set(shared)];
    there.delete("README.md");
    here.delete("README.zh-CN.md");
    expect([...there].toSorted()).toEqual([...here].toSorted());
  });
});

describe.each(pagesInOrder.map((page) => chinesePageOf(page)))("the Chinese of %s", (page) => {
  /** Lines, and cells of tables. Where links lead is no prose. */
  const lines = ownWordsIn(proseOf(page).replaceAll(/(?<=\])\([^)\s]+\)/g, "")).split(/\n| *\| */);
  const found = (pattern: RegExp): string[] =>
    lines.flatMap((line) => pattern.exec(line)?.[0] ?? []);

  it("has no word that Feishu does not use", () => {
    expect(avoidedWords.flatMap(([avoided]) => found(avoided))).toEqual([]);
  });

  it.each(Object.entries(spacing))("has %s", (_rule, pattern) => {
    expect(found(pattern)).toEqual([]);
  });

  it("has a space between Han and code", () => {
    expect(found(/\p{Script=Han}`|`\p{Script=Han}/u)).toEqual([]);
  });
});

/** "##", "###", … of every heading. */
function levelsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^(#+) /gm)].map(([, level = ""]) => level);
}
