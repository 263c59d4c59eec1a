import { fileURLToPath } from "node:url";
import { encryptKey } from "./bench-app.js";
import { bin, secondsOf } from "./command-time.js";
import type { Comparison } from "./comparison.js";
import { quantile } from "./paired-rounds.js";
import type { Row } from "./table.js";

const receiver = fileURLToPath(new URL("../../../test/receivers/express.mjs", import.meta.url));

/** Milliseconds that a person waits for every check, from the start of the command to its end. */
const goals = [
  { what: "its own clock left alone", clock: "off", mostMs: 2_000 },
  { what: "its clock moved by seven hours", clock: "node", mostMs: 3_000 },
] as const;

/** `check` with every check on the reference receiver, which breaks no rule. */
export const healthyCheck: Comparison = {
  name: "healthy-check",
  run: ({ quick }) => Promise.resolve(goals.map((goal): Row => rowOf(goal, quick ? 3 : 11))),
};

function rowOf({ what, clock, mostMs }: (typeof goals)[number], rounds: number): Row {
  const times = Array.from({ length: rounds }, () => millisecondsOf(clock));
  const [least = 0, median = 0, most = 0] = [0, 0.5, 1].map((share) => quantile(times, share));
  const spread = `${Math.round(least)}..${Math.round(most)}, ${rounds} rounds`;
  return {
    what: `check with every check, healthy receiver, ${what}`,
    figure: `${Math.round(median)} ms (${spread})`,
    goal: { text: `< ${mostMs} ms`, met: median < mostMs },
  };
}

function millisecondsOf(clock: string): number {
  const exec = ["--exec", `${process.execPath} ${receiver}`, "--receiver-clock", clock];
  return 1_000 * secondsOf([bin, "check", ...exec], { MOCKLARK_ENCRYPT_KEY: encryptKey });
}
