import { batchDepartments } from "./contact/batch-departments.js";
import { batchUsers } from "./contact/batch-users.js";
import { findUsersByDepartment } from "./contact/find-users-by-department.js";
import { getDepartment } from "./contact/get-department.js";
import { getUser } from "./contact/get-user.js";
import { listChildDepartments } from "./contact/list-child-departments.js";
import { getConnections } from "./event-v1/get-connections.js";
import { listOutboundIps } from "./event-v1/list-outbound-ips.js";
import { getBotInfo } from "./get-bot-info.js";
import type { Operation } from "./operation.js";
import { disableInformOperations } from "./reserve-configs/disable-inform.js";
import { getReserveScope } from "./reserve-configs/get-reserve-scope.js";
import { patchReserveConfig } from "./reserve-configs/patch-reserve-config.js";
import { reserveAdminOperations } from "./reserve-configs/reserve-admin.js";
import { reserveFormOperations } from "./reserve-configs/reserve-form.js";
import { createRoomLevel } from "./room-levels/create-room-level.js";
import { deleteRoomLevel } from "./room-levels/delete-room-level.js";
import { getRoomLevel } from "./room-levels/get-room-level.js";
import { listRoomLevels } from "./room-levels/list-room-levels.js";
import { mgetRoomLevels } from "./room-levels/mget-room-levels.js";
import { patchRoomLevel } from "./room-levels/patch-room-level.js";
import { searchRoomLevels } from "./room-levels/search-room-levels.js";
import { createRoom } from "./rooms/create-room.js";
import { deleteRoom } from "./rooms/delete-room.js";
import { getRoom } from "./rooms/get-room.js";
import { listRooms } from "./rooms/list-rooms.js";
import { mgetRooms } from "./rooms/mget-rooms.js";
import { patchRoom } from "./rooms/patch-room.js";
import { searchRooms } from "./rooms/search-rooms.js";

/** Every call of the Open API, but for the tokens that all the others need. */
export const operations: readonly Operation[] = [
  getBotInfo,
  patchReserveConfig,
  getReserveScope,
  ...reserveFormOperations,
  ...reserveAdminOperations,
  ...disableInformOperations,
  listRooms,
  mgetRooms,
  searchRooms,
  createRoom,
  getRoom,
  patchRoom,
  deleteRoom,
  listRoomLevels,
  searchRoomLevels,
  mgetRoomLevels,
  deleteRoomLevel,
  createRoomLevel,
  getRoomLevel,
  patchRoomLevel,
  batchUsers,
  findUsersByDepartment,
  getUser,
  getDepartment,
  batchDepartments,
  listChildDepartments,
  listOutboundIps,
  getConnections,
];
