import { format } from "prettier";
import type { Check } from "../../src/contract/suite/check.js";

/** What the suite made of one receiver. */
export interface Measured {
  readonly name: string;
  /** Checks that failed, warned or noted something, in the catalogue's order. */
  readonly caughtBy: readonly string[];
  /** How many checks passed, and how many did not apply. */
  readonly passed: number;
  readonly skipped: number;
  /** How many could not be decided, or broke themselves. */
  readonly undecided: number;
}

export interface MutantRow extends Measured {
  readonly describe: string;
  /** The check that is there to catch it. */
  readonly meantFor: string;
  readonly keyed: boolean;
}

export interface GoodRow {
  readonly name: string;
  readonly keyed: Measured;
  readonly tokenOnly: Measured;
  readonly keyedStarted: Measured;
  readonly tokenOnlyStarted: Measured;
}

/** The page about clients of the long connection; `good` names those that pass everything. */
export function renderClientKillMatrix(
  checks: readonly Check[],
  mutants: readonly MutantRow[],
  good: readonly string[],
): Promise<string> {
  const page = [
    clientIntroduction,
    `${mutants.length} clients, ${checks.length} checks.`,
    mutantTable(checks, mutants),
    `Good clients, which pass everything: ${good.join("; ")}.`,
  ].join("\n\n");
  return format(page, { parser: "markdown" });
}

const clientIntroduction = `# The kill matrix of the long connection

The same proof as for [webhook receivers](kill-matrix.md): clients that are good but for one deliberate bug, and what the whole suite says of each. Every event comes over the connection under test, so one bug may trip several checks; none of them has nothing to do with it.`;

const introduction = `# The kill matrix

Is the suite itself right? Each check has at least one receiver that is good but for one deliberate bug, and this page shows what the whole suite says of each: it is caught by the check that is there for it, and by no check that has nothing to do with the bug. The good receivers pass everything, with advice counted as failure (\`--strict\`).

The receivers are in [\`test/receivers\`](../test/receivers). \`npm test\` measures the matrix and compares it with this page; \`npm run docs:matrix\` measures it and writes the page; \`npm run test:seeds\` measures it at ten seeds. For clients of the long connection there is [a page of its own](kill-matrix-long-connection.md).`;

const otherType = `The suite takes events of any type, known from one captured event (\`--event\`), so the same proof is made with \`im.message.receive_v1\`: every receiver above whose bug does not lie in the content of a reserve config event acts on messages instead, and is caught by the same check and by no other than those above; the good ones pass, with an event about a room as a second type. The checks about that content, and \`idempotency/same-content-new-id\`, are skipped with the reason. \`npm test\` holds it to that (\`test/contract/kill-matrix-messages.test.ts\`); without \`idempotency/many-events\` and \`idempotency/horizon\`, but for the receivers these are there to catch.`;

/** The page about what was measured, as prettier would have it. */
export function renderKillMatrix(
  checks: readonly Check[],
  mutants: readonly MutantRow[],
  good: readonly GoodRow[],
): Promise<string> {
  const page = [
    introduction,
    "## Receivers with one bug",
    `${mutants.length} receivers, ${checks.length} checks. Each runs with an Encrypt Key unless it says _token only_. \`idempotency/many-events\`, which sends 2,000 events, runs only against those it is expected to catch, and against the good ones.`,
    mutantTable(checks, mutants),
    "## With another type of event",
    otherType,
    "## Good receivers",
    "Each in this process with a function for a witness, and started with `--exec` with its output for a witness. What does not apply is skipped: signature and cipher without an Encrypt Key, the restart of a receiver we did not start, further types of events where there is one, and the retry of an event the receiver refused, since it refuses none.",
    goodTable(good),
  ].join("\n\n");
  return format(page, { parser: "markdown" });
}

function mutantTable(checks: readonly Check[], mutants: readonly MutantRow[]): string {
  const rows = checks.flatMap(({ id, severity }) =>
    mutants
      .filter(({ meantFor }) => meantFor === id)
      .map(({ name, describe, keyed, caughtBy }) => {
        const also = caughtBy.filter((other) => other !== id).map(code);
        const bug = keyed ? describe : `${describe} _(token only)_`;
        return [code(id), severity, code(name), bug, also.join(", ") || "–"];
      }),
  );
  return table(["Check", "Severity", "Receiver", "Its bug", "Also caught by"], rows);
}

function goodTable(good: readonly GoodRow[]): string {
  const rows = good.map(({ name, keyed, tokenOnly, keyedStarted, tokenOnlyStarted }) => [
    code(name),
    ...[keyed, keyedStarted, tokenOnly, tokenOnlyStarted].map(summary),
  ]);
  const heads = ["Receiver", "Encrypt Key", "… with `--exec`", "Token only", "… with `--exec`"];
  return table(heads, rows);
}

function summary({ caughtBy, passed, skipped, undecided }: Measured): string {
  const parts = [
    [passed, "passed"],
    [skipped, "skipped"],
    [caughtBy.length, "failed"],
    [undecided, "undecided"],
  ] as const;
  return parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(", ");
}

const code = (text: string): string => `\`${text}\``;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
