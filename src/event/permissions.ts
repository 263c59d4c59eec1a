/**
 * What an app may do and see. The first three decide whether the events of limits, rooms and levels reach it,
 * and with which fields; the others open calls of the Open API and fields of their answers, and two of them the
 * event of a deleted level.
 */
export const permissions = [
  "vc:room",
  "vc:room:readonly",
  "contact:user.employee_id:readonly",
  // What the developer console offers beside the two for all of rooms and levels.
  "vc:rooms.room:create",
  "vc:rooms.room:update",
  "vc:rooms.room:delete",
  "vc:rooms.room.basicinfo:read",
  "vc:rooms.room.detailinfo:read",
  "vc:rooms.roomlevel:create",
  "vc:rooms.roomlevel:read",
  "vc:rooms.roomlevel:update",
  "vc:rooms.roomlevel:delete",
  "contact:contact.base:readonly",
  "contact:contact:access_as_app",
  "contact:contact:readonly",
  "contact:contact:readonly_as_app",
  "contact:user.base:readonly",
  "contact:user.email:readonly",
  "contact:user.phone:readonly",
  "contact:user.gender:readonly",
  "contact:user.department:readonly",
  "contact:user.employee:readonly",
  "contact:user.department_path:readonly",
  "contact:department.base:readonly",
  "contact:department.organize:readonly",
  "event:ip_list",
] as const;

export type Permission = (typeof permissions)[number];
