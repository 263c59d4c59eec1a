import type { DeliveryStatus } from "../delivery/delivery.js";
import type { Simulator } from "../simulator/simulator.js";
import type { Terminal } from "./terminal.js";

export interface Resumed {
  readonly owed: number;
  readonly succeeded: number;
  readonly left: number;
}

/** Goes on with what an earlier process with the same --data owed, and says so. */
export async function resumeOwed(simulator: Simulator, terminal: Terminal): Promise<Resumed> {
  const owed = simulator.resume();
  if (owed.length > 0) {
    terminal.progress(`resuming ${owed.length} deliveries an earlier process owed\n`);
  }
  const ended = await Promise.all(owed.map((submission) => submission.ended));
  const having = (status: DeliveryStatus): number =>
    ended.filter((delivery) => delivery.status === status).length;
  return { owed: owed.length, succeeded: having("succeeded"), left: having("pending") };
}

export function describeResumed({ owed, succeeded, left }: Resumed): string {
  const rest = left > 0 ? `, ${left} left for the next process` : "";
  return `of ${owed} resumed deliveries ${succeeded} delivered${rest}`;
}
