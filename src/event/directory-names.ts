import type { Faker } from "@faker-js/faker";
import type { Random } from "../base/random.js";
import type { Directory, DirectoryLocale, Person } from "./directory.js";

interface Naming {
  person(faker: Faker): string;
  department(faker: Faker): string;
  /** `floor` counts from 1. */
  level(faker: Faker, floor: number): string;
  room(faker: Faker, number: number): string;
}

const namings: Readonly<Record<DirectoryLocale, Naming>> = {
  zh: {
    person: (faker) => faker.person.fullName().replaceAll(" ", ""),
    department: (faker) => `${faker.location.city()}${faker.helpers.arrayElement(zhDepartments)}部`,
    level: (faker, floor) => `${faker.location.city()}办公区 F${floor}`,
    room: (faker, number) => `${faker.location.city()}会议室 ${number}`,
  },
  en: {
    person: (faker) => faker.person.fullName(),
    department: (faker) => `${faker.person.jobArea()}, ${faker.location.city()}`,
    level: (faker, floor) => `${faker.location.city()} office, floor ${floor}`,
    room: (faker, number) => `${faker.location.city()} ${number}`,
  },
};

// The departments faker knows in Chinese are those of a shop.
const zhDepartments = [
  "产品",
  "研发",
  "市场",
  "销售",
  "财务",
  "人事",
  "法务",
  "行政",
  "运营",
  "设计",
];

/** The same directory with names in one language. Only that language's part of faker is loaded. */
export async function nameDirectory(
  directory: Directory,
  { random, locale }: { readonly random: Random; readonly locale: DirectoryLocale },
): Promise<Directory> {
  const faker = await loadFaker(locale);
  faker.seed(random.integer(0, 0xffff_ffff));
  const naming = namings[locale];
  return {
    departments: directory.departments.map((item) => ({ ...item, name: naming.department(faker) })),
    levels: directory.levels.map((item, index) => ({
      ...item,
      name: naming.level(faker, index + 1),
    })),
    rooms: directory.rooms.map((item, index) => ({
      ...item,
      name: naming.room(faker, 101 + index),
    })),
    people: namePeople(directory.people, () => naming.person(faker)),
  };
}

/** Names beyond these come again, as they do in a large company: each costs faker several microseconds. */
const mostNames = 2_000;

function namePeople(people: readonly Person[], newName: () => string): Person[] {
  const names = people.slice(0, mostNames).map(newName);
  return people.map((item, index) => ({ ...item, name: names[index % mostNames] ?? "" }));
}

async function loadFaker(locale: DirectoryLocale): Promise<Faker> {
  const { faker } =
    locale === "zh"
      ? await import("@faker-js/faker/locale/zh_CN")
      : await import("@faker-js/faker/locale/en");
  return faker;
}
