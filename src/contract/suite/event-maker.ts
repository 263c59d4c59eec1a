import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import { seesUserIds } from "../../event/permission-projection.js";
import type { App } from "../../event/app.js";
import type { Directory, Person } from "../../event/directory.js";
import { createEventFactory, type EventOptions } from "../../event/event-factory.js";
import { applyOverrides } from "../../event/overrides.js";
import type {
  ReserveConfigEvent,
  ReserveConfigUpdated,
  Subscriber,
} from "../../event/reserve-config-event.js";
import type { DrawId } from "./run-ids.js";

/**
 * Makes a valid event with an event_id and a scope_id nobody else has, about a room if not told otherwise.
 * Without a `variant` it has the one plain content of the run, so that only ids tell two such events apart.
 * @param ids where its ids are drawn from
 */
export type MakeEvent = (ids: Random, options?: EventOptions) => ReserveConfigEvent;

export interface EventMakerOptions {
  readonly app: App;
  readonly random: Random;
  readonly directory: Directory;
  readonly wall: WallClock;
  readonly drawId: DrawId;
}

export function createEventMaker(options: EventMakerOptions): MakeEvent {
  const { app, random, directory, wall, drawId } = options;
  const factory = createEventFactory({
    random: random.fork("events"),
    directory,
    app,
    now: () => wall.now(),
  });
  const plain = plainContent(directory, app);

  function createPlain(options: EventOptions): ReserveConfigEvent {
    const { overrides, unset, ...others } = options;
    const event = factory.create({ ...others, variant: "minimal" });
    const { scope_id, scope_type } = event.event;
    event.event = { ...structuredClone(plain), scope_id, scope_type };
    return overrides || unset ? applyOverrides(event, { set: overrides, unset }) : event;
  }

  return (ids, options = {}) => {
    const chosen: EventOptions = { scope: "room", eventId: drawId(ids), ...options };
    const event = options.variant === undefined ? createPlain(chosen) : factory.create(chosen);
    // Events draw their scope from one directory; here it must tell whose effect was seen.
    event.event.scope_id = `${event.event.scope_type === 1 ? "omb" : "omm"}_${drawId(ids)}`;
    return event;
  };
}

/**
 * Settings no receiver has a reason to refuse: whole hours, one of each list, every documented field, none
 * of them at a limit. Whoever refuses a rarer value then fails the check of that value and no other.
 */
function plainContent({ people, departments }: Directory, app: App): ReserveConfigUpdated {
  const subscriber = ({ openId, unionId, userId }: Person): Subscriber => ({
    user_id: { open_id: openId, union_id: unionId, user_id: seesUserIds(app) ? userId : null },
  });
  const [approvers, users] = [people.slice(0, 1), people.slice(1, 2)].map((some) =>
    some.map(subscriber),
  );
  return {
    approve_config: {
      approval_condition: 1,
      approval_switch: 1,
      approvers: approvers ?? [],
      meeting_duration: 3,
    },
    reserve_scope_config: {
      allow_all_users: 0,
      allow_depts: departments.slice(0, 1).map(({ departmentId }) => ({
        department_id: departmentId,
      })),
      allow_users: users ?? [],
    },
    scope_id: "",
    scope_type: 2,
    time_config: {
      days_in_advance: 365,
      end_time: "72000",
      max_duration: 2,
      opening_hour: "28800",
      start_time: "28800",
      time_switch: 1,
    },
  };
}
