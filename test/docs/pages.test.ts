import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { refusals } from "../../src/gateway/refusal.js";
import { linksOf, pagesInOrder, pathOf, quotedFilesOf, readText } from "./pages.js";

/** Which page quotes which files. What they hold runs in tests of its own. */
const quoted = {
  "docs/send-and-scenarios.md": ["scenarios/receiver-down-for-ten-minutes.yaml"],
  "docs/tenant-and-console.md": ["test/examples/change-a-room.mjs"],
  "docs/in-your-tests.md": ["test/examples/vitest.example.test.ts"],
};

const targetsOf = (page: string): string[] =>
  linksOf(page).map((link) => join(dirname(page), link.split("#")[0] ?? ""));

describe("the pages of the documentation", () => {
  it("are all in the order that a newcomer walks", () => {
    const all = readdirSync(pathOf("docs"), { recursive: true, encoding: "utf8" })
      .map((file) => join("docs", file.replaceAll("\\", "/")))
      .filter((file) => file.endsWith(".md") && !file.startsWith("docs/zh/"));
    expect(pagesInOrder.slice(1).toSorted()).toEqual(all.toSorted());
  });

  it.each(pagesInOrder.slice(1, -1).map((page, at) => [page, pagesInOrder[at + 2] ?? ""]))(
    "%s ends with a link to %s, by its title",
    (page, next) => {
      const [title = ""] = readText(next).split("\n");
      const link = relative(dirname(page), next);
      expect(readText(page).trimEnd().split("\n").at(-1)).toBe(
        `Next: [${title.replace("# ", "")}](${link})`,
      );
    },
  );

  it("are all linked from the README", () => {
    const linked = targetsOf("README.md");
    expect(pagesInOrder.slice(1).filter((page) => !linked.includes(page))).toEqual([]);
  });

  it.each(pagesInOrder)("link only to files that are there: %s", (page) => {
    expect(targetsOf(page).filter((target) => !existsSync(pathOf(target)))).toEqual([]);
  });

  it.each(pagesInOrder)("quote files as they are: %s", (page) => {
    const files = quotedFilesOf(page);
    expect(files.map(({ path }) => path)).toEqual(
      page in quoted ? quoted[page as keyof typeof quoted] : [],
    );
    for (const { path, text } of files) expect(text).toBe(readText(path).trimEnd());
  });

  it("say how many scenarios there are", () => {
    const scenarios = readdirSync(pathOf("scenarios")).filter((file) => file.endsWith(".yaml"));
    expect(scenarios).toHaveLength(31);
    expect(readText("README.md")).toContain("thirty-one real situations");
    expect(readText("docs/send-and-scenarios.md")).toContain("thirty-one real situations");
  });

  it("name every way to refuse a client, with its code", () => {
    const page = readText("docs/long-connection.md");
    const rows = new Map(
      [...page.matchAll(/^\| `([a-z-]+)` +\| (\d+) /gm)].map(([, name, code]) => [name, code]),
    );
    const all = Object.entries(refusals);
    const codes = all.flatMap(([name, refusal]) =>
      refusal.at === "endpoint" ? [[name, `${refusal.code}`] as const] : [],
    );
    expect(codes.map(([name]) => [name, rows.get(name)])).toEqual(codes);
    expect(all.map(([name]) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("name every dependency that users install", () => {
    const { dependencies } = JSON.parse(readText("package.json")) as { dependencies: object };
    const readme = readText("README.md");
    expect(Object.keys(dependencies).filter((name) => !readme.includes(name))).toEqual([]);
  });
});
