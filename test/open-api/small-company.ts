import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { installedApp } from "../../src/tenant/bare-tenant.js";
import type { TenantDepartment, TenantPerson, TenantRoom } from "../../src/tenant/company.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";
import type { Tenant } from "../../src/tenant/tenant.js";

const id = (prefix: string, digit: string): string => `${prefix}${digit.repeat(32)}`;

export const levelIds = {
  root: id("omb_", "0"),
  tower: id("omb_", "1"),
  floor: id("omb_", "2"),
  annex: id("omb_", "3"),
};

export const roomIds = { blue: id("omm_", "a"), green: id("omm_", "b"), red: id("omm_", "c") };

export const departmentIds = {
  engineering: id("od-", "1"),
  platform: id("od-", "2"),
  sales: id("od-", "3"),
};

export const ann: TenantPerson = {
  name: "Ann",
  openId: id("ou_", "1"),
  unionId: id("on_", "1"),
  userId: "ann00001",
  departmentId: departmentIds.platform,
  email: "ann@example.com",
  mobile: "+8613800000001",
  jobTitle: "Engineer",
};

export const bob: TenantPerson = {
  name: "Bob",
  openId: id("ou_", "2"),
  unionId: id("on_", "2"),
  userId: "bob00002",
  departmentId: departmentIds.sales,
};

/** Right below the root. */
export const eve: TenantPerson = {
  name: "Eve",
  openId: id("ou_", "3"),
  unionId: id("on_", "3"),
  userId: "eve00003",
  departmentId: "0",
};

/** Everything that room pages answer is set. */
export const blueRoom: TenantRoom = {
  roomId: roomIds.blue,
  name: "Blue",
  capacity: 10,
  levelId: levelIds.floor,
  displayId: "LM134742334",
  description: "By the lift",
  customId: "1234",
  devices: ["phone"],
  status: {
    enabled: true,
    disabledFrom: "1652356050",
    disabledUntil: "1652442450",
    reason: "painting",
    contacts: [ann.openId],
    tellsWhenDisabled: true,
    tellsWhenEnabled: false,
  },
};

const departments: TenantDepartment[] = [
  { name: "Engineering", departmentId: departmentIds.engineering, customId: "D001" },
  {
    name: "Platform",
    departmentId: departmentIds.platform,
    customId: "D002",
    parentId: departmentIds.engineering,
  },
  { name: "Sales", departmentId: departmentIds.sales, customId: "D003" },
];

/** An app with every permission and the whole company in its range, unless told otherwise. */
export const companyApp = (settings: Partial<TenantApp> = {}): TenantApp => ({
  ...installedApp(createApp({}, createRandom(7))),
  ...settings,
});

/** Four levels (root > tower > floor, root > annex), three rooms, three departments, three people. */
export const smallCompany = (): TenantDefinition => ({
  name: "Example",
  tenantKey: "1".repeat(16),
  apps: [companyApp()],
  levels: [
    { levelId: levelIds.root, name: "Example" },
    { levelId: levelIds.tower, name: "Tower", parentId: levelIds.root, customId: "T1" },
    { levelId: levelIds.floor, name: "Floor 2", parentId: levelIds.tower, customId: "F2" },
    { levelId: levelIds.annex, name: "Annex", parentId: levelIds.root },
  ],
  rooms: [
    blueRoom,
    {
      roomId: roomIds.green,
      name: "Green",
      capacity: 4,
      levelId: levelIds.floor,
      displayId: "LM134742335",
      status: { enabled: true },
    },
    {
      roomId: roomIds.red,
      name: "Red",
      capacity: 6,
      levelId: levelIds.tower,
      displayId: "LM134742336",
      customId: "R",
      status: { enabled: false, disabledUntil: "0" },
    },
  ],
  departments,
  people: [ann, bob, eve],
});

export const companyTenant = (settings: Partial<TenantDefinition> = {}): Tenant =>
  createTenant({
    definition: { ...smallCompany(), ...settings },
    random: createRandom(3),
    now: () => 0,
  });

/** Rooms on one level, named "Room 1" and so on. */
export const manyRooms = (count: number, levelId = levelIds.floor): TenantRoom[] =>
  Array.from({ length: count }, (_, index) => ({
    roomId: `omm_${String(index + 1).padStart(32, "0")}`,
    name: `Room ${index + 1}`,
    capacity: 4,
    levelId,
    displayId: `LM${100_000_000 + index}`,
    status: { enabled: true },
  }));
