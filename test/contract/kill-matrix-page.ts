import { format } from "prettier";
import type { Language } from "../../src/base/text.js";
import type { Check } from "../../src/contract/suite/check.js";
import {
  clientBugs,
  countWords,
  goodClients,
  matrixWords,
  sizeWords,
  webhookBugs,
} from "./kill-matrix-words.js";

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

/** The page about clients of the long connection, as prettier would have it. */
export function renderClientKillMatrix(
  checks: readonly Check[],
  mutants: readonly MutantRow[],
  language: Language,
): Promise<string> {
  const page = [
    matrixWords.clientIntroduction[language],
    sizeWords.clients[language](mutants.length, checks.length),
    mutantTable(checks, mutants, { language, bugs: clientBugs }),
    goodClients[language],
    matrixWords.clientNext[language],
  ].join("\n\n");
  return format(page, { parser: "markdown" });
}

/** The page about what was measured, as prettier would have it. */
export function renderKillMatrix(
  checks: readonly Check[],
  mutants: readonly MutantRow[],
  good: readonly GoodRow[],
  language: Language,
): Promise<string> {
  const said = (name: keyof typeof matrixWords): string => matrixWords[name][language];
  const size = sizeWords.receivers[language](mutants.length, checks.length);
  const page = [
    said("introduction"),
    said("oneBug"),
    language === "en" ? `${size} ${said("runs")}` : `${size}${said("runs")}`,
    mutantTable(checks, mutants, { language, bugs: webhookBugs }),
    said("otherTypeHeading"),
    said("otherType"),
    said("goodHeading"),
    said("good"),
    goodTable(good, language),
    said("next"),
  ].join("\n\n");
  return format(page, { parser: "markdown" });
}

interface TableWords {
  readonly language: Language;
  /** In Chinese, by the receiver's name. */
  readonly bugs: Readonly<Record<string, string>>;
}

function mutantTable(
  checks: readonly Check[],
  mutants: readonly MutantRow[],
  { language, bugs }: TableWords,
): string {
  const rows = checks.flatMap(({ id, severity }) =>
    mutants
      .filter(({ meantFor }) => meantFor === id)
      .map((mutant) => {
        const also = mutant.caughtBy.filter((other) => other !== id).map(code);
        const words = bugOf(mutant, { language, bugs });
        const space = language === "en" ? " " : "";
        const bug = mutant.keyed ? words : `${words}${space}${matrixWords.tokenOnly[language]}`;
        const severityWord = matrixWords[severity][language];
        return [code(id), severityWord, code(mutant.name), bug, also.join(", ") || "–"];
      }),
  );
  const heads = (["check", "severity", "receiver", "bug", "also"] as const).map(
    (name) => matrixWords[name][language],
  );
  return table(heads, rows);
}

function bugOf({ name, describe }: MutantRow, { language, bugs }: TableWords): string {
  if (language === "en") return describe;
  const words = bugs[name];
  if (words === undefined) throw new Error(`kill-matrix-words.ts does not say what ${name} does.`);
  return words;
}

function goodTable(good: readonly GoodRow[], language: Language): string {
  const rows = good.map(({ name, keyed, tokenOnly, keyedStarted, tokenOnlyStarted }) => [
    code(name),
    ...[keyed, keyedStarted, tokenOnly, tokenOnlyStarted].map((one) => summary(one, language)),
  ]);
  const heads = (["receiver", "key", "exec", "token", "exec"] as const).map(
    (name) => matrixWords[name][language],
  );
  return table(heads, rows);
}

function summary({ caughtBy, passed, skipped, undecided }: Measured, language: Language): string {
  const parts = [
    ["passed", passed],
    ["skipped", skipped],
    ["failed", caughtBy.length],
    ["undecided", undecided],
  ] as const;
  return parts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => countWords[language](what, count))
    .join(language === "en" ? ", " : "，");
}

const code = (text: string): string => `\`${text}\``;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
