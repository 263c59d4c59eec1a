import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { defaultOpenApiRules } from "../../src/open-api/open-api-rules.js";
import { parseTenant } from "../../src/tenant-file/parse-tenant.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import { defaultTenantRules } from "../../src/tenant/tenant-rules.js";
import { limitFields } from "../../src/tenant/written-limits.js";

const parse = (text: string, env?: Record<string, string>) =>
  parseTenant(text, "tenant.yaml", { random: createRandom(1), ...(env && { env }) });

const example = readFileSync(
  new URL("../../scenarios/tenants/example.yaml", import.meta.url),
  "utf8",
);

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(
  readFileSync(new URL("../../schemas/tenant.json", import.meta.url), "utf8"),
) as Schema;

/** The message and the line of what is wrong with a file. */
async function complaint(text: string): Promise<string> {
  const error = await parse(text).catch((caught: unknown) => caught as Error);
  expect(error).toMatchObject({ code: "INVALID_DOCUMENT" });
  return (error as Error).message;
}

describe("the example", () => {
  it("is a company with its rooms under their levels", async () => {
    const { name, levels, rooms, people, departments } = await parse(example);
    expect(name).toBe("Example Ltd");
    expect(levels.map((level) => level.name)).toEqual(["Example Ltd", "Beijing", "F1", "F2"]);
    const [root, beijing, first] = levels;
    expect(root?.parentId).toBeUndefined();
    expect([beijing?.parentId, first?.parentId]).toEqual([root?.levelId, beijing?.levelId]);
    expect(rooms.filter(({ levelId }) => levelId === first?.levelId)).toMatchObject([
      { name: "Room 101", capacity: 8, customId: "r-101", status: { enabled: true } },
      { name: "Room 102", capacity: 4 },
    ]);
    const lab = departments.find((department) => department.name === "Lab");
    const research = departments.find((department) => department.name === "Research");
    expect(lab?.parentId).toBe(research?.departmentId);
    expect(people.find((person) => person.name === "Li Si")?.departmentId).toBe(lab?.departmentId);
  });

  it("has ids of Feishu's form", async () => {
    const { tenantKey, apps, levels, rooms, people, departments } = await parse(example);
    expect(tenantKey).toMatch(/^[0-9a-f]{16}$/);
    expect(apps).toMatchObject([
      {
        name: "Room sync",
        appId: expect.stringMatching(/^cli_[0-9a-f]{16}$/) as string,
        tenantKey,
        events: ["vc.reserve_config.updated_v1"],
      },
    ]);
    for (const { levelId } of levels) expect(levelId).toMatch(/^omb_[0-9a-f]{32}$/);
    for (const { roomId, displayId } of rooms) {
      expect([roomId, displayId]).toEqual([
        expect.stringMatching(/^omm_[0-9a-f]{32}$/),
        expect.stringMatching(/^LM\d{9}$/),
      ]);
    }
    for (const { openId, unionId, userId } of people) {
      expect([openId, unionId, userId]).toEqual([
        expect.stringMatching(/^ou_[0-9a-f]{32}$/),
        expect.stringMatching(/^on_[0-9a-f]{32}$/),
        expect.stringMatching(/^[0-9a-z]{8}$/),
      ]);
    }
    for (const { departmentId } of departments) expect(departmentId).toMatch(/^od-[0-9a-f]{32}$/);
  });

  it("names people and departments in limits by their open ids", async () => {
    const { limits, rooms, levels, people, departments } = await parse(example);
    const idOf = (name: string) => people.find((person) => person.name === name)?.openId;
    const lab = departments.find(({ name }) => name === "Lab")?.departmentId;
    expect(limits).toEqual([
      {
        scopeId: levels.find(({ name }) => name === "Beijing")?.levelId,
        time_config: { time_switch: 1, days_in_advance: 30, max_duration: 4 },
      },
      {
        scopeId: rooms.find(({ name }) => name === "Board room")?.roomId,
        approval_config: {
          approval_switch: 1,
          approval_condition: 0,
          approvers: [{ user_id: idOf("Zhang San") }],
        },
        reserve_scope_config: {
          allow_all_users: 0,
          allow_users: [{ user_id: idOf("Wang Wu") }],
          allow_depts: [{ department_id: lab }],
        },
      },
    ]);
  });

  it("is what a tenant can be made of", async () => {
    const definition = await parse(example);
    const tenant = createTenant({ definition, random: createRandom(2), now: () => 0 });
    const room = definition.rooms.find(({ name }) => name === "Room 101");
    const updated = await tenant.updateReserveConfig({
      scopeId: room?.roomId ?? "",
      scopeType: "room",
      change: { time_config: { time_switch: 1, max_duration: 3 } },
    });
    expect(updated).toMatchObject({
      kind: "updated",
      emissions: [{ appId: definition.apps[0]?.appId, event: { event: { scope_type: 2 } } }],
    });
    await tenant.close();
  });
});

describe("an id that is left out", () => {
  it("is the same for the same seed, and another for another", async () => {
    const again = await parse(example);
    expect(await parse(example)).toEqual(again);
    const other = await parseTenant(example, "t.yaml", { random: createRandom(2) });
    expect(other.rooms[0]?.roomId).not.toBe(again.rooms[0]?.roomId);
  });

  it("stays when other lines are added", async () => {
    const before = await parse(example);
    const longer = example
      .replace("levels:\n", "levels:\n  - name: Shanghai\n")
      .replace("people:\n", "people:\n  - name: Zhao Liu\n")
      .replace("apps:\n", "apps:\n  - name: Other\n");
    const after = await parse(longer);
    expect(after.rooms).toEqual(before.rooms);
    expect(after.people.slice(1)).toEqual(before.people);
    expect(after.apps.slice(1)).toEqual(before.apps);
    expect(after.levels).toHaveLength(before.levels.length + 1);
  });
});

describe("what a file says", () => {
  it("may be any event type, of other services too", async () => {
    const events = [
      "vc.room.created_v1",
      "vc.room_level.deleted_v1",
      "vc.reserve_config.updated_v1",
      "im.message.receive_v1",
      "vc.note.generated_v1",
      "vc.meeting.meeting_ended_v1",
      "meeting_room.meeting_room.created_v1",
      "contact.user.created_v3",
      "leave_approval",
    ];
    const { apps } = await parse(JSON.stringify({ name: "a", apps: [{ name: "b", events }] }));
    expect(apps[0]?.events).toEqual(events);
  });

  it("overrules what would be made up", async () => {
    const { apps, people, tenantKey } = await parse(
      `name: a
tenantKey: "0123456789abcdef"
apps:
  - name: Room sync
    appId: cli_0123456789abcdef
    encryptKey: \${env:KEY}
    permissions: [vc:room]
    requestUrl: http://127.0.0.1:3000/webhook/event
    contactRange: [Research]
departments: [{ name: Research, departmentId: od-${"1".repeat(32)} }]
people: [{ name: Zhang San, openId: ou_${"2".repeat(32)}, userId: zhang }]
`,
      { KEY: "the key" },
    );
    expect(apps).toMatchObject([
      {
        appId: "cli_0123456789abcdef",
        tenantKey,
        encryptKey: "the key",
        permissions: ["vc:room"],
        requestUrl: "http://127.0.0.1:3000/webhook/event",
        contactRange: [`od-${"1".repeat(32)}`],
      },
    ]);
    expect(tenantKey).toBe("0123456789abcdef");
    expect(people).toMatchObject([
      { openId: `ou_${"2".repeat(32)}`, userId: "zhang", departmentId: "0" },
    ]);
  });

  it("sorts the rules of the tenant from those of the Open API", async () => {
    const { rules, openApiRules } = await parse(
      "name: a\nrules: { cascadeEvents: each, rateLimits: false }\n",
    );
    expect([rules, openApiRules]).toEqual([{ cascadeEvents: "each" }, { rateLimits: false }]);
  });

  it("may be a company that is made up as a whole", async () => {
    const { people, rooms, levels, departments, apps } = await parse("name: a\n");
    expect([people.length, rooms.length, departments.length, levels.length]).toEqual([
      200, 40, 12, 9,
    ]);
    expect(apps).toHaveLength(1);
    const levelIds = levels.map(({ levelId }) => levelId);
    expect(rooms.filter(({ levelId }) => !levelIds.includes(levelId))).toEqual([]);
  });

  it("stands before what is made up beside it", async () => {
    const { people, rooms } = await parse(
      "name: a\nrooms: [{ name: R }]\npeople: [{ name: P }]\ngenerate: { people: 3, locale: en }\n",
    );
    expect(people).toHaveLength(4);
    expect(people[0]?.name).toBe("P");
    expect(rooms.map(({ name }) => name)).toEqual(["R"]);
  });
});

describe("a mistake", () => {
  it.each([
    [
      "a person that does not exist",
      "name: a\npeople: [{ name: Zhang San }]\nlimits:\n  approval_config:\n    approvers: [Zhang Sen]\n",
      'line 5, column 17: there is no person "Zhang Sen". Did you mean "Zhang San"?',
    ],
    [
      "a department that does not exist",
      "name: a\ndepartments: [{ name: Research }]\npeople:\n  - { name: b, department: Reserch }\n",
      'line 4, column 28: there is no department "Reserch". Did you mean "Research"?',
    ],
    [
      "a name that two departments have",
      "name: a\ndepartments:\n  - { name: R, departments: [{ name: Lab }] }\n  - { name: S, departments: [{ name: Lab }] }\npeople: [{ name: b, department: Lab }]\n",
      'line 5, column 33: there is more than one department "Lab". Write "R/Lab" or "S/Lab".',
    ],
    [
      "two people of one name",
      "name: a\npeople:\n  - name: b\n  - name: b\n",
      'line 4, column 11: there is another person "b" already, see people[0].',
    ],
    [
      "two rooms of one name on one level",
      "name: a\nlevels:\n  - name: F1\n    rooms: [{ name: R }, { name: R }]\n",
      'line 4, column 34: there is another room "R" already, see levels[0].rooms[0].',
    ],
    [
      "an id that is there twice",
      `name: a\nrooms:\n  - { name: b, roomId: omm_${"1".repeat(32)} }\n  - { name: c, roomId: omm_${"1".repeat(32)} }\n`,
      "line 4, column 24: the same roomId is at rooms[0].roomId; each is for one alone.",
    ],
    [
      "a permission that does not exist",
      "name: a\napps:\n  - name: b\n    permissions: [vc:rom]\n",
      'line 4, column 19: there is no permission "vc:rom". Did you mean "vc:room"?',
    ],
    [
      "an event type that is misspelt",
      "name: a\napps:\n  - name: b\n    events: [vc.room.created_v1, vc.rom_level.update_v1]\n",
      'line 4, column 34: there is no event type "vc.rom_level.update_v1". Did you mean "vc.room_level.updated_v1"?',
    ],
    [
      "a field that does not exist",
      "name: a\nrooms:\n  - { name: b, capasity: 3 }\n",
      'line 3, column 16: rooms[0] has no field "capasity". Did you mean "capacity"?',
    ],
    [
      "a variable of the environment that nobody set",
      "name: a\napps: [{ name: b, encryptKey: '${env:KEY}' }]\n",
      "line 2, column 31: the environment has no KEY.",
    ],
  ])("is told with its place: %s", async (_what, text, message) => {
    const error = await parse(text, {}).catch((caught: unknown) => caught as Error);
    expect((error as Error).message).toContain(`Failed to use tenant.yaml as a tenant: ${message}`);
    expect(error).toMatchObject({ frame: expect.stringContaining("^") as string });
  });

  it("that is one of many is told with the first of them, in the order of the file", async () => {
    const message = await complaint(
      "name: a\nrooms: [{ name: b, status: { enabled: true, contacts: [x] } }]\npeople: [{ name: c, department: y }]\n",
    );
    expect(message).toMatch(/line 2, column 56: there is no person "x".* \(and 1 more\)$/);
  });
});

describe("the schema", () => {
  it("lists every rule there is", () => {
    const rules = Object.keys(schema.properties["rules"]?.properties ?? {});
    expect(rules.toSorted()).toEqual(
      Object.keys({ ...defaultTenantRules, ...defaultOpenApiRules }).toSorted(),
    );
  });

  it("lists every field of the limits", () => {
    const { limits } = schema.$defs;
    const listed = Object.entries(limits?.properties ?? {}).map(([name, block]) => [
      name,
      Object.keys(block.properties).toSorted(),
    ]);
    expect(listed).toEqual(
      Object.entries(limitFields).map(([name, fields]) => [name, Object.keys(fields).toSorted()]),
    );
  });
});
