import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const sourceRoot = fileURLToPath(new URL("../src", import.meta.url));

/** Folders by rank: a file may import its own folder and folders of a lower rank, never a sibling. */
const ranks: Readonly<Record<string, number>> = {
  base: 0,
  event: 1,
  network: 1,
  project: 1,
  storage: 1,
  wire: 2,
  delivery: 3,
  tenant: 3,
  gateway: 4,
  "open-api": 4,
  receiver: 5,
  simulator: 5,
  "tenant-file": 5,
  scenario: 6,
  contract: 6,
  load: 6,
  record: 6,
  console: 7,
  cli: 8,
  "": 9,
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(sourceRoot, { recursive: true, encoding: "utf8" }).filter((file) =>
  /\.tsx?$/.test(file),
);

const withoutEnding = (file: string): string => file.replace(/\.[jt]sx?$/, "");

/** What runs in the browser: its connections are the browser's, and its time is for the eye only. */
const inBrowser = (file: string): boolean => file.startsWith(["console", "page", ""].join(sep));

const folderOf = (file: string): string => (file.includes(sep) ? (file.split(sep)[0] ?? "") : "");

function specifiersIn(file: string): string[] {
  const text = readFileSync(resolve(sourceRoot, file), "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
}

function importsOf(file: string): Import[] {
  return specifiersIn(file).map((specifier) => ({
    file,
    from: folderOf(file),
    to: folderOf(relative(sourceRoot, resolve(sourceRoot, dirname(file), specifier))),
  }));
}

describe("the house", () => {
  it("knows every folder of src", () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in ranks))).toEqual([]);
  });

  it("imports only downward", () => {
    const upward = files
      .flatMap(importsOf)
      .filter(({ from, to }) => from !== to && !((ranks[to] ?? 99) < (ranks[from] ?? -1)));
    expect(upward).toEqual([]);
  });

  it("has no circle of imports in contract, types included", () => {
    const imports = new Map<string, string[]>();
    for (const file of files.filter((each) => folderOf(each) === "contract")) {
      imports.set(
        withoutEnding(file),
        specifiersIn(file).map((specifier) =>
          withoutEnding(relative(sourceRoot, resolve(sourceRoot, dirname(file), specifier))),
        ),
      );
    }
    const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
      (imports.get(from) ?? []).some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    expect([...imports.keys()].filter((file) => reaches(file, file, new Set()))).toEqual([]);
  });

  it("opens connections only in network, where it is seen where they lead", () => {
    /** In the receiver's own processes, to our socket in the file system. */
    const exception = ["receiver", "clock", "preload", "join-clock.ts"].join(sep);
    const modules = "(?:node:)?(?:net|tls|http|https|http2|dgram|undici|ws)";
    const opening = /\b(?:connect|createConnection|request|get|Agent|WebSocket|createSocket)\b/;
    const offenders = files
      .filter((file) => folderOf(file) !== "network" && file !== exception && !inBrowser(file))
      .flatMap((file) => {
        const text = readFileSync(resolve(sourceRoot, file), "utf8");
        const imports = text.matchAll(
          new RegExp(`import (?!type )([^;]*?) from "${modules}"|import\\("${modules}"\\)`, "g"),
        );
        const opens = [...imports].filter(
          ([whole, names = "* as"]) =>
            // Its server is loaded when one is opened; its client would be seen below.
            whole !== 'import("ws")' &&
            names
              .replace(/[{}]/g, "")
              .split(",")
              .some(
                (name) => !/^\s*type /.test(name) && (opening.test(name) || name.includes("* as")),
              ),
        );
        const calls =
          text.match(
            /\bfetch\(|\bgetBuiltinModule\(|new (?:WebSocket|EventSource|Socket|TLSSocket)\(/g,
          ) ?? [];
        return [...opens.map(([line]) => line), ...calls].map((what) => `${file}: ${what}`);
      });
    expect(offenders).toEqual([]);
  });

  /** Runs in the receiver's processes, where it takes the place of Date and of the timers. */
  const clockPreload = ["receiver", "clock", "preload", ""].join(sep);

  /** The text of a program that runs in k6. */
  const inK6 = ["load", "k6", "k6-sender.ts"].join(sep);

  it("reads time, sets timers and draws randomness only in base", () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bhrtime\b|\bset(?:Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b|\btimers\/promises\b|\bMath\.random\b|\brandom(?:Bytes|UUID|FillSync|Int)\b|\bgetRandomValues\b/;
    const offenders = files
      .filter(
        (file) =>
          folderOf(file) !== "base" &&
          !file.startsWith(clockPreload) &&
          !inBrowser(file) &&
          file !== inK6,
      )
      .flatMap((file) =>
        readFileSync(resolve(sourceRoot, file), "utf8")
          .split("\n")
          .map((line, index) => `${file}:${index + 1}: ${line.trim()}`)
          .filter((line) => forbidden.test(line.replace(/\/\/.*$|^\S+ \*.*$/, ""))),
      );
    expect(offenders).toEqual([]);
  });
});
