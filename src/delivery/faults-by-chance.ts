import type { Random } from "../base/random.js";
import type { Channel } from "./channel.js";
import { connectionFaultNames, type Fault, faultNames, networkFaultNames } from "./fault.js";

/** Spoils each attempt with this probability (0..1), in a way of the network's or of the transport's own. */
export function faultsByChance({
  random,
  probability,
  transport,
}: {
  /** The event's own source: the same seed spoils the same attempts in the same way. */
  readonly random: Random;
  readonly probability: number;
  readonly transport: Channel["kind"];
}): (attempt: number) => Fault | undefined {
  const own = transport === "webhook" ? faultNames : connectionFaultNames;
  const names = [...networkFaultNames, ...own];
  return (attempt) => {
    const chance = random.fork(`${attempt}`);
    return chance.chance(probability) ? { name: chance.pick(names) } : undefined;
  };
}
