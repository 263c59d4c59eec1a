import { type Command, InvalidArgumentError } from "./commander.js";
import {
  type Clock,
  createDefaultClock,
  createRealClock,
  createScaledClock,
  parseSpeed,
} from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import { choiceFlag, flag, integerFlag, parsedFlag, probabilityFlag } from "./options.js";

const retryModes = ["fast", "real", "off"] as const;

export interface RetryFlags {
  readonly retries: (typeof retryModes)[number];
  readonly speed?: number;
}

/**
 * How failed attempts are followed up; on every command that delivers.
 * @param usual the mode where none is said
 */
export function addRetryOptions(command: Command, usual: RetryFlags["retries"] = "fast"): Command {
  return command
    .addOption(
      choiceFlag(
        "--retries <mode>",
        "after a failure: skip the waits, wait as Feishu does (7 h in all), or never retry",
        retryModes,
      ).default(usual),
    )
    .addOption(
      parsedFlag(
        "--speed <factor>",
        "wait as Feishu does, but so many times as fast: 60x",
        parseSpeed,
      ),
    );
}

/** Fast skips the waits in simulated time: five attempts in a moment, reported as if over seven hours. */
export function retryTiming({ retries, speed }: RetryFlags): {
  readonly clock: Clock;
  readonly policy: Partial<DeliveryPolicy>;
} {
  return {
    clock: clockFor(retries, speed),
    policy: retries === "off" ? { waitsMs: [] } : {},
  };
}

function clockFor(retries: RetryFlags["retries"], speed: number | undefined): Clock {
  if (speed !== undefined) return createScaledClock({ speed });
  return retries === "fast" ? createDefaultClock() : createRealClock();
}

export interface PolicyFlags {
  readonly successStatus?: readonly number[];
  readonly followRedirects?: number;
  /** False with --no-resign. */
  readonly resign: boolean;
  readonly reencrypt: boolean;
  readonly timestamps?: DeliveryPolicy["timestamps"];
  readonly ordered?: boolean;
  readonly duplicateProbability?: number;
}

/** What nobody outside knows of the platform, each with the default of `DeliveryPolicy`. */
export function addPolicyOptions(command: Command): Command {
  return command
    .addOption(
      flag("--success-status <status>", "count this as success too (repeatable)").argParser(
        readStatus,
      ),
    )
    .addOption(integerFlag("--follow-redirects <n>", "follow so many redirects; default 0"))
    .addOption(flag("--no-resign", "send retries with the first attempt's timestamp and signature"))
    .addOption(flag("--no-reencrypt", "send retries with the first attempt's ciphertext"))
    .addOption(
      choiceFlag("--timestamps <clock>", "what X-Lark-Request-Timestamp shows", [
        "wall",
        "simulated",
      ]),
    )
    .addOption(flag("--ordered", "hold each event until the one before it has ended"))
    .addOption(
      probabilityFlag(
        "--duplicate-probability <p>",
        "send an event again after its success, 0 to 1",
      ),
    );
}

/** The policy as the flags say; only what was said. */
export function readPolicy(flags: PolicyFlags): Partial<DeliveryPolicy> {
  const { successStatus, followRedirects, timestamps, ordered, duplicateProbability } = flags;
  return definedOnly({
    successStatuses: successStatus && [200, ...successStatus],
    followRedirects,
    timestamps,
    ordered,
    duplicateProbability,
    resign: flags.resign ? undefined : false,
    reencrypt: flags.reencrypt ? undefined : false,
  });
}

function readStatus(text: string, previous: readonly number[] = []): number[] {
  const status = Number(text);
  if (Number.isInteger(status) && status >= 100 && status <= 599) return [...previous, status];
  throw new InvalidArgumentError("Expected an HTTP status.");
}
