import type { Random } from "../base/random.js";
import { generateTenant } from "../tenant/generate-tenant.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { Generate } from "./tenant-file.js";

export type MadeUp = Pick<TenantDefinition, "people" | "departments" | "levels" | "rooms">;

/** A company that is worth looking at, when nobody says how large it is. */
export const wholeCompany = { people: 200, departments: 12, levels: 8, rooms: 40 };

/** The contact service's own id for what is above every department. */
const rootDepartment = "0";

/** People, departments, levels below the root that is there, and rooms on them; as many as are asked for. */
export async function makeUp(
  { people = 0, departments = 0, levels = 0, rooms = 0, locale = "zh" }: Generate,
  { random, rootId }: { readonly random: Random; readonly rootId: string },
): Promise<MadeUp> {
  const made = await generateTenant({
    random,
    locale,
    people: Math.max(1, people),
    departments: Math.max(1, departments),
    levels: levels + 1,
    rooms: Math.max(1, rooms),
  });
  const madeRootId = made.levels[0]?.levelId;
  const below = <Place extends string | undefined>(levelId: Place): Place | string =>
    levelId === madeRootId ? rootId : levelId;
  return {
    departments: made.departments.slice(0, departments),
    levels: made.levels
      .slice(1)
      .map((level) => ({ ...level, parentId: below(level.parentId ?? rootId) })),
    rooms: made.rooms.slice(0, rooms).map((room) => ({ ...room, levelId: below(room.levelId) })),
    people: made.people
      .slice(0, people)
      .map((person) => (departments === 0 ? { ...person, departmentId: rootDepartment } : person)),
  };
}
