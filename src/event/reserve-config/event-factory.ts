import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import {
  anyObject,
  aRandom,
  either,
  functionToCall,
  createOptionCheck,
  listOf,
  numberFrom,
  oneOf,
  type OptionTable,
  text,
  trueOrFalse,
} from "../../base/option-check.js";
import type { Random } from "../../base/random.js";
import type { App } from "../app.js";
import type { Directory } from "../directory.js";
import { createEventHeader } from "../event-header.js";
import { eventTexts } from "../event-texts.js";
import { createParts, type EventParts } from "./event-parts.js";
import { contentOf, eventVariants, type EventVariant, type Scope } from "./event-variants.js";
import { applyOverrides, type OverrideOptions, type Overrides } from "../overrides.js";
import { seesUserIds } from "../hidden-user-ids.js";
import {
  type ReserveConfigEvent,
  reserveConfigEventType,
  scopeTypes,
} from "./reserve-config-event.js";

export { eventVariants, type EventVariant } from "./event-variants.js";

export interface EventOptions {
  /** Default "typical". */
  readonly variant?: EventVariant;
  /** What changed: a meeting room or a level; default: one or the other. */
  readonly scope?: "room" | "level";
  /** Applied last, and not checked: `checkEvent` says whether the result is still valid. */
  readonly overrides?: Overrides | OverrideOptions["set"];
  readonly unset?: readonly string[];
  /** Unix milliseconds; default: the factory's `now()`. */
  readonly createTimeMs?: number;
  /** 32 lower-case hex digits; default: drawn. */
  readonly eventId?: string;
  /** Adds `time_config.if_cover_child_scope`, which only the official SDKs' types know. */
  readonly coverChildScope?: boolean;
  /** Adds `department_name` to departments, which only the official SDKs' types know. */
  readonly departmentNames?: boolean;
}

export const eventOptions: OptionTable<EventOptions> = {
  variant: oneOf(eventVariants),
  scope: oneOf(["room", "level"]),
  // Looked at where they are applied.
  overrides: true,
  unset: listOf(text),
  createTimeMs: numberFrom(0),
  eventId: text,
  coverChildScope: trueOrFalse,
  departmentNames: trueOrFalse,
};

const checkOptions = createOptionCheck<EventOptions>(eventTexts("make-event"), eventOptions);

/** Those among the options of a call that also sends the event. */
export function eventOptionsOf(options: EventOptions): EventOptions {
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (Object.hasOwn(eventOptions, name)) own[name] = value;
  }
  return own;
}

export interface EventFactory {
  /**
   * The next event: valid, obeying every rule, and as this app sees it (`user_id` null without the permission).
   * @param parts what the event lists; default: made for it alone
   */
  readonly create: (options?: EventOptions, parts?: EventParts) => ReserveConfigEvent;
}

export interface EventFactoryOptions {
  readonly random: Random;
  readonly directory: Directory;
  /** The app, or what gives it as it is when an event is made. */
  readonly app: App | (() => App);
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly eventIds?: Random;
}

const checkSettings = createOptionCheck<EventFactoryOptions>(eventTexts("create-factory"), {
  random: aRandom,
  directory: (value) =>
    isRecord(value) && "rooms" in value ? undefined : eventTexts("await-directory"),
  app: either(anyObject, functionToCall),
  now: functionToCall,
  eventIds: aRandom,
});

/**
 * Makes events that draw from one directory. The same random source, directory, app and times give the
 * same bytes; `eventIds` can be a source of its own where ids must differ although the seed does not.
 */
export function createEventFactory(settings: EventFactoryOptions): EventFactory {
  checkSettings(settings);
  const { random, directory, app, now, eventIds = random.fork("event-ids") } = settings;
  const source = random.fork("events");
  const appNow = typeof app === "function" ? app : () => app;

  function create(options: EventOptions = {}, given?: EventParts): ReserveConfigEvent {
    checkOptions(options);
    const { variant = "typical", departmentNames = false, overrides, unset } = options;
    if (departmentNames) requireNames(directory);
    const owner = appNow();
    const parts = given ?? createParts({ userIds: seesUserIds(owner), departmentNames });
    const scope = drawScope(source, directory, options.scope);
    const event: ReserveConfigEvent = {
      schema: "2.0",
      header: createEventHeader(owner, {
        eventId: options.eventId ?? eventIds.hex(32),
        createTimeMs: options.createTimeMs ?? now(),
        eventType: reserveConfigEventType,
      }),
      event: contentOf[variant]({ random: source, directory, parts }, scope),
    };
    if (options.coverChildScope !== undefined) {
      event.event.time_config = {
        ...event.event.time_config,
        if_cover_child_scope: options.coverChildScope,
      };
    }
    return overrides || unset ? applyOverrides(event, { set: overrides, unset }) : event;
  }

  return { create };
}

function drawScope(
  random: Random,
  { rooms, levels }: Directory,
  scope: "room" | "level" = random.chance(0.75) ? "room" : "level",
): Scope {
  return scope === "room"
    ? { scope_id: random.pick(rooms).roomId, scope_type: scopeTypes.room }
    : { scope_id: random.pick(levels).levelId, scope_type: scopeTypes.level };
}

function requireNames({ departments }: Directory): void {
  if (departments.every(({ name }) => name !== "")) return;
  throw new MocklarkError("USAGE", eventTexts("nameless"), { remedy: eventTexts("with-names") });
}
