import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { App } from "../../event/app.js";
import type { Directory } from "../../event/directory.js";
import type { EventType } from "../../event/event-type.js";
import type { EventTypes } from "../../event/event-types.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { applyOverrides } from "../../event/overrides.js";
import { createEventFactory, type EventOptions } from "../../event/reserve-config/event-factory.js";
import type { ReserveConfigEvent } from "../../event/reserve-config/reserve-config-event.js";
import { reserveConfigType } from "../../event/reserve-config/reserve-config-type.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import type { DrawId } from "./run-ids.js";

export interface MakeOptions {
  /** Default: the run's first. */
  readonly type?: EventType;
  /** Unix milliseconds; default: now. */
  readonly createTimeMs?: number;
}

/**
 * Makes a valid event of its type's one plain content, with an event_id and a subject nobody else has, so that
 * only ids tell two such events apart.
 * @param ids where its ids are drawn from
 */
export type MakeEvent = (ids: Random, options?: MakeOptions) => FeishuEvent;

/**
 * The same of `vc.reserve_config.updated_v1` with another content, about a room if not told otherwise. Without a
 * `variant` it starts from the plain content.
 */
export type MakeReserveConfig = (ids: Random, options: EventOptions) => ReserveConfigEvent;

/** The events of one run. */
export interface EventMaker {
  readonly types: EventTypes;
  readonly make: MakeEvent;
  readonly makeReserveConfig: MakeReserveConfig;
  /** The ids by which a witness knows an event. */
  readonly idsOf: (event: FeishuEvent) => EventIds;
}

export interface EventMakerOptions {
  readonly types: EventTypes;
  readonly app: App;
  readonly random: Random;
  readonly directory: Directory;
  readonly wall: WallClock;
  readonly drawId: DrawId;
}

export function createEventMaker(options: EventMakerOptions): EventMaker {
  const { types, app, random, directory, wall, drawId } = options;
  const factory = createEventFactory({
    random: random.fork("events"),
    directory,
    app,
    now: () => wall.now(),
  });

  const make: MakeEvent = (ids, { type = types.main, createTimeMs = wall.now() } = {}) => {
    const eventId = drawId(ids);
    return type.plain({ app, directory, eventId, subjectHex: drawId(ids), createTimeMs });
  };

  function makeReserveConfig(ids: Random, options: EventOptions): ReserveConfigEvent {
    const { variant, scope = "room", overrides, unset, ...others } = options;
    if (variant !== undefined) {
      const event = factory.create({ scope, eventId: drawId(ids), ...options });
      return reserveConfigType.withSubject(event, drawId(ids)) as ReserveConfigEvent;
    }
    const event = make(ids, { type: reserveConfigType, ...others }) as ReserveConfigEvent;
    if (scope === "level") {
      event.event.scope_id = event.event.scope_id.replace("omm_", "omb_");
      event.event.scope_type = 1;
    }
    return overrides || unset ? applyOverrides(event, { set: overrides, unset }) : event;
  }

  return {
    types,
    make,
    makeReserveConfig,
    idsOf: (event) => ({
      eventId: event.header.event_id,
      subjectId: types.of(event).subjectIdOf(event),
    }),
  };
}
