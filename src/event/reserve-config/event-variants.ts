import { MocklarkError } from "../../base/errors.js";
import type { Random } from "../../base/random.js";
import type { Directory } from "../directory.js";
import { eventTexts } from "../event-texts.js";
import type { EventParts } from "./event-parts.js";
import { mostSubscribers } from "./reserve-scope-rules.js";
import type {
  ApproveConfig,
  ReserveConfigUpdated,
  ReserveScopeConfig,
  TimeConfig,
} from "./reserve-config-event.js";

/** Which kind of event is made; every one validates and obeys every rule. */
export const eventVariants = [
  /** Settings as an administrator would choose them. */
  "typical",
  /** Only `scope_id` and `scope_type`. */
  "minimal",
  /** The smallest documented values, empty lists, a fractional `meeting_duration`. */
  "smallest",
  /** The largest documented values. */
  "largest",
  /** As many users and departments as one setting may list. */
  "five-hundred",
] as const;

export type EventVariant = (typeof eventVariants)[number];

/** What changed: the part of an event that is always there. */
export type Scope = Pick<ReserveConfigUpdated, "scope_id" | "scope_type">;

/** Where an event's values come from. */
export interface VariantSource {
  readonly random: Random;
  readonly directory: Directory;
  readonly parts: EventParts;
}

type MakeContent = (source: VariantSource, scope: Scope) => ReserveConfigUpdated;

/** One function per variant; keys are in wire order, which is alphabetical. */
export const contentOf: Readonly<Record<EventVariant, MakeContent>> = {
  typical: (source, { scope_id, scope_type }) => ({
    approve_config: typicalApproval(source),
    reserve_scope_config: typicalReserveScope(source),
    scope_id,
    scope_type,
    time_config: typicalTimes(source.random),
  }),
  minimal: (_source, { scope_id, scope_type }) => ({ scope_id, scope_type }),
  smallest: (_source, { scope_id, scope_type }) => ({
    approve_config: smallestApproval(),
    reserve_scope_config: { allow_all_users: 1, allow_depts: [], allow_users: [] },
    scope_id,
    scope_type,
    time_config: smallestTimes(),
  }),
  largest: (source, { scope_id, scope_type }) => ({
    approve_config: largestApproval(source),
    reserve_scope_config: fiveHundred(source),
    scope_id,
    scope_type,
    time_config: largestTimes(),
  }),
  "five-hundred": (source, { scope_id, scope_type }) => ({
    approve_config: typicalApproval(source),
    reserve_scope_config: fiveHundred(source),
    scope_id,
    scope_type,
    time_config: typicalTimes(source.random),
  }),
};

const smallestApproval = (): ApproveConfig => ({
  approval_condition: 0,
  approval_switch: 0,
  approvers: [],
  meeting_duration: 0.1,
});

const smallestTimes = (): TimeConfig => ({
  days_in_advance: 1,
  end_time: "60",
  max_duration: 1,
  opening_hour: "0",
  start_time: "0",
  time_switch: 0,
});

const largestApproval = (source: VariantSource): ApproveConfig => ({
  approval_condition: 1,
  approval_switch: 1,
  approvers: source.directory.people.slice(0, 20).map((person) => source.parts.subscriber(person)),
  meeting_duration: 99,
});

const largestTimes = (): TimeConfig => ({
  days_in_advance: 730,
  end_time: "86400",
  max_duration: 99,
  opening_hour: "86400",
  // The last whole minute that leaves room for an end.
  start_time: "86340",
  time_switch: 1,
});

/** The few people who approve everything, as in a real company. */
const approverCount = 12;

function typicalApproval(source: VariantSource): ApproveConfig {
  const { random, directory } = source;
  const on = random.chance(0.6);
  const approvers = on
    ? neighbours(random, directory.people, random.integer(1, 3), approverCount)
    : [];
  return {
    approval_condition: random.chance(0.5) ? 1 : 0,
    approval_switch: approvers.length > 0 ? 1 : 0,
    approvers: approvers.map((person) => source.parts.subscriber(person)),
    meeting_duration: random.integer(1, 48) / 4,
  };
}

function typicalReserveScope(source: VariantSource): ReserveScopeConfig {
  const { random, directory } = source;
  const users = neighbours(random, directory.people, random.integer(0, 4));
  const departments = neighbours(random, directory.departments, random.integer(0, 2));
  const nobody = users.length + departments.length === 0;
  return {
    allow_all_users: nobody || random.chance(0.4) ? 1 : 0,
    allow_depts: departments.map((item) => source.parts.department(item)),
    allow_users: users.map((person) => source.parts.subscriber(person)),
  };
}

function typicalTimes(random: Random): TimeConfig {
  const startHalfHour = random.integer(0, 40);
  const endHalfHour = random.integer(startHalfHour + 1, 48);
  return {
    days_in_advance: random.integer(1, 730),
    end_time: String(endHalfHour * 1800),
    max_duration: random.integer(1, 99),
    opening_hour: String(random.integer(0, 1440) * 60),
    start_time: String(startHalfHour * 1800),
    time_switch: random.chance(0.8) ? 1 : 0,
  };
}

function fiveHundred(source: VariantSource): ReserveScopeConfig {
  const { people, departments } = source.directory;
  const departmentCount = Math.min(departments.length, 20);
  const peopleCount = mostSubscribers - departmentCount;
  if (people.length < peopleCount) {
    throw new MocklarkError(
      "USAGE",
      eventTexts("too-few-people", {
        most: mostSubscribers,
        people: people.length,
        departments: departments.length,
      }),
      { remedy: eventTexts("more-people", { least: peopleCount }) },
    );
  }
  return {
    allow_all_users: 0,
    allow_depts: departments.slice(0, departmentCount).map((item) => source.parts.department(item)),
    allow_users: people.slice(0, peopleCount).map((person) => source.parts.subscriber(person)),
  };
}

/** Different items that follow each other from a random place on: one draw however many there are. */
function neighbours<T>(
  random: Random,
  items: readonly T[],
  count: number,
  among: number = items.length,
): T[] {
  const size = Math.min(among, items.length);
  if (size === 0) return [];
  const start = random.integer(0, size - 1);
  const taken: T[] = [];
  for (let index = 0; index < Math.min(count, size); index++) {
    taken.push(items[(start + index) % size] as T);
  }
  return taken;
}
