import type { Random } from "../base/random.js";
import type { Channel } from "../delivery/channel.js";
import type { Fault } from "../delivery/fault.js";
import { faultsByChance } from "../delivery/faults-by-chance.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { PushOptions } from "./simulator-options.js";

/** What goes wrong in which attempt at one event. */
export type FaultPlan = ((attempt: number) => Fault | undefined) | undefined;

/** The faults the caller planned, and where there is none those that chance brings. */
export function planFaults(
  { fault, faultProbability: probability = 0 }: Pick<PushOptions, "fault" | "faultProbability">,
  {
    event,
    transport,
    random,
  }: {
    readonly event: Partial<FeishuEvent>;
    readonly transport: Channel["kind"];
    readonly random: Random;
  },
): FaultPlan {
  const planned = fault && (typeof fault === "function" ? fault : atFirst(fault));
  if (probability === 0) return planned;
  const own = random.fork(event.header?.event_id ?? "");
  const byChance = faultsByChance({ random: own, probability, transport });
  return (attempt) => planned?.(attempt) ?? byChance(attempt);
}

const atFirst =
  (fault: Fault) =>
  (attempt: number): Fault | undefined =>
    attempt === 1 ? fault : undefined;
