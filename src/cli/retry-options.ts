import type { Command } from "./commander.js";
import {
  type Clock,
  createDefaultClock,
  createRealClock,
  createScaledClock,
  parseSpeed,
} from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import { InvalidArgument } from "./invalid-argument.js";
import {
  choiceFlag,
  flag,
  integerFlag,
  parsedFlag,
  probabilityFlag,
  repeatable,
} from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

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
    .addOption(choiceFlag("--retries <mode>", flagTexts("retries"), retryModes).default(usual))
    .addOption(parsedFlag("--speed <factor>", flagTexts("speed"), parseSpeed));
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
      repeatable(flag("--success-status <status>", flagTexts("success-status")), readStatus),
    )
    .addOption(integerFlag("--follow-redirects <n>", flagTexts("follow-redirects")))
    .addOption(flag("--no-resign", flagTexts("no-resign")))
    .addOption(flag("--no-reencrypt", flagTexts("no-reencrypt")))
    .addOption(choiceFlag("--timestamps <clock>", flagTexts("timestamps"), ["wall", "simulated"]))
    .addOption(flag("--ordered", flagTexts("ordered")))
    .addOption(probabilityFlag("--duplicate-probability <p>", flagTexts("duplicate-probability")));
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
  throw new InvalidArgument(flagTexts("expected-status"));
}
