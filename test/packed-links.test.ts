import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { linksOf, walks } from "./docs/pages.js";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The files of the tarball, as npm itself says. */
function packedFiles(): string[] {
  const cache = mkdtempSync(join(tmpdir(), "mocklark-npm-"));
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline", "--cache", cache];
  const [packed] = JSON.parse(execFileSync("npm", args, { cwd: root, encoding: "utf8" })) as {
    files: { path: string }[];
  }[];
  return packed?.files.map(({ path }) => path) ?? [];
}

const packed = packedFiles();
const pages = packed.filter((path) => path.endsWith(".md"));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The anchors of a page's headings, as GitHub and npm make them. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function isThere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path);
  const isFile = packed.includes(target);
  const isFolder = packed.some((file) => file.startsWith(`${target.replace(/\/$/, "")}/`));
  if (anchor === undefined) return isFile || isFolder;
  return isFile && anchorsOf(target).includes(anchor);
}

describe("the packed package", () => {
  it("holds both READMEs and the pages they lead to", () => {
    expect(pages).toEqual(expect.arrayContaining([...walks.en.pages, ...walks.zh.pages]));
  });

  it.each(pages)("holds everything %s links to", (page) => {
    expect(linksOf(page).filter((link) => !isThere(page, link))).toEqual([]);
  });

  it("holds no test of ours, and nothing that was built or installed for one", () => {
    const strays = /\.test\.ts$|(^|\/)(node_modules|target|__pycache__)\/|\.tsbuildinfo$/;
    expect(packed.filter((path) => strays.test(path))).toEqual([]);
  });
});
