import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createDirectory } from "../../src/event/directory.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import { generateTenant } from "../../src/tenant/generate-tenant.js";
import { app } from "./small-tenant.js";

const generate = (options: Partial<Parameters<typeof generateTenant>[0]> = {}) =>
  generateTenant({ random: createRandom(4), ...options });

describe("a company made up from a seed", () => {
  it("is the same for the same seed, and another for another", async () => {
    const [first, again, other] = await Promise.all([
      generate(),
      generate(),
      generate({ random: createRandom(5) }),
    ]);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(first));
  });

  it("has the ids and the names that events draw from with the same seed", async () => {
    const [company, directory] = await Promise.all([
      generate(),
      createDirectory({ random: createRandom(4) }),
    ]);
    const ids = ({ people, departments, rooms, levels }: typeof directory) => [
      people.map(({ openId, unionId, userId, name, departmentId }) =>
        [openId, unionId, userId, name, departmentId].join(),
      ),
      departments.map(({ departmentId, name }) => [departmentId, name].join()),
      rooms.map(({ roomId, name, capacity }) => [roomId, name, capacity].join()),
      levels.map(({ levelId }) => levelId),
    ];
    expect(ids(company)).toEqual(ids(directory));
  });

  it.each(["zh", "en"] as const)("is believable in %s", async (locale) => {
    const company = await generate({ locale });
    const tenant = createTenant({ definition: company, random: createRandom(1), now: () => 0 });
    const [root] = company.levels;
    expect(root).toEqual({ levelId: root?.levelId, name: company.name });
    expect(Math.max(...company.levels.map((each) => tenant.pathTo(each.levelId).length))).toBe(3);
    for (const room of company.rooms) {
      expect(tenant.childLevels(room.levelId)).toEqual([]);
      expect(room.displayId).toMatch(/^LM\d{9}$/);
      expect(room.status).toEqual({ enabled: true });
    }
    expect(new Set(company.rooms.map(({ displayId }) => displayId)).size).toBe(40);
    const seen = new Set<string>();
    for (const { departmentId, parentId } of company.departments) {
      expect(parentId === undefined || seen.has(parentId)).toBe(true);
      seen.add(departmentId);
    }
    expect(company.departments.filter(({ parentId }) => parentId === undefined).length).toBe(6);
    const emails = company.people.map(({ email }) => email);
    expect(emails.filter((email) => !email?.endsWith("@example.com"))).toEqual([]);
    expect(new Set(emails).size).toBe(480);
    expect(company.apps.length).toBe(1);
    expect(company.tenantKey).toBe(company.apps[0]?.tenantKey);
  });

  it.each([1, 2, 3, 5, 6, 50])("makes one tree of %d levels", async (levels) => {
    const company = await generate({ levels, people: 1, departments: 1, rooms: 9, locale: "en" });
    const tenant = createTenant({ definition: company, random: createRandom(1), now: () => 0 });
    expect(tenant.levels.length).toBe(levels);
    expect(tenant.rooms.length).toBe(9);
  });

  it("takes its name and apps from whoever asks", async () => {
    const company = await generate({ name: "Ours", apps: [app] });
    expect(company).toMatchObject({ name: "Ours", apps: [app], tenantKey: app.tenantKey });
  });

  it("may be as large as the largest, all ids its own", async () => {
    const company = await generate({
      people: 50_000,
      rooms: 10_000,
      levels: 300,
      departments: 600,
    });
    const tenant = createTenant({ definition: company, random: createRandom(1), now: () => 0 });
    expect(new Set(company.people.map(({ openId }) => openId)).size).toBe(50_000);
    expect(new Set(company.people.map(({ userId }) => userId)).size).toBe(50_000);
    expect(new Set(company.rooms.map(({ displayId }) => displayId)).size).toBe(10_000);
    expect(company.people.filter(({ name }) => name === "")).toEqual([]);
    const last = company.people.at(-1);
    expect(tenant.findPerson(last?.userId ?? "", "user_id")).toBe(last);
  });

  it.each<[object, string]>([
    [{ rooms: 0 }, "rooms is 0"],
    [{ locale: "fr" }, "locale is"],
    [{ floors: 3 }, "floors"],
  ])("refuses %j", async (options, message) => {
    await expect(generate(options)).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining(message) as string,
    });
  });
});
