import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import type { ContractResult } from "./run-check.js";
import { installedFolder, libraries, type Library } from "./third-party/libraries.js";
import {
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

// Clients of the long connection mostly wait for pings and silences, so three lanes keep two cores busy.
beforeAll(() => {
  const [webhooks, clients] = libraryModes.map((mode) =>
    readyRuns.filter((run) => run.mode === mode),
  );
  runInTurn(webhooks ?? []);
  runInTurn((clients ?? []).filter((_, index) => index % 2 === 0));
  runInTurn((clients ?? []).filter((_, index) => index % 2 === 1));
});

const readPage = (): string => readFileSync(libraryPageFile, "utf8");

for (const run of libraryRuns) {
  describe.runIf(isReady(run.library))(
    `${run.name} under the contract`,
    { timeout: 300_000 },
    () => {
      it("meets and misses what the page says", async () => {
        const { report, output } = (await results.get(run.name)) as ContractResult;
        reports.set(run.name, report);
        expect(report.witness.state, output).toBe("calibrated");
        const cells = libraryCells(run.library, report);
        expect(cells, output).toEqual(writesPage ? cells : libraryColumnOf(readPage(), run));
      });
    },
  );
}

describe("the page about other libraries", () => {
  it.skipIf(writesPage).each(libraryModes)(
    "says of the newest Python SDK what the page about the SDKs says: %s",
    (mode) => {
      expect(copiedSdkColumnOf(readPage(), mode)).toEqual(sdkColumnOf(mode));
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
  writeFileSync(libraryPageFile, await renderLibraryMatrix(reports, new Date()));
});
