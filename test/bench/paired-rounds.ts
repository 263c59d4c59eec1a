/** One way of doing what is compared. */
export interface Contestant {
  readonly name: string;
  /** One round; gives its rate, in units per second or in anything else where more is better. */
  readonly round: () => number | Promise<number>;
}

/** The median of one ratio per round, with the middle half of the rounds. */
export interface Ratio {
  readonly median: number;
  readonly quarters: readonly [low: number, high: number];
  readonly rounds: number;
}

export interface Comparison {
  /** Median rate. */
  rate(name: string): number;
  /** How many times as fast the first is as the second. */
  ratio(name: string, base: string): Ratio;
}

/**
 * Lets the contestants run in turns, each round in the other order. Whatever else the machine does
 * hits all of them, so a ratio of two rates of one round means something where the rates do not.
 */
export async function runInTurns(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Comparison> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const { round } of contestants) await round();
  for (let turn = 0; turn < rounds; turn++) {
    for (const { name, round } of turn % 2 === 0 ? contestants : contestants.toReversed()) {
      rates.get(name)?.push(await round());
    }
  }
  const ratesOf = (name: string): readonly number[] => rates.get(name) ?? [];
  return {
    rate: (name) => quantile(ratesOf(name), 0.5),
    ratio: (name, base) => ratioOf(ratesOf(name), ratesOf(base)),
  };
}

/** Of two lists of figures that belong together in pairs. */
export function ratioOf(figures: readonly number[], bases: readonly number[]): Ratio {
  const ratios = figures.map((figure, turn) => figure / (bases[turn] ?? Number.NaN));
  return {
    median: quantile(ratios, 0.5),
    quarters: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    rounds: ratios.length,
  };
}

/** @param share 0.5 for the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

/**
 * Runs the work so many times and gives the rate per second of processor time of this process: what else
 * runs on the machine takes wall time away, but hardly any of that.
 */
export function ratePerCpuSecond(count: number, work: () => unknown): number {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done++) work();
  const { user, system } = process.cpuUsage(before);
  return (count * 1e6) / (user + system);
}
