import type { Random } from "../base/random.js";
import { createDirectory } from "../event/directory.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { Generate } from "./tenant-file.js";

export type MadeUp = Pick<TenantDefinition, "people" | "departments" | "levels" | "rooms">;

/** A company that is worth looking at, when nobody says how large it is. */
export const wholeCompany = { people: 200, departments: 12, levels: 8, rooms: 40 };

/** People, departments, levels right below the root, and rooms on them; as many as are asked for. */
export async function makeUp(
  { people = 0, departments = 0, levels = 0, rooms = 0, locale = "zh" }: Generate,
  { random, rootId }: { readonly random: Random; readonly rootId: string },
): Promise<MadeUp> {
  const made = await createDirectory({
    random,
    locale,
    people: Math.max(1, people),
    departments: Math.max(1, departments),
    levels: Math.max(1, levels),
    rooms: Math.max(1, rooms),
  });
  const own = random.fork("own-ids");
  return {
    departments: made.departments
      .slice(0, departments)
      .map((department) => ({ ...department, customId: own.hex(16) })),
    levels: made.levels.slice(0, levels).map((level) => ({ ...level, parentId: rootId })),
    rooms: made.rooms.slice(0, rooms).map((room) => ({
      ...room,
      levelId: levels === 0 ? rootId : room.levelId,
      displayId: `LM${own.digits(9)}`,
      status: { enabled: true },
    })),
    people: made.people
      .slice(0, people)
      .map((person) => (departments === 0 ? { ...person, departmentId: "0" } : person)),
  };
}
