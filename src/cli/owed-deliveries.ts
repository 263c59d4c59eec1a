import type { Clock } from "../base/clock.js";
import { formatDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import type { Delivery, DeliveryStatus } from "../delivery/delivery.js";
import type { Journal } from "../delivery/journal.js";
import type { Simulator } from "../simulator/simulator.js";
import type { Terminal } from "./terminal.js";

/** What came of the deliveries of an earlier process. */
export interface Resumed {
  readonly owed: number;
  readonly succeeded: number;
  readonly left: number;
  /** Why some could not even be tried: they stay owed. */
  readonly refusals: readonly MocklarkError[];
}

/** The journal of --data. @throws MocklarkError FILE */
export async function openDataFolder(
  folder: string,
  clock: Clock,
  terminal: Terminal,
): Promise<Journal> {
  const { openJournal } = await import("../delivery/journal.js");
  return openJournal(folder, { clock, onWaiting: tellWaiting(folder, terminal) });
}

/** For whoever opens a folder that somebody else may still use. */
export const tellWaiting =
  (folder: string, terminal: Terminal) =>
  (longestMs: number): void =>
    terminal.progress(
      `the last user of ${folder} ran in another container or on another machine; waiting up to ${formatDuration(longestMs)} to see whether it still runs\n`,
    );

/** Goes on with what an earlier process with the same --data owed, and says so. */
export async function resumeOwed(simulator: Simulator, terminal: Terminal): Promise<Resumed> {
  const owed = simulator.resume();
  if (owed.length > 0) {
    const count =
      owed.length === 1 ? "1 unfinished delivery" : `${owed.length} unfinished deliveries`;
    terminal.progress(`resuming ${count} of an earlier process\n`);
  }
  const ended: Delivery[] = [];
  const refusals: MocklarkError[] = [];
  for (const result of await Promise.allSettled(owed.map((submission) => submission.ended))) {
    if (result.status === "fulfilled") ended.push(result.value);
    else if (result.reason instanceof MocklarkError) refusals.push(result.reason);
    else throw result.reason;
  }
  const having = (status: DeliveryStatus): number =>
    ended.filter((delivery) => delivery.status === status).length;
  return {
    owed: owed.length,
    succeeded: having("succeeded"),
    left: having("pending") + refusals.length,
    refusals,
  };
}

/** "of 5 resumed deliveries 4 delivered, 1 left for the next process" */
export function describeResumed({ owed, succeeded, left }: Resumed): string {
  const rest = left > 0 ? `, ${left} left for the next process` : "";
  return `of ${owed} resumed deliveries ${succeeded} delivered${rest}`;
}

/** What is said when events are left in a --data folder. */
export function describeOwed(count: number): string {
  return `${eventsThatStay(count)} owed: the next start with this --data folder goes on with them`;
}

/** One error for all that could not be resumed, with each reason once; undefined when all could. */
export function refusalOf({ refusals }: Resumed): MocklarkError | undefined {
  const [first] = refusals;
  if (!first) return undefined;
  const reasons = [...new Set(refusals.map(({ reason }) => reason))];
  const remedies = new Set(refusals.flatMap(({ remedy }) => remedy ?? []));
  return new MocklarkError(
    first.code,
    `Failed to resume: ${eventsThatStay(refusals.length)} owed: ${listed(reasons)}.`,
    { remedy: [...remedies].slice(0, mostReasons).join(" "), cause: first },
  );
}

/** @throws MocklarkError the code of the first refusal */
export function assertAllResumed(resumed: Resumed): void {
  const refusal = refusalOf(resumed);
  if (refusal) throw refusal;
}

const mostReasons = 3;

function listed(reasons: readonly string[]): string {
  const rest = reasons.length - mostReasons;
  return reasons.slice(0, mostReasons).join("; ") + (rest > 0 ? `; and ${rest} more reasons` : "");
}

const eventsThatStay = (count: number): string =>
  count === 1 ? "1 event stays" : `${count} events stay`;
