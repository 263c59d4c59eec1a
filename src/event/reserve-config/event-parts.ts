import type { DirectoryDepartment, Person } from "../directory.js";
import type { Department, Subscriber } from "./reserve-config-event.js";

/** What of the directory an event lists, as it stands in the event. */
export interface EventParts {
  readonly subscriber: (person: Person) => Subscriber;
  readonly department: (item: DirectoryDepartment) => Department;
}

export interface EventPartsOptions {
  /** False: every `user_id` is null. */
  readonly userIds: boolean;
  /** True: departments carry the `department_name` that only the SDKs know. */
  readonly departmentNames: boolean;
}

/** Parts that belong to one event each: whoever gets it may change them. */
export function createParts({ userIds, departmentNames }: EventPartsOptions): EventParts {
  return {
    subscriber: ({ openId, unionId, userId }) => ({
      user_id: { open_id: openId, union_id: unionId, user_id: userIds ? userId : null },
    }),
    department: ({ departmentId, name }) =>
      departmentNames
        ? { department_id: departmentId, department_name: name }
        : { department_id: departmentId },
  };
}
