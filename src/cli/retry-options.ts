import type { Command } from "commander";
import { type Clock, createRealClock, createVirtualClock } from "../base/clock.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import { choiceFlag } from "./options.js";

const retryModes = ["fast", "real", "off"] as const;

export interface RetryFlags {
  readonly retries: (typeof retryModes)[number];
}

/** How failed attempts are followed up; on every command that delivers. */
export function addRetryOptions(command: Command): Command {
  return command.addOption(
    choiceFlag(
      "--retries <mode>",
      "after a failure: skip the waits, wait as Feishu does (7 h in all), or never retry",
      retryModes,
    ).default("fast"),
  );
}

/** Fast skips the waits in simulated time: five attempts in a moment, reported as if over seven hours. */
export function retryTiming({ retries }: RetryFlags): {
  readonly clock: Clock;
  readonly policy: Partial<DeliveryPolicy>;
} {
  return {
    clock: retries === "fast" ? createVirtualClock({ autoAdvance: true }) : createRealClock(),
    policy: retries === "off" ? { waitsMs: [] } : {},
  };
}
