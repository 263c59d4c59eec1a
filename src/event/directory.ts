import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { aRandom, createOptionCheck, oneOf, trueOrFalse } from "../base/option-check.js";
import { once } from "../base/once.js";
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
  const { people, departments, rooms, levels } = options;
  const counts = { ...usualCounts, ...definedOnly({ people, departments, rooms, levels }) };
  assertCounts(counts);
  const directory = createIds(random.fork("directory"), counts, (source, draw) => draw(source));
  if (!names) return directory;
  const { nameDirectory } = await import("./directory-names.js");
  return nameDirectory(directory, { random: random.fork("names"), locale });
}

/**
 * The company that `createDirectory` makes of the same source, without names, for events: of its hundreds of people
 * an event lists a few, and only of these the ids are made.
 */
export const createNamelessDirectory = (random: Random): Directory =>
  createIds(random.fork("directory"), usualCounts, (source, draw) => {
    const later = source.skip(personWords);
    return new LaterPerson(() => draw(later()));
  });

type Counts = Readonly<Record<"people" | "departments" | "rooms" | "levels", number>>;

const usualCounts: Counts = { people: 480, departments: 24, rooms: 40, levels: 8 };

function assertCounts(counts: Counts): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isSafeInteger(count) && count >= 1) continue;
    throw new MocklarkError("USAGE", eventTexts("directory-count", { name, count }), {
      remedy: eventTexts("give-count", { name }),
    });
  }
}

type MakePerson = (random: Random, draw: (source: Random) => Person) => Person;

function createIds(random: Random, counts: Counts, makePerson: MakePerson): Directory {
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
  const drawPerson = (source: Random): Person => ({
    name: "",
    openId: `ou_${source.hex(32)}`,
    unionId: `on_${source.hex(32)}`,
    userId: source.alphanumeric(8, { lower: true }),
    departmentId: source.pick(departments).departmentId,
  });
  const people = times(counts.people, () => makePerson(random, drawPerson));
  return { people, departments, rooms, levels };
}

/** What a person takes of a source: two ids of hex digits, one of letters, and a pick. */
const personWords = 4 + 4 + 8 + 1;

/** Somebody whose ids are made when they are first read. */
class LaterPerson implements Person {
  readonly name = "";
  readonly #person: () => Person;

  constructor(draw: () => Person) {
    this.#person = once(draw);
  }

  get openId(): string {
    return this.#person().openId;
  }

  get unionId(): string {
    return this.#person().unionId;
  }

  get userId(): string {
    return this.#person().userId;
  }

  get departmentId(): string {
    return this.#person().departmentId;
  }
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
