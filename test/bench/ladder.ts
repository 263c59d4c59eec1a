import { createServer } from "node:http";
import { createVirtualClock } from "../../src/base/clock.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { app } from "./bench-app.js";
import type { Comparison } from "./comparison.js";
import { quantile } from "./paired-rounds.js";

const ladderMs = (15 + 300 + 3_600 + 21_600) * 1_000;

/** Five attempts over 7 h 5 min 15 s of simulated time, against a receiver that fails four times. */
export const wholeLadder: Comparison = {
  name: "ladder",
  async run({ quick }) {
    const rounds = quick ? 9 : 41;
    await climb();
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await climb());
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(times, share));
    const spread = `${low?.toFixed(0)}..${high?.toFixed(0)}, ${rounds} rounds`;
    return [
      {
        what: "whole ladder of 7 h 5 min 15 s in virtual time, real HTTP",
        figure: `${median?.toFixed(1)} ms (${spread})`,
        goal: { text: "< 200 ms", met: (median ?? Number.NaN) < 200 },
      },
    ];
  },
};

/** Real milliseconds for one delivery with its four retries. */
async function climb(): Promise<number> {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(++requests % 5 === 0 ? 200 : 500).end());
  });
  const clock = createVirtualClock({ autoAdvance: true });
  const simulator = createSimulator({ app, clock });
  try {
    const event = await simulator.generate();
    const startedAt = performance.now();
    const { status, attempts } = await simulator.push({ to: server, event });
    const tookMs = performance.now() - startedAt;
    const spanMs = (attempts.at(-1)?.startedAtMs ?? 0) - (attempts[0]?.startedAtMs ?? 0);
    if (status !== "succeeded" || spanMs < ladderMs) {
      throw new Error(`the ladder ended as ${status} after ${spanMs} ms of simulated time`);
    }
    return tookMs;
  } finally {
    await simulator.close();
  }
}
