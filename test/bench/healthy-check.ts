import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Comparison } from "./comparison.js";
import { encryptKey } from "./bench-app.js";
import type { Row } from "./table.js";

const bin = fileURLToPath(new URL("../../../dist/cli/bin.js", import.meta.url));
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
  const times = Array.from({ length: rounds }, () => millisecondsOf(clock)).toSorted(
    (left, right) => left - right,
  );
  const median = times[Math.floor(rounds / 2)] ?? 0;
  const spread = `${Math.round(times[0] ?? 0)}..${Math.round(times.at(-1) ?? 0)}, ${rounds} rounds`;
  return {
    what: `check with every check, healthy receiver, ${what}`,
    figure: `${Math.round(median)} ms (${spread})`,
    goal: { text: `< ${mostMs} ms`, met: median < mostMs },
  };
}

function millisecondsOf(clock: string): number {
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
  const exec = ["--exec", `${process.execPath} ${receiver}`, "--receiver-clock", clock];
  const env = { ...rest, MOCKLARK_ENCRYPT_KEY: encryptKey };
  const startedAt = performance.now();
  execFileSync(process.execPath, [bin, "check", ...exec], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return performance.now() - startedAt;
}
