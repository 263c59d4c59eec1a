import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readBoundedFile } from "../base/read-bounded-file.js";
import { installedFolders } from "./installed-folders.js";

/** What detection may see of a project: names with "/" relative to its folder, and texts. */
export interface ProjectFiles {
  readonly names: readonly string[];
  /** Undefined for a file that is not there, cannot be read or is too long. */
  readonly read: (name: string) => string | undefined;
}

/** What nobody wrote by hand, or what is no part of the program. */
const passedOver = new Set([
  ...installedFolders,
  "bin",
  "obj",
  "site-packages",
  "test",
  "tests",
  "__tests__",
  "spec",
  "testdata",
  "fixtures",
  "examples",
]);

/** Of these the names count. */
const dotted = new Set([".github", ".gitlab", ".mvn"]);

const mostFiles = 2_000;
const mostDepth = 8;
const longestFile = 256 * 1024;

/**
 * The files of a folder: the first 2,000 of them, no links, nothing that was installed, built or written for a
 * test. Files near the top come first.
 */
export function openProjectFiles(folder: string): ProjectFiles {
  const names = listFiles(folder);
  const known = new Set(names);
  return {
    names,
    read(name) {
      if (!known.has(name)) return undefined;
      try {
        const path = join(folder, name);
        if (lstatSync(path).size > longestFile) return undefined;
        return readBoundedFile(path).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}

function listFiles(folder: string): string[] {
  const names: string[] = [];
  let level = [""];
  for (let depth = 0; depth < mostDepth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const parent of level) {
      for (const entry of entriesOf(join(folder, parent))) {
        if (names.length >= mostFiles) return names;
        const name = `${parent}${entry.name}`;
        if (entry.isFile()) names.push(name);
        else if (entry.isDirectory() && isSearched(entry.name)) next.push(`${name}/`);
      }
    }
    level = next;
  }
  return names;
}

const isSearched = (name: string): boolean =>
  dotted.has(name) || !(name.startsWith(".") || passedOver.has(name.toLowerCase()));

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  } catch {
    return [];
  }
}
