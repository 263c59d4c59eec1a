import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createDirectory, type Directory } from "../../src/event/directory.js";

const make = (options: Partial<Parameters<typeof createDirectory>[0]> = {}) =>
  createDirectory({ random: createRandom(11), ...options });

const namesOf = (directory: Directory): string[] =>
  Object.values(directory).flatMap((items: readonly { name: string }[]) =>
    items.map(({ name }) => name),
  );

/** Everything but the names. */
const idsOf = ({ people, departments, rooms, levels }: Directory): string[] =>
  [...people, ...departments, ...rooms, ...levels].map((item) =>
    JSON.stringify({ ...item, name: undefined }),
  );

describe("the directory", () => {
  it("has ids of the documented forms, no two alike", async () => {
    const { people, departments, rooms, levels } = await make({ names: false });
    const forms: [RegExp, string[]][] = [
      [/^ou_[0-9a-f]{32}$/, people.map(({ openId }) => openId)],
      [/^on_[0-9a-f]{32}$/, people.map(({ unionId }) => unionId)],
      [/^[0-9a-z]{8}$/, people.map(({ userId }) => userId)],
      [/^od-[0-9a-f]{32}$/, departments.map(({ departmentId }) => departmentId)],
      [/^omm_[0-9a-f]{32}$/, rooms.map(({ roomId }) => roomId)],
      [/^omb_[0-9a-f]{32}$/, levels.map(({ levelId }) => levelId)],
    ];
    for (const [form, ids] of forms) {
      expect(ids.filter((id) => !form.test(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(forms.map(([, ids]) => ids.length)).toEqual([480, 480, 480, 24, 40, 8]);
  });

  it("puts everybody in a department and every room on a level", async () => {
    const { people, departments, rooms, levels } = await make({ names: false });
    const departmentIds = new Set(departments.map(({ departmentId }) => departmentId));
    const levelIds = new Set(levels.map(({ levelId }) => levelId));
    expect(people.every(({ departmentId }) => departmentIds.has(departmentId))).toBe(true);
    expect(rooms.every(({ levelId }) => levelIds.has(levelId))).toBe(true);
  });

  it("has Chinese names unless English ones are asked for", async () => {
    const chinese = await make();
    const english = await make({ locale: "en" });
    expect(chinese.people.filter(({ name }) => !/^\p{Script=Han}{2,5}$/u.test(name))).toEqual([]);
    expect(namesOf(chinese).filter((name) => !/\p{Script=Han}/u.test(name))).toEqual([]);
    expect(
      namesOf(english).filter((name) => !/^[\p{Script=Latin}\p{P}\p{N} ]+$/u.test(name)),
    ).toEqual([]);
  });

  it("is the same for the same seed, names included, and another for another seed", async () => {
    expect(await make()).toEqual(await make());
    const [one, other] = [await make(), await make({ random: createRandom(12) })];
    expect(idsOf(other)).not.toEqual(idsOf(one));
    expect(namesOf(other)).not.toEqual(namesOf(one));
  });

  it("does not depend on what was drawn before", async () => {
    const random = createRandom(11);
    random.hex(100);
    expect(await make({ random })).toEqual(await make());
  });

  it("has the same ids in every language and without names", async () => {
    const bare = await make({ names: false });
    expect(new Set(namesOf(bare))).toEqual(new Set([""]));
    expect(idsOf(await make())).toEqual(idsOf(bare));
    expect(idsOf(await make({ locale: "en" }))).toEqual(idsOf(bare));
  });

  it("is as large as asked", async () => {
    const { people, departments, rooms, levels } = await make({
      people: 3,
      departments: 2,
      rooms: 1,
      levels: 1,
    });
    expect([people, departments, rooms, levels].map(({ length }) => length)).toEqual([3, 2, 1, 1]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d rooms", async (rooms) => {
    await expect(make({ rooms })).rejects.toMatchObject({
      code: "USAGE",
      message: `Failed to make the directory: rooms is ${rooms}.`,
    });
  });
});
