import type { TenantDepartment, TenantPerson } from "./company.js";
import type { UserIdType } from "./reserve-config-change.js";

/** People by any of their ids, and departments by their open id. */
export interface PeopleIndex {
  findPerson(id: string, type: UserIdType): TenantPerson | undefined;
  findDepartment(departmentId: string): TenantDepartment | undefined;
}

/** Each index is made when it is first asked for: a tenant has tens of thousands of people. */
export function createPeopleIndex({
  people,
  departments,
}: {
  readonly people: readonly TenantPerson[];
  readonly departments: readonly TenantDepartment[];
}): PeopleIndex {
  const byType = new Map<UserIdType, Map<string, TenantPerson>>();
  let byDepartmentId: Map<string, TenantDepartment> | undefined;

  function peopleBy(type: UserIdType): Map<string, TenantPerson> {
    const known = byType.get(type);
    if (known) return known;
    const made = new Map(people.map((person) => [idOfPerson(person, type), person]));
    byType.set(type, made);
    return made;
  }
  return {
    findPerson: (id, type) => peopleBy(type).get(id),
    findDepartment(departmentId) {
      byDepartmentId ??= new Map(departments.map((each) => [each.departmentId, each]));
      return byDepartmentId.get(departmentId);
    },
  };
}

/** The person's id of one kind. */
export function idOfPerson({ openId, unionId, userId }: TenantPerson, type: UserIdType): string {
  if (type === "union_id") return unionId;
  return type === "user_id" ? userId : openId;
}
