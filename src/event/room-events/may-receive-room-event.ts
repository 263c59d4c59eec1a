import type { App, Permission } from "../app.js";
import { mayReceive } from "../reserve-config/permission-projection.js";
import type { RoomEventType } from "./room-event-types.js";

/**
 * Whether an app that subscribed to the event gets it: all need `vc:room` or `vc:room:readonly`, for a deleted
 * level one of two narrower permissions is enough.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/deleted
 */
export function mayReceiveRoomEvent(app: App, eventType: RoomEventType): boolean {
  if (mayReceive(app)) return true;
  const isDeleted = eventType === "vc.room_level.deleted_v1";
  return isDeleted && forDeleted.some((permission) => app.permissions.includes(permission));
}

const forDeleted: readonly Permission[] = ["vc:rooms.roomlevel:read", "vc:rooms.roomlevel:delete"];
