import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison } from "./comparison.js";
import type { SendResult, SendTask } from "./http-sender.js";
import { type Contestant, quantile, ratioOf, runInTurns } from "./paired-rounds.js";
import { atLeast, megabytes, perSecond, type Row } from "./table.js";
import { startWorker, type Worker } from "./worker.js";

type Sender = "mocklark" | "undici" | "autocannon";

/** Requests per second to a receiver that verifies, decrypts and parses: Express with our reference code. */
export const verifyingReceiver: Comparison = {
  name: "verifying-receiver",
  run: ({ quick }) =>
    withWorkers(async ({ receiver, sender }) => {
      const url = await receiver.call<string>("verifying");
      const task: SendTask = { url, count: quick ? 600 : 2_000, inFlight: 10 };
      const ours = createContestant("mocklark", sender, task);
      const theirs = createContestant("autocannon", sender, task);
      const turns = await runInTurns([ours, theirs], quick ? 5 : 11);
      const ratio = turns.ratio("mocklark", "autocannon");
      const cpuRatio = ratioOf(ours.cpuSeconds(), theirs.cpuSeconds());
      return [
        {
          what: "every body unique and signed, Express receiver that verifies, against autocannon with one body",
          figure: perSecond(turns.rate("mocklark")),
          ratio,
          goal: atLeast(ratio, 0.95),
        },
        {
          what: "... the sender's processor time per request",
          figure: `${((quantile(ours.cpuSeconds(), 0.5) * 1e6) / task.count).toFixed(0)} us`,
          ratio: cpuRatio,
        },
      ];
    }),
};

/** Requests per second to a receiver that does nothing, so that the sender is what is measured. */
export const rawReceiver: Comparison = {
  name: "raw-receiver",
  run: ({ quick }) =>
    withWorkers(async ({ receiver, sender }) => {
      const url = await receiver.call<string>("raw");
      const task: SendTask = { url, count: quick ? 1_000 : 4_000, inFlight: 10 };
      const turns = await runInTurns(
        (["mocklark", "undici", "autocannon"] as const).map((name) =>
          createContestant(name, sender, task),
        ),
        quick ? 5 : 11,
      );
      const overUndici = turns.ratio("mocklark", "undici");
      return [
        {
          what: "every body unique and signed, node:http receiver, against the same requests over undici",
          figure: perSecond(turns.rate("mocklark")),
          ratio: overUndici,
          goal: atLeast(overUndici, 1),
        },
        {
          what: "... against autocannon with one body",
          figure: perSecond(turns.rate("autocannon")),
          ratio: turns.ratio("mocklark", "autocannon"),
        },
      ];
    }),
};

/** A long stream of events: rate and memory, each sender in a fresh process. */
export const manyDeliveries: Comparison = {
  name: "many-deliveries",
  async run({ quick }) {
    const count = quick ? 10_000 : 100_000;
    const ours = await sendFromFreshProcess("mocklark", count);
    const theirs = await sendFromFreshProcess("autocannon", count);
    const rate = ratioOf([count / ours.seconds], [count / theirs.seconds]);
    const rows: Row[] = [
      {
        what: `${count.toLocaleString("en-US")} events to a node:http receiver, 50 in flight, against autocannon with one body`,
        figure: perSecond(count / ours.seconds),
        ratio: rate,
      },
      {
        what: `... peak memory, against autocannon's ${megabytes(theirs.peakBytes)}`,
        figure: megabytes(ours.peakBytes),
        ratio: ratioOf([ours.peakBytes], [theirs.peakBytes]),
      },
    ];
    return quick ? rows : [...rows, await memoryOfAMillion(ours)];
  },
};

async function memoryOfAMillion(ofHundredThousand: SendResult): Promise<Row> {
  const { peakBytes } = await sendFromFreshProcess("mocklark", 1_000_000);
  const ratio = ratioOf([peakBytes], [ofHundredThousand.peakBytes]);
  const goal = { text: "<= 1.15 x, <= 150 MB", met: ratio.median <= 1.15 && peakBytes <= 150e6 };
  const what = "1,000,000 events: peak memory, against 100,000";
  return { what, figure: megabytes(peakBytes), ratio, goal };
}

function sendFromFreshProcess(name: Sender, count: number): Promise<SendResult> {
  return withWorkers(async ({ receiver, sender }) => {
    const url = await receiver.call<string>("raw");
    return sender.call<SendResult>(name, { url, count, inFlight: 50 });
  });
}

/** The journal on against off, with 50 in flight. */
export const journalCost: Comparison = {
  name: "journal",
  async run({ quick }) {
    const rounds = quick ? 5 : 11;
    const real = await compareJournals("verifying", quick ? 400 : 1_500, rounds);
    const raw = await compareJournals("raw", quick ? 800 : 4_000, rounds);
    return [
      {
        what: "journal, on disk before acted on, Express receiver, against none",
        figure: perSecond(real.rate("commit")),
        ratio: real.ratio("commit", "none"),
        goal: atLeast(real.ratio("commit", "none"), 0.9),
      },
      {
        what: "... node:http receiver",
        figure: perSecond(raw.rate("commit")),
        ratio: raw.ratio("commit", "none"),
        goal: atLeast(raw.ratio("commit", "none"), 0.45),
      },
      {
        what: "... flushed every 20 ms",
        figure: perSecond(raw.rate("background")),
        ratio: raw.ratio("background", "none"),
        goal: atLeast(raw.ratio("background", "none"), 0.85),
      },
    ];
  },
};

function compareJournals(kind: "raw" | "verifying", count: number, rounds: number) {
  return withWorkers(async ({ receiver, sender }) => {
    const folder = await mkdtemp(join(tmpdir(), "mocklark-bench-"));
    const task: SendTask = { url: await receiver.call<string>(kind), count, inFlight: 50 };
    const commit = { ...task, journal: { folder: join(folder, "commit") } };
    const background = { ...task, journal: { folder: join(folder, "background"), everyMs: 20 } };
    try {
      return await runInTurns(
        [
          { ...createContestant("mocklark", sender, task), name: "none" },
          { ...createContestant("mocklark", sender, commit), name: "commit" },
          { ...createContestant("mocklark", sender, background), name: "background" },
        ],
        rounds,
      );
    } finally {
      await sender.call("close");
      await rm(folder, { recursive: true, force: true });
    }
  });
}

interface SendingContestant extends Contestant {
  /** The sender's processor time in each round. */
  cpuSeconds(): readonly number[];
}

function createContestant(name: Sender, sender: Worker, task: SendTask): SendingContestant {
  const cpu: number[] = [];
  return {
    name,
    async round() {
      const { seconds, cpuSeconds } = await sender.call<SendResult>(name, task);
      cpu.push(cpuSeconds);
      return task.count / seconds;
    },
    // The first round warms up.
    cpuSeconds: () => cpu.slice(1),
  };
}

async function withWorkers<Result>(
  work: (workers: { receiver: Worker; sender: Worker }) => Promise<Result>,
): Promise<Result> {
  const receiver = startWorker("http-receiver.js");
  const sender = startWorker("http-sender.js");
  try {
    return await work({ receiver, sender });
  } finally {
    await Promise.all([receiver.stop(), sender.stop()]);
  }
}
