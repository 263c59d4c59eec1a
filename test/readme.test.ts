import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusals } from "../src/gateway/refusal.js";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const readme = read("README.md");

/** `<!-- file: path -->`, a fence with the file in it, `<!-- end of file -->`. */
const quoted = [
  ...readme.matchAll(/<!-- file: (\S+) -->\n\n```\w+\n([\s\S]*?)\n```\n\n<!-- end of file -->/g),
].map((match) => ({ path: match[1] ?? "", text: match[2] ?? "" }));

describe("the README", () => {
  it("quotes files", () => {
    expect(quoted.map(({ path }) => path)).toEqual([
      "test/examples/change-a-room.mjs",
      "scenarios/receiver-down-for-ten-minutes.yaml",
      "test/examples/vitest.example.test.ts",
    ]);
  });

  it.each(quoted)("quotes $path as it is", ({ path, text }) => {
    expect(text).toBe(read(path).trimEnd());
  });

  it("links only to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(new URL(link ?? "", root)))).toEqual([]);
  });

  it("shows only commands that exist", () => {
    const known = readdirSync(new URL("src/cli/commands/", root)).map((file) =>
      file.replace(".ts", ""),
    );
    const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```|`(mocklark [^`]*)`/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    const shown = blocks
      .flatMap((block) => [...block.matchAll(/(?:^|npx )mocklark ([a-z-]+)/gm)])
      .map((match) => match[1] ?? "");
    expect(shown.length).toBeGreaterThan(10);
    expect([...new Set(shown)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it("says how many scenarios there are", () => {
    const count = readdirSync(new URL("scenarios/", root)).filter((file) => file.endsWith(".yaml"));
    expect(count).toHaveLength(31);
    expect(readme).toContain("thirty-one real situations");
  });

  it("names every way to refuse a client, with its code", () => {
    const rows = new Map(
      [...readme.matchAll(/^\| `([a-z-]+)` +\| (\d+) /gm)].map(([, name, code]) => [name, code]),
    );
    const all = Object.entries(refusals);
    const codes = all.flatMap(([name, refusal]) =>
      refusal.at === "endpoint" ? [[name, `${refusal.code}`] as const] : [],
    );
    expect(codes.map(([name]) => [name, rows.get(name)])).toEqual(codes);
    expect(all.map(([name]) => name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it("names every dependency that users install", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: object };
    const missing = Object.keys(dependencies).filter((name) => !readme.includes(name));
    expect(missing).toEqual([]);
  });
});
