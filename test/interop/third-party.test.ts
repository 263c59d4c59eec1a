import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { inChinese } from "./pages-in-chinese.js";
import type { ContractResult } from "./run-check.js";
import { installedFolder, libraries, type Library } from "./third-party/libraries.js";
import {
  chineseLibraryPageFile,
  copiedSdkColumnOf,
  libraryCells,
  libraryColumnOf,
  libraryPageFile,
  renderLibraryMatrix,
  sdkColumnOf,
} from "./third-party/library-matrix.js";
import { misses } from "./third-party/library-misses.js";
import {
  libraryModes,
  libraryRuns,
  runLibrary,
  type LibraryRun,
} from "./third-party/library-runs.js";

const readyIds = inject("readyLibraries");
const writesPage = inject("writesPage");
const reports = new Map<string, Report>();

const isReady = ({ id }: Library): boolean => readyIds.includes(id);
const readyRuns = libraryRuns.filter(({ library }) => isReady(library));

/** By the run's name; begun all at once, and waited for by the tests. */
const results = new Map<string, Promise<ContractResult>>();

/** Each begins when the one before it is done. */
function runInTurn(runs: readonly LibraryRun[]): void {
  let before: Promise<unknown> = Promise.resolve();
  for (const run of runs) {
    const result = before.then(() => runLibrary(run));
    before = result.catch(() => {});
    results.set(run.name, result);
  }
}

// Webhooks keep a core busy, one at a time; clients of the long connection wait for pings and silences.
beforeAll(() => {
  runInTurn(readyRuns.filter(({ mode }) => mode !== "long-connection"));
  for (const run of readyRuns.filter(({ mode }) => mode === "long-connection")) runInTurn([run]);
});

const cellsOf = (
  { library }: LibraryRun,
  { report }: Pick<ContractResult, "report">,
): Record<string, string> => libraryCells(library, report);

const readPage = (): string => readFileSync(libraryPageFile, "utf8");

for (const run of libraryRuns) {
  describe.runIf(isReady(run.library))(
    `${run.name} under the contract`,
    { timeout: 300_000 },
    () => {
      it("meets and misses what the page says", async () => {
        const first = (await results.get(run.name)) as ContractResult;
        const page = writesPage ? undefined : libraryColumnOf(readPage(), run);
        const asPage = page === undefined || isDeepStrictEqual(cellsOf(run, first), page);
        // A busy machine may make a verdict wrong once, hardly twice.
        const { report, output } = asPage ? first : await runLibrary(run);
        reports.set(run.name, report);
        expect(report.witness.state, output).toBe("calibrated");
        const cells = cellsOf(run, { report });
        expect(cells, output).toEqual(page ?? cells);
      });
    },
  );
}

describe("the page about other libraries", () => {
  it.skipIf(writesPage).each(libraryModes)(
    "says of the newest Python SDK what the page about the SDKs says: %s",
    (mode) => {
      const copied = copiedSdkColumnOf(readPage(), mode);
      const own = sdkColumnOf(mode);
      const expected = Object.keys(copied).map((id) => [id, own[id] ?? "?"]);
      expect(copied).toEqual(Object.fromEntries(expected));
    },
  );

  it.each(libraries)("names the version of $package that is pinned", (library) => {
    const pins = readFileSync(join(library.cwd, library.pinnedIn), "utf8");
    const { package: name, version } = library;
    const form =
      library.language === "node" ? `"${name}": "${version}"` : `\n${name}==${version} \\\n`;
    expect(`\n${pins}`).toContain(form);
  });

  it.each(misses.filter(({ library }) => readyIds.includes(library)))(
    "reads in $library's $file why $covers.0 is missed",
    ({ library: id, file, at }) => {
      const library = libraries.find((each) => each.id === id) as Library;
      expect(readFileSync(join(installedFolder(library), file), "utf8")).toContain(at);
    },
  );
});

afterAll(async () => {
  if (!writesPage) return;
  if (reports.size < libraryRuns.length) throw new Error("The page needs all the libraries.");
  const page = await renderLibraryMatrix(reports, new Date());
  writeFileSync(libraryPageFile, page);
  writeFileSync(chineseLibraryPageFile, await inChinese(page));
});
