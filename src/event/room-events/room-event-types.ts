/**
 * What Feishu says of rooms and of the levels they hang on, beside their reserve limits.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/created
 */
export const roomEventTypes = [
  "vc.room.created_v1",
  "vc.room.updated_v1",
  "vc.room.deleted_v1",
  "vc.room_level.created_v1",
  "vc.room_level.updated_v1",
  "vc.room_level.deleted_v1",
] as const;

export type RoomEventType = (typeof roomEventTypes)[number];
