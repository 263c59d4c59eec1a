import { isDeepStrictEqual } from "node:util";
import { createEventHeader } from "../event/event-header.js";
import { withoutHiddenIds } from "../event/hidden-user-ids.js";
import { mayReceiveRoomEvent } from "../event/room-events/may-receive-room-event.js";
import type { RoomContact, RoomEventContents } from "../event/room-events/room-event-contents.js";
import type { RoomEventType } from "../event/room-events/room-event-types.js";
import type { TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import type { PeopleIndex } from "./people-index.js";
import type { PlaceTree } from "./place-tree.js";
import type { TenantApp } from "./tenant-app.js";
import type { Emission } from "./tenant-record.js";
import type { TenantRules } from "./tenant-rules.js";
import { writeLevel } from "./write-level.js";
import { writeRoom } from "./write-room.js";

export interface PlaceEmissionSources {
  readonly people: Pick<PeopleIndex, "findPerson">;
  /** As they are when the change is made. */
  readonly apps: () => Iterable<TenantApp>;
  readonly rules: Pick<TenantRules, "unchangedPatch">;
  readonly newEventId: () => string;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/**
 * The events a change to a room or level brings about, before it is applied: one for each app that subscribed
 * and may receive it, the one that made the change included, with an id of its own.
 *
 * Documented: what the events say, and that creating, updating and deleting a room or level fires them.
 * Inferred: that it is one event, for the room or level which the change names. A level that moves or is deleted
 * fires nothing for what is below it (`delete_child` is how a receiver learns of that), and nothing for its
 * parent, whose `has_child` may be another now.
 */
export interface PlaceEmissions {
  readonly ofSavedRoom: (room: TenantRoom) => readonly Emission[];
  readonly ofDeletedRoom: (roomId: string) => readonly Emission[];
  readonly ofSavedLevel: (level: TenantLevel) => readonly Emission[];
  readonly ofDeletedLevel: (levelId: string, deleteChild: boolean) => readonly Emission[];
}

/** @param places with every change that was made before */
export function createPlaceEmissions(
  places: PlaceTree,
  { people, apps, rules, newEventId, now }: PlaceEmissionSources,
): PlaceEmissions {
  function tell<Type extends RoomEventType>(
    eventType: Type,
    content: () => RoomEventContents[Type],
  ): Emission[] {
    const told = [...apps()].filter(
      (app) => app.events.includes(eventType) && mayReceiveRoomEvent(app, eventType),
    );
    if (told.length === 0) return [];
    const event = content();
    return told.map((app) => {
      const header = createEventHeader(app, {
        eventId: newEventId(),
        createTimeMs: now(),
        eventType,
      });
      return { appId: app.appId, event: withoutHiddenIds({ schema: "2.0", header, event }, app) };
    });
  }

  const isSilent = (before: object, after: object): boolean =>
    rules.unchangedPatch === "silent" && isDeepStrictEqual(before, after);

  const tenant = {
    pathTo: (levelId: string) => places.pathTo(levelId),
    findPerson: people.findPerson,
  };
  return {
    ofSavedRoom(room) {
      const before = places.findRoom(room.roomId);
      if (before && isSilent(before, room)) return [];
      return tell(before ? "vc.room.updated_v1" : "vc.room.created_v1", () => ({
        room: writeRoom(room, { tenant, nameContact: contactOf }),
      }));
    },
    ofDeletedRoom: (roomId) => tell("vc.room.deleted_v1", () => ({ room: { room_id: roomId } })),
    ofSavedLevel(level) {
      const before = places.findLevel(level.levelId);
      if (before && isSilent(before, level)) return [];
      return tell(before ? "vc.room_level.updated_v1" : "vc.room_level.created_v1", () => ({
        room_level: writeLevel(level, places),
      }));
    },
    ofDeletedLevel: (levelId, deleteChild) =>
      tell("vc.room_level.deleted_v1", () => ({
        delete_child: deleteChild,
        room_level_id: levelId,
      })),
  };
}

const contactOf = ({ openId, unionId, userId }: TenantPerson): RoomContact => ({
  open_id: openId,
  union_id: unionId,
  user_id: userId,
});
