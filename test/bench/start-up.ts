import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Comparison } from "./comparison.js";
import { runInTurns } from "./paired-rounds.js";
import { atMost, type Row } from "./table.js";
import { startWorker } from "./worker.js";

/** The built command, not the copy these benchmarks are compiled with. */
const bin = fileURLToPath(new URL("../../../dist/cli/bin.js", import.meta.url));

const bare = "node -e 0";

/** At most so many times as long as `node -e 0`. */
const goals: Readonly<Record<string, number>> = {
  "mocklark --version": 1.3,
  "mocklark generate": 2,
  "mocklark send": 3,
};

const commandsTo = (receiver: string): Readonly<Record<string, readonly string[]>> => ({
  [bare]: ["-e", "0"],
  "mocklark --version": [bin, "--version"],
  "mocklark generate": [bin, "generate"],
  // One event, delivered.
  "mocklark send": [bin, "send", receiver, "--retries", "off"],
});

/** From the start of a process to its end, against one that does nothing. */
export const startUp: Comparison = {
  name: "start-up",
  async run({ quick }) {
    const receiver = startWorker("http-receiver.js");
    try {
      const commands = commandsTo(await receiver.call<string>("raw"));
      const turns = await runInTurns(
        Object.entries(commands).map(([name, args]) => ({
          name,
          round: () => 1 / secondsOf(args),
        })),
        quick ? 9 : 41,
      );
      return Object.entries(goals).map(([name, most]): Row => {
        const ratio = turns.ratio(bare, name);
        const figure = `${(1000 / turns.rate(name)).toFixed(0)} ms`;
        return { what: `${name}, against ${bare}`, figure, ratio, goal: atMost(ratio, most) };
      });
    } finally {
      await receiver.stop();
    }
  },
};

function secondsOf(args: readonly string[]): number {
  // Node reads these certificates and options at every start, which hides what is measured.
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...env } = process.env;
  const startedAt = performance.now();
  execFileSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  return (performance.now() - startedAt) / 1000;
}
