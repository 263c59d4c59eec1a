import type { App } from "../app.js";
import type { Directory, Person } from "../directory.js";
import { seesUserIds } from "../hidden-user-ids.js";
import type { ReserveConfigUpdated, Subscriber } from "./reserve-config-event.js";

/**
 * Settings of a room no receiver has a reason to refuse: whole hours, one of each list, every documented field,
 * none of them at a limit. Whoever refuses a rarer value then fails the check of that value and no other.
 */
export function plainContent(
  { people, departments }: Directory,
  app: App,
  roomId: string,
): ReserveConfigUpdated {
  const subscriber = ({ openId, unionId, userId }: Person): Subscriber => ({
    user_id: { open_id: openId, union_id: unionId, user_id: seesUserIds(app) ? userId : null },
  });
  return {
    approve_config: {
      approval_condition: 1,
      approval_switch: 1,
      approvers: people.slice(0, 1).map(subscriber),
      meeting_duration: 3,
    },
    reserve_scope_config: {
      allow_all_users: 0,
      allow_depts: departments.slice(0, 1).map(({ departmentId }) => ({
        department_id: departmentId,
      })),
      allow_users: people.slice(1, 2).map(subscriber),
    },
    scope_id: roomId,
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
