import type { Report } from "../../src/contract/report/report.js";

/** How many seeds are tried; SEEDS=3 tries the first three. */
const seeds = Array.from({ length: Number(process.env["SEEDS"] ?? 10) }, (_, index) => index + 1);

/** Runs the suite at each seed, one after the other: what of all the reports is not as it should be. */
export async function wrongAtSeeds(
  run: (seed: number) => Promise<Report>,
  wrongAbout: (report: Report) => readonly string[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const seed of seeds) {
    const report = await run(seed);
    wrong.push(...wrongAbout(report).map((what) => `seed ${seed}: ${what}`));
  }
  return wrong;
}
