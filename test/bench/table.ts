import type { Ratio } from "./paired-rounds.js";

/** One line of the result. */
export interface Row {
  readonly what: string;
  /** The absolute figure, which depends on the machine. */
  readonly figure: string;
  readonly ratio?: Ratio;
  readonly goal?: Goal;
}

interface Goal {
  readonly text: string;
  readonly met: boolean;
}

/** A ratio that should be at least so much. */
export function atLeast(ratio: Ratio, least: number): Goal {
  return { text: `>= ${least} x`, met: ratio.median >= least };
}

/** A ratio that should be at most so much. */
export function atMost(ratio: Ratio, most: number): Goal {
  return { text: `<= ${most} x`, met: ratio.median <= most };
}

const columns = ["what", "figure", "ratio (middle half, rounds)", "goal", "met"] as const;

export function formatTable(rows: readonly Row[]): string {
  const cells = [columns, ...rows.map(cellsOf)];
  const widths = columns.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("-|-");
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function cellsOf({ what, figure, ratio, goal }: Row): readonly string[] {
  const met = goal === undefined ? "" : goal.met ? "yes" : "no";
  return [what, figure, ratio ? formatRatio(ratio) : "", goal?.text ?? "", met];
}

function formatRatio({ median, quarters: [low, high], rounds }: Ratio): string {
  return `${short(median)} x (${short(low)}..${short(high)}, ${rounds})`;
}

const short = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** "12,345/s" */
export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString("en-US")}/s`;

/** Bytes as "123 MB". */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
