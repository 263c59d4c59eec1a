import { inspect } from "node:util";
import { MocklarkError } from "../../src/base/errors.js";
import { createRandom, type Random } from "../../src/base/random.js";

/** One way into the program, and so many mutated inputs for it. */
export interface Attack {
  readonly name: string;
  readonly inputs: number;
  /** Makes an input from this source alone. */
  readonly input: (random: Random) => unknown;
  /** Gives a result or throws a MocklarkError; anything else thrown is a fault. */
  readonly run: (input: never) => unknown;
  /** An error of another class that this way in documents. */
  readonly alsoThrows?: (error: unknown) => boolean;
}

/** An attack whose input has a type. */
export function attack<T>(
  name: string,
  inputs: number,
  {
    input,
    run,
    ...rest
  }: { input: (random: Random) => T; run: (input: T) => unknown } & Pick<Attack, "alsoThrows">,
): Attack {
  return { name, inputs, input, run, ...rest };
}

/** More than any input of 100 kB may take of the processor, on any machine. */
const mostCpuMs = 10_000;

export interface AttackResult {
  readonly tried: number;
  /** One line for each kind of fault: what was thrown, how often, and how to see it again. */
  readonly faults: readonly string[];
}

/** Which inputs run; all of them unless MOCKLARK_ATTACK names one, as the line of a fault does. */
const only = process.env["MOCKLARK_ATTACK"];

/** Tries every input; the same seed makes the same inputs, each for itself. */
export async function tryAll(
  { name, inputs, input, run, alsoThrows = () => false }: Attack,
  seed: number,
): Promise<AttackResult> {
  const faults = new Map<string, { count: number; replay: string }>();
  let tried = 0;
  for (let number = 0; number < inputs; number++) {
    const id = `${name}/${number}`;
    if (only !== undefined && only !== id) continue;
    const made = input(createRandom(seed).fork(id));
    tried++;
    const fault = await faultOf(() => run(made as never), alsoThrows);
    if (fault === undefined) continue;
    const replay = `MOCKLARK_ATTACK="${id}" npm run test:attack -- mutated  # seed ${seed}: ${show(made)}`;
    const known = faults.get(fault);
    faults.set(fault, { replay: known?.replay ?? replay, count: (known?.count ?? 0) + 1 });
  }
  const lines = [...faults].map(([fault, { count, replay }]) => `${count}x ${fault}\n  ${replay}`);
  return { tried, faults: lines };
}

/** What is wrong with how it ended, or undefined. */
async function faultOf(
  run: () => unknown,
  alsoThrows: (error: unknown) => boolean,
): Promise<string | undefined> {
  const before = process.cpuUsage();
  try {
    await run();
  } catch (error) {
    const mayBe = error instanceof MocklarkError ? error.code !== "INTERNAL" : alsoThrows(error);
    if (!mayBe) return describe(error);
  }
  const { user, system } = process.cpuUsage(before);
  const tookMs = (user + system) / 1000;
  return tookMs > mostCpuMs ? `took ${Math.round(tookMs)} ms of the processor` : undefined;
}

/** The error and the line of ours it comes from, without its values: the same fault reads the same. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${inspect(error).slice(0, 100)}`;
  const frame = /at .*\/(src\/[^\s)]+)/.exec(error.stack ?? "")?.[1] ?? "";
  return `${error.name}: ${error.message.slice(0, 120)} (${frame})`;
}

function show(input: unknown): string {
  const text = inspect(input, {
    depth: 6,
    breakLength: Infinity,
    compact: true,
    maxStringLength: 400,
  }).replaceAll("\n", " ");
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
