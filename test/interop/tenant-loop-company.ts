import { permissions } from "../../src/event/app.js";

/** The app of the loops; it may do everything but list the addresses that events come from. */
export const app = {
  name: "Room sync",
  appId: "cli_0123456789abcdef",
  appSecret: "interop-app-secret",
  encryptKey: "interop encrypt key",
  verificationToken: "interop-verification-token",
  permissions: permissions.filter((each) => each !== "event:ip_list"),
};

export const tenantKey = "0123456789abcdef";

const idOf = (prefix: string, number: number): string =>
  `${prefix}${String(number).padStart(32, "0")}`;

export const departments = ["Front office", "研究部"].map((name, index) => ({
  name,
  departmentId: idOf("od-", index + 1),
}));

const people = ["Zhang San", "李四", "Wang Wu", "Zhao Liu", "Sun Qi"].map((name, index) => ({
  name,
  department: "Front office",
  email: `p${index}@example.com`,
  openId: idOf("ou_", index + 1),
  unionId: idOf("on_", index + 1),
  userId: `person0${index}`,
}));

/** Who approves bookings of the room, and who may book it. */
export const approvers = people.slice(0, 2);
export const allowed = people.slice(2);

/** Three pages of three, the last not full. */
export const rooms = Array.from({ length: 7 }, (_, index) => ({
  name: `Room ${101 + index}`,
  capacity: 4 + index,
  roomId: idOf("omm_", index + 1),
  displayId: `LM10000000${index}`,
}));

/** The room whose limits change, and its level. */
export const room = rooms[0] as (typeof rooms)[number];
export const level = { name: "Beijing", levelId: idOf("omb_", 1), rooms };

/** The tenant's file. */
export const company = {
  name: "Example Ltd",
  tenantKey,
  apps: [app],
  departments,
  people,
  levels: [level],
};
