import { MocklarkError } from "../base/errors.js";
import { aRandom, createOptionCheck, oneOf, trueOrFalse } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { eventTexts } from "./event-texts.js";

export interface Person {
  /** The empty string in a directory without names. */
  readonly name: string;
  /** `ou_` and 32 hex digits. */
  readonly openId: string;
  /** `on_` and 32 hex digits. */
  readonly unionId: string;
  /** 8 lower-case letters and digits. */
  readonly userId: string;
  /** The department the person belongs to. */
  readonly departmentId: string;
}

export interface DirectoryDepartment {
  readonly name: string;
  /** `od-` and 32 hex digits. */
  readonly departmentId: string;
}

export interface Room {
  readonly name: string;
  /** `omm_` and 32 hex digits. */
  readonly roomId: string;
  /** Seats. */
  readonly capacity: number;
  /** The level the room is on. */
  readonly levelId: string;
}

export interface Level {
  readonly name: string;
  /** `omb_` and 32 hex digits. */
  readonly levelId: string;
}

/** The made-up company whose people, departments, rooms and levels all events name. */
export interface Directory {
  readonly people: readonly Person[];
  readonly departments: readonly DirectoryDepartment[];
  readonly rooms: readonly Room[];
  readonly levels: readonly Level[];
}

export type DirectoryLocale = "zh" | "en";

export interface DirectoryOptions {
  readonly random: Random;
  /** Language of the names. */
  readonly locale?: DirectoryLocale;
  /** How many of each; 500 people and departments are what one event may list. */
  readonly people?: number;
  readonly departments?: number;
  readonly rooms?: number;
  readonly levels?: number;
  /**
   * Without names faker is not loaded, which saves most of the start-up of a short command.
   * The ids are the same with names and without.
   */
  readonly names?: boolean;
}

const checkOptions = createOptionCheck<DirectoryOptions>(eventTexts("make-directory"), {
  random: aRandom,
  locale: oneOf(["zh", "en"]),
  // The counts have a message of their own.
  people: true,
  departments: true,
  rooms: true,
  levels: true,
  names: trueOrFalse,
});

/** Makes the company once, so that the same approver turns up in many events as in a real tenant. */
export async function createDirectory(options: DirectoryOptions): Promise<Directory> {
  checkOptions(options);
  const { random, locale = "zh", names = true } = options;
  const { people = 480, departments = 24, rooms = 40, levels = 8 } = options;
  const counts = { people, departments, rooms, levels };
  assertCounts(counts);
  const directory = createIds(random.fork("directory"), counts);
  if (!names) return directory;
  const { nameDirectory } = await import("./directory-names.js");
  return nameDirectory(directory, { random: random.fork("names"), locale });
}

type Counts = Readonly<Record<"people" | "departments" | "rooms" | "levels", number>>;

function assertCounts(counts: Counts): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isSafeInteger(count) && count >= 1) continue;
    throw new MocklarkError("USAGE", eventTexts("directory-count", { name, count }), {
      remedy: eventTexts("give-count", { name }),
    });
  }
}

function createIds(random: Random, counts: Counts): Directory {
  const departments = times(counts.departments, () => ({
    name: "",
    departmentId: `od-${random.hex(32)}`,
  }));
  const levels = times(counts.levels, () => ({ name: "", levelId: `omb_${random.hex(32)}` }));
  const rooms = times(counts.rooms, () => ({
    name: "",
    roomId: `omm_${random.hex(32)}`,
    capacity: random.pick([4, 6, 8, 10, 12, 20, 40]),
    levelId: random.pick(levels).levelId,
  }));
  const people = times(counts.people, () => ({
    name: "",
    openId: `ou_${random.hex(32)}`,
    unionId: `on_${random.hex(32)}`,
    userId: random.alphanumeric(8, { lower: true }),
    departmentId: random.pick(departments).departmentId,
  }));
  return { people, departments, rooms, levels };
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
