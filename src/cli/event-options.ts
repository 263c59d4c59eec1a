import type { Command } from "commander";
import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { EventOptions } from "../event/reserve-config/event-factory.js";
import { eventVariants, type EventVariant } from "../event/reserve-config/event-variants.js";
import type { EventType } from "../event/event-type.js";
import { parseOverride } from "../event/overrides.js";
import { choiceFlag, flag, integerFlag, listFlag } from "./options.js";

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
    .addOption(integerFlag("--seed <n>", "the same seed makes the same events"))
    .addOption(
      listFlag("--set <path=value>", "set a field, for example event.time_config.max_duration=4"),
    )
    .addOption(listFlag("--unset <path>", "leave a field out"))
    .addOption(choiceFlag("--variant <name>", "which kind of event", eventVariants))
    .addOption(choiceFlag("--scope <kind>", "whose limits changed", ["room", "level"]))
    .addOption(choiceFlag("--locale <language>", "language of names", ["zh", "en"]))
    .addOption(
      flag("--deterministic", "fix ids and times too (seed 1 unless --seed says otherwise)"),
    );
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
  new MocklarkError(
    "USAGE",
    "Failed to make events: --set and --unset say fields of one type, but --event names several.",
    { remedy: "Give one --event." },
  );

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
