import { once } from "../base/once.js";
import type { TenantDepartment, TenantPerson } from "./company.js";
import type { UserIdType } from "./reserve-config-change.js";

/** People by any of their ids or by their department, and departments by either id or by the one above. */
export interface PeopleIndex {
  findPerson(id: string, type: UserIdType): TenantPerson | undefined;
  findDepartment(departmentId: string): TenantDepartment | undefined;
  findDepartmentByCustomId(customId: string): TenantDepartment | undefined;
  /** Those right in a department, by its open id; "0" is the root. */
  peopleOf(departmentId: string): readonly TenantPerson[];
  /** Those right below a department, by its open id; "0" is the root. */
  childDepartments(departmentId: string): readonly TenantDepartment[];
  /** From right below the root to the department itself, by its open id. */
  departmentPath(departmentId: string): readonly TenantDepartment[];
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

  function peopleBy(type: UserIdType): Map<string, TenantPerson> {
    const known = byType.get(type);
    if (known) return known;
    const made = new Map(people.map((person) => [idOfPerson(person, type), person]));
    byType.set(type, made);
    return made;
  }
  const byOpenId = once(() => new Map(departments.map((each) => [each.departmentId, each])));
  const byCustomId = once(() => new Map(departments.map((each) => [each.customId, each])));
  const byDepartment = once(() => grouped(people, ({ departmentId }) => departmentId));
  const byParent = once(() => grouped(departments, ({ parentId = rootId }) => parentId));
  return {
    findPerson: (id, type) => peopleBy(type).get(id),
    findDepartment: (departmentId) => byOpenId().get(departmentId),
    findDepartmentByCustomId: (customId) => byCustomId().get(customId),
    peopleOf: (departmentId) => byDepartment().get(departmentId) ?? [],
    childDepartments: (departmentId) => byParent().get(departmentId) ?? [],
    departmentPath(departmentId) {
      const path: TenantDepartment[] = [];
      let department = byOpenId().get(departmentId);
      for (; department; department = byOpenId().get(department.parentId ?? rootId)) {
        path.unshift(department);
      }
      return path;
    },
  };
}

/** Of the root, above all departments. */
const rootId = "0";

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The person's id of one kind. */
export function idOfPerson({ openId, unionId, userId }: TenantPerson, type: UserIdType): string {
  if (type === "union_id") return unionId;
  return type === "user_id" ? userId : openId;
}
