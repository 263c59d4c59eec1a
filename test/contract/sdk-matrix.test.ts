import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/contract/catalogue.js";
import { contractRuns, runOf } from "../interop/contract-runs.js";
import { languages, toolchains } from "../interop/interop-receivers.js";
import { columnOf } from "../interop/sdk-matrix-table.js";
import { linesOf, mends } from "../interop/sdk-mends.js";

const page = readFileSync(
  fileURLToPath(new URL("../../docs/sdk-matrix.md", import.meta.url)),
  "utf8",
);

const idsFor = (mode: string): string[] =>
  catalogue.filter(({ appliesTo }) => mode.startsWith(appliesTo)).map(({ id }) => id);

describe("the page about the SDKs", () => {
  it.each(contractRuns)("has a cell for every check of $name", (run) => {
    const cells = columnOf(page, run);
    expect(Object.keys(cells)).toEqual(idsFor(run.mode));
    expect(Object.values(cells).filter((cell) => !/^(yes|no|\*\*no\*\*|–)$/.test(cell))).toEqual(
      [],
    );
  });

  it.each(contractRuns.filter(({ receiver }) => receiver.kind === "complete"))(
    "shows $name without a miss",
    (run) => {
      expect(Object.values(columnOf(page, run)).filter((cell) => cell.includes("no"))).toEqual([]);
    },
  );

  it.each(languages)("shows what mends each miss of the %s sample", (language) => {
    const covered = mends
      .filter((mend) => mend.language === language)
      .flatMap((mend) => mend.covers);
    const missed = (["webhook-encrypted", "webhook-plaintext", "long-connection"] as const)
      .flatMap((mode) => Object.entries(columnOf(page, runOf(language, mode, "sample"))))
      .filter(([, cell]) => cell.includes("no"))
      .map(([id]) => id);
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.filter((id) => !(covered as string[]).includes(id))).toEqual([]);
  });

  it.each(toolchains)("names the pinned version of $sdk", ({ sdk, version }) => {
    expect(page).toContain(`\`${sdk}\` ${version} `);
  });

  it.each(mends)("shows the lines as they are: $language, $title", (mend) => {
    expect(page).toContain(linesOf(mend));
  });

  it("covers only checks there are", () => {
    const ids: string[] = catalogue.map(({ id }) => id);
    expect(mends.flatMap(({ covers }) => covers).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
