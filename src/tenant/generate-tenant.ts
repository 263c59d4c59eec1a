import {
  aRandom,
  createOptionCheck,
  listOf,
  anyObject,
  oneOf,
  text,
} from "../base/option-check.js";
import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import { createApp } from "../event/app.js";
import {
  createDirectory,
  type DirectoryDepartment,
  type DirectoryLocale,
  type Level,
  type Person,
  type Room,
} from "../event/directory.js";
import { installedApp } from "./bare-tenant.js";
import type { TenantDepartment, TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import type { TenantApp } from "./tenant-app.js";
import type { TenantDefinition } from "./tenant-definition.js";
import { tenantTexts } from "./tenant-texts.js";

export interface GenerateTenantOptions {
  /** The rooms, levels, people and departments have the ids of `createDirectory` with the same one. */
  readonly random: Random;
  /** Language of the names; default "zh". */
  readonly locale?: DirectoryLocale;
  /** Of the company, and of its root level. */
  readonly name?: string;
  /** Default: one with every permission. */
  readonly apps?: readonly TenantApp[];
  /** How many of each; default 480, 24, 40 and 8. */
  readonly people?: number;
  readonly departments?: number;
  readonly rooms?: number;
  readonly levels?: number;
}

const checkOptions = createOptionCheck<GenerateTenantOptions>(tenantTexts("generate"), {
  random: aRandom,
  locale: oneOf(["zh", "en"]),
  name: text,
  apps: listOf(anyObject),
  // Their message is that of the directory.
  people: true,
  departments: true,
  rooms: true,
  levels: true,
});

interface Wording {
  readonly company: string;
  /** Both count from 1. */
  building(number: number): string;
  floor(number: number): string;
  readonly jobTitles: readonly string[];
}

const wordings: Readonly<Record<DirectoryLocale, Wording>> = {
  zh: {
    company: "云雀科技",
    building: (number) => `${number} 号楼`,
    floor: (number) => `F${number}`,
    jobTitles: [
      "工程师",
      "产品经理",
      "设计师",
      "测试工程师",
      "会计",
      "人事专员",
      "销售经理",
      "行政助理",
    ],
  },
  en: {
    company: "Larkfield Ltd",
    building: (number) => `Building ${number}`,
    floor: (number) => `Floor ${number}`,
    jobTitles: [
      "Engineer",
      "Product Manager",
      "Designer",
      "Test Engineer",
      "Accountant",
      "Recruiter",
      "Sales Manager",
      "Office Assistant",
    ],
  },
};

/** A believable company made up from a seed: the same seed makes the same one. */
export async function generateTenant(options: GenerateTenantOptions): Promise<TenantDefinition> {
  checkOptions(options);
  const { random, locale = "zh", people, departments, rooms, levels } = options;
  const wording = wordings[locale];
  const { name = wording.company, apps = [installedApp(createApp({}, random))] } = options;
  const counts = definedOnly({ people, departments, rooms, levels });
  const directory = await createDirectory({ random, locale, ...counts });
  const source = random.fork("company");
  const tree = buildTree(directory.levels, name, wording);
  return {
    name,
    tenantKey: apps[0]?.tenantKey ?? source.fork("tenant-key").hex(16),
    apps,
    levels: tree,
    rooms: furnish(directory.rooms, tree, source.fork("rooms")),
    departments: nest(directory.departments, source.fork("departments")),
    people: employ(directory.people, wording, source.fork("people")),
  };
}

/** One building for about every four levels, and the rest of the levels as their floors, in turn. */
function buildTree(levels: readonly Level[], name: string, wording: Wording): TenantLevel[] {
  const [root, ...others] = levels;
  if (!root) return [];
  const count = Math.ceil(others.length / 4);
  const buildings = others.slice(0, count);
  return [
    { levelId: root.levelId, name },
    ...buildings.map(({ levelId }, index) => ({
      levelId,
      name: wording.building(index + 1),
      parentId: root.levelId,
    })),
    ...others.slice(count).map(({ levelId }, index) => ({
      levelId,
      name: wording.floor(Math.floor(index / count) + 1),
      parentId: buildings[index % count]?.levelId ?? root.levelId,
    })),
  ];
}

/** Rooms are where there is nothing below. */
function furnish(
  rooms: readonly Room[],
  levels: readonly TenantLevel[],
  random: Random,
): TenantRoom[] {
  const parents = new Set(levels.map(({ parentId }) => parentId));
  const leaves = levels.filter(({ levelId }) => !parents.has(levelId));
  const leafIds = new Set(leaves.map(({ levelId }) => levelId));
  const displayIds = new Set<string>();
  return rooms.map((room) => ({
    ...room,
    levelId: leafIds.has(room.levelId) ? room.levelId : random.pick(leaves).levelId,
    displayId: newDisplayId(displayIds, random),
    status: { enabled: true },
  }));
}

function newDisplayId(taken: Set<string>, random: Random): string {
  let id: string;
  do id = `LM${random.digits(9)}`;
  while (taken.has(id));
  taken.add(id);
  return id;
}

/** A quarter stands right below the root, each of the others below one that came before it. */
function nest(departments: readonly DirectoryDepartment[], random: Random): TenantDepartment[] {
  const top = Math.ceil(departments.length / 4);
  return departments.map((each, index) => ({
    ...each,
    customId: random.alphanumeric(12, { lower: true }),
    ...(index >= top && { parentId: random.pick(departments.slice(0, index)).departmentId }),
  }));
}

const employ = (
  people: readonly Person[],
  { jobTitles }: Wording,
  random: Random,
): TenantPerson[] =>
  people.map((person) => ({
    ...person,
    email: `${person.userId}@example.com`,
    jobTitle: random.pick(jobTitles),
  }));
