import type { Command } from "commander";
import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { EventOptions } from "../event/reserve-config/event-factory.js";
import { eventVariants, type EventVariant } from "../event/reserve-config/event-variants.js";
import type { EventType } from "../event/event-type.js";
import { parseOverride } from "../event/overrides.js";
import { choiceFlag, flag, integerFlag, listFlag } from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

export interface EventFlags {
  readonly seed?: number;
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly variant?: EventVariant;
  readonly scope?: "room" | "level";
  readonly locale?: "zh" | "en";
  readonly deterministic?: boolean;
}

/** 2026-01-01T00:00:00Z, the time of every --deterministic event. */
const fixedTimeMs = 1_767_225_600_000;

/** What decides an event's content; the same on every command that makes one. */
export function addEventOptions(command: Command): Command {
  return command
    .addOption(integerFlag("--seed <n>", flagTexts("event-seed")))
    .addOption(listFlag("--set <path=value>", flagTexts("set")))
    .addOption(listFlag("--unset <path>", flagTexts("unset")))
    .addOption(choiceFlag("--variant <name>", flagTexts("variant"), eventVariants))
    .addOption(choiceFlag("--scope <kind>", flagTexts("scope"), ["room", "level"]))
    .addOption(choiceFlag("--locale <language>", flagTexts("locale"), ["zh", "en"]))
    .addOption(flag("--deterministic", flagTexts("deterministic")));
}

/**
 * What the flags ask of each event.
 * @param types those of --event; none for `vc.reserve_config.updated_v1`
 * @throws MocklarkError INVALID_OVERRIDE for a path that events of the type do not have
 */
export function eventOptions(flags: EventFlags, types: readonly EventType[] = []): EventOptions {
  const [type, other] = types;
  if (other && flags.set.length + flags.unset.length > 0) throw ofSeveralTypes();
  const set = flags.set.map((text) => parseOverride(text, type?.schemaNode));
  return definedOnly({
    variant: flags.variant,
    scope: flags.scope,
    overrides: set.length === 0 ? undefined : set,
    unset: flags.unset.length === 0 ? undefined : flags.unset,
  });
}

const ofSeveralTypes = (): MocklarkError =>
  new MocklarkError("USAGE", flagTexts("set-of-several"), {
    remedy: flagTexts("set-of-several-remedy"),
  });

/** The simulator options that follow from --seed, --locale and --deterministic. */
export async function eventClock(flags: EventFlags): Promise<{
  readonly seed?: number;
  readonly locale?: "zh" | "en";
  readonly clock?: Clock;
}> {
  const fixed = flags.deterministic === true;
  return definedOnly({
    seed: flags.seed ?? (fixed ? 1 : undefined),
    locale: flags.locale,
    clock: fixed ? await createFixedClock() : undefined,
  });
}

async function createFixedClock(): Promise<Clock> {
  const { createVirtualClock } = await import("../base/clock.js");
  return createVirtualClock({ startMs: fixedTimeMs });
}
