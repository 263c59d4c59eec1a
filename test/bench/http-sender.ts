/**
 * The senders of the HTTP comparisons, in a process of their own. Other people's are loaded where they send, so
 * that what is measured of mocklark's memory is mocklark's.
 */
import type { Agent } from "undici";
import { createRealClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { openJournal } from "../../src/delivery/journal.js";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { pushMany } from "../../src/simulator/push-many.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { app, createValidEvents } from "./bench-app.js";
import { serveTasks } from "./worker.js";

export interface SendTask {
  readonly url: string;
  readonly count: number;
  /** Requests on the wire at once, and so connections. */
  readonly inFlight: number;
  /** A folder for a journal, and how it is flushed. */
  readonly journal?: { readonly folder: string; readonly everyMs?: number };
}

/** What it took this process to send them all. */
export interface SendResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory the process has had so far, in bytes. */
  readonly peakBytes: number;
}

const clock = createRealClock();
const simulators = new Map<string, Promise<Simulator>>();
let undiciAgent: Agent | undefined;
const nextEvent = await createValidEvents();
const builder = createRequestBuilder(app);
const random = createRandom(4);

serveTasks({
  mocklark: async (task: SendTask) => {
    const simulator = await simulatorFor(task);
    return measured(async () => {
      const { succeeded } = await pushMany(simulator, { to: task.url, count: task.count });
      return succeeded;
    }, task);
  },
  undici: (task: SendTask) => measured(() => sendWithUndici(task), task),
  autocannon: (task: SendTask) => measured(() => sendWithAutocannon(task), task),
  close: async () => {
    for (const simulator of simulators.values()) await (await simulator).close();
  },
});

async function measured(send: () => Promise<number>, { count }: SendTask): Promise<SendResult> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const succeeded = await send();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (succeeded !== count) throw new Error(`only ${succeeded} of ${count} were answered with 200`);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { seconds, cpuSeconds: (user + system) / 1e6, peakBytes };
}

/** One for each way of sending, so that its connections stay open between rounds. */
function simulatorFor({ url, inFlight, journal }: SendTask): Promise<Simulator> {
  const key = JSON.stringify({ url, inFlight, journal });
  const known = simulators.get(key);
  if (known) return known;
  const made = open();
  simulators.set(key, made);
  return made;

  async function open(): Promise<Simulator> {
    const settings = { app, seed: 5, clock, maxInFlight: inFlight, keep: 0 };
    if (!journal) return createSimulator(settings);
    const { folder, everyMs } = journal;
    const flushing = everyMs === undefined ? "commit" : { everyMs };
    return createSimulator({
      ...settings,
      journal: await openJournal(folder, { clock, flushing }),
    });
  }
}

/** The same requests, each fresh and signed, sent as plainly as undici can. */
async function sendWithUndici({ url, count, inFlight }: SendTask): Promise<number> {
  const undici = await import("undici");
  const dispatcher = (undiciAgent ??= new undici.Agent({ connections: 10, pipelining: 1 }));
  let started = 0;
  let succeeded = 0;
  const sendOneByOne = async (): Promise<void> => {
    while (started < count) {
      started++;
      const { headers, body } = builder.event(nextEvent(), { random, timestampMs: Date.now() });
      const answer = await undici.request(url, {
        method: "POST",
        headers: headers.flat(),
        body,
        dispatcher,
      });
      // A body that nobody reads keeps its connection.
      await answer.body.dump();
      if (answer.statusCode === 200) succeeded++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sendOneByOne));
  return succeeded;
}

/** One ready-made request over and over. */
async function sendWithAutocannon({ url, count, inFlight }: SendTask): Promise<number> {
  const { headers, body } = builder.event(nextEvent(), { random, timestampMs: Date.now() });
  const { default: autocannon } = await import("autocannon");
  const result = await autocannon({
    url,
    method: "POST",
    connections: inFlight,
    amount: count,
    headers: Object.fromEntries(headers.filter(([name]) => name !== "Content-Length")),
    body,
    // It looks only this often (in ms) whether it is done.
    sampleInt: 20,
  });
  return result["2xx"];
}
