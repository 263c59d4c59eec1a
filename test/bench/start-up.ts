import { bin, secondsOf } from "./command-time.js";
import type { Comparison } from "./comparison.js";
import { runInTurns } from "./paired-rounds.js";
import { atMost, type Row } from "./table.js";
import { startWorker } from "./worker.js";

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
