import type { App, Permission } from "../app.js";
import type { RoomEventType } from "./room-event-types.js";

/**
 * Whether an app that subscribed to the event gets it: all need `vc:room` or `vc:room:readonly`, for a deleted
 * level one of two narrower permissions is enough.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/deleted
 */
export function mayReceiveRoomEvent({ permissions }: App, eventType: RoomEventType): boolean {
  const enough = eventType === "vc.room_level.deleted_v1" ? [...forAll, ...forDeleted] : forAll;
  return enough.some((permission) => permissions.includes(permission));
}

const forAll: readonly Permission[] = ["vc:room", "vc:room:readonly"];
const forDeleted: readonly Permission[] = ["vc:rooms.roomlevel:read", "vc:rooms.roomlevel:delete"];
