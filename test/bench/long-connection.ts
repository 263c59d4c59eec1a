import type { Comparison } from "./comparison.js";
import { runInTurns } from "./paired-rounds.js";
import { atLeast, megabytes, perSecond, type Row } from "./table.js";
import { startWorker, type Worker } from "./worker.js";

/** Events pushed and acknowledged per second, 100 at a time; the client is the same each time. */
export const longConnection: Comparison = {
  name: "long-connection",
  run: async ({ quick }) => [
    ...(await compareServers(1, quick)),
    ...(await compareServers(50, quick)),
    await measureOutstanding(),
  ],
};

async function compareServers(connections: number, quick: boolean): Promise<Row[]> {
  return withWorkers(async ({ server, client }) => {
    for (const name of ["gateway", "static", "protobufjs"]) {
      const url = await server.call<string>("open", name);
      await client.call("connect", { url, connections, acknowledges: true });
    }
    await server.call("online", connections);
    const count = quick ? 2_000 : 8_000;
    const turns = await runInTurns(
      ["gateway", "pushMany", "static", "protobufjs"].map((name) => ({
        name,
        round: async () => count / (await server.call<number>("push", { name, count })),
      })),
      quick ? 5 : 11,
    );
    const over = connections === 1 ? "one connection" : `${connections} connections`;
    const overProtobufjs = turns.ratio("gateway", "protobufjs");
    const wholeOverProtobufjs = turns.ratio("pushMany", "protobufjs");
    const overStatic = turns.ratio("gateway", "static");
    return [
      {
        what: `fresh, validated event pushed and acknowledged over ${over}, against protobufjs + ajv`,
        figure: perSecond(turns.rate("gateway")),
        ratio: overProtobufjs,
        goal: atLeast(overProtobufjs, connections === 1 ? 1.5 : 1.3),
      },
      {
        what: "... against one ready-made frame",
        figure: perSecond(turns.rate("static")),
        ratio: overStatic,
        goal: atLeast(overStatic, 0.6),
      },
      {
        what: "... as whole deliveries with log and retries, against protobufjs + ajv",
        figure: perSecond(turns.rate("pushMany")),
        ratio: wholeOverProtobufjs,
        goal: atLeast(wholeOverProtobufjs, 1),
      },
    ];
  });
}

async function measureOutstanding(): Promise<Row> {
  const count = 10_000;
  return withWorkers(async ({ server, client }) => {
    const url = await server.call<string>("open", "gateway");
    await client.call("connect", { url, connections: 1, acknowledges: false });
    await server.call("online", 1);
    const { heapBytes, rssBytes } = await server.call<{ heapBytes: number; rssBytes: number }>(
      "outstanding",
      count,
    );
    const each = (heapBytes / count / 1000).toFixed(1);
    return {
      what: `memory with ${count.toLocaleString("en-US")} events outstanding, as whole deliveries`,
      figure: `${megabytes(heapBytes)}, ${each} kB each; process ${megabytes(rssBytes)}`,
    };
  });
}

async function withWorkers<Result>(
  work: (workers: { server: Worker; client: Worker }) => Promise<Result>,
): Promise<Result> {
  const server = startWorker("push-server.js");
  const client = startWorker("push-client.js");
  try {
    return await work({ server, client });
  } finally {
    await Promise.all([server.stop(), client.stop()]);
  }
}
