import { describe, expect, it } from "vitest";
import type {
  DepartmentsAnswer,
  PeopleAnswer,
  PlaceDetail,
  PreviewAnswer,
  SearchAnswer,
  TokenAnswer,
} from "../../src/console/rooms/rooms-state.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import {
  ann,
  bob,
  companyApp,
  departmentIds,
  levelIds,
  manyRooms,
  roomIds,
  smallCompany,
} from "../open-api/small-company.js";
import { openRoomsConsole } from "./rooms-console.js";

interface Problem {
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
}

const blue = { scopeId: roomIds.blue, scopeType: "room" } as const;
const tower = { scopeId: levelIds.tower, scopeType: "level" } as const;
const long = { time_config: { time_switch: 1, max_duration: 9 } } as const;

const withApps = (...apps: readonly TenantApp[]) => ({ ...smallCompany(), apps });

describe("a level", () => {
  it("is shown with what is on it, and whose each limit is", async () => {
    const { simulator, get } = await openRoomsConsole(smallCompany());
    await simulator.tenant.updateReserveConfig({ ...tower, change: long });
    await simulator.tenant.updateReserveConfig({
      ...blue,
      change: {
        approval_config: {
          approval_switch: 1,
          approval_condition: 1,
          meeting_duration: 2,
          approvers: [{ user_id: ann.openId }],
        },
      },
    });
    const floor = await get<PlaceDetail>(`/levels/${levelIds.floor}`);
    expect(floor.path.map(({ name }) => name)).toEqual(["Example", "Tower"]);
    expect(floor.below).toEqual({ levels: 0, rooms: 2 });
    expect(floor.children).toMatchObject([
      {
        kind: "room",
        name: "Blue",
        capacity: 10,
        limits: {
          approval: { isOn: true, aboveHours: 2, approvers: 1 },
          times: { isOn: true, maxHours: 9, start: 0, end: 86_400, daysInAdvance: 365 },
          scope: { isEverybody: true },
        },
        sources: {
          approval_config: { kind: "own" },
          time_config: {
            kind: "inherited",
            from: { kind: "level", id: levelIds.tower, name: "Tower" },
          },
          reserve_scope_config: { kind: "documented" },
        },
      },
      { name: "Green", sources: { approval_config: { kind: "documented" } } },
    ]);
    const room = await get<PlaceDetail>(`/rooms/${roomIds.blue}`);
    expect(room.people).toEqual([
      { openId: ann.openId, name: "Ann", department: "Engineering/Platform" },
    ]);
    expect(room.path.map(({ name }) => name)).toEqual(["Example", "Tower", "Floor 2"]);
  });

  it("may be asked for as the root, and counts everything below it", async () => {
    const { get } = await openRoomsConsole(smallCompany());
    const root = await get<PlaceDetail>("/levels/root");
    expect(root.place.id).toBe(levelIds.root);
    expect(root.below).toEqual({ levels: 3, rooms: 3 });
    expect(root.children.map(({ name, hasChildren }) => [name, hasChildren])).toEqual([
      ["Tower", true],
      ["Annex", false],
    ]);
  });

  it("with ten thousand rooms is read in pieces, levels first", async () => {
    const rooms = manyRooms(10_000, levelIds.root);
    const { get } = await openRoomsConsole({ ...smallCompany(), rooms });
    const first = await get<PlaceDetail>("/levels/root");
    expect(first.childCount).toBe(10_002);
    expect(first.children).toHaveLength(200);
    expect(first.children.slice(0, 3).map(({ name }) => name)).toEqual([
      "Tower",
      "Annex",
      "Room 1",
    ]);
    const last = await get<PlaceDetail>("/levels/root?from=10000");
    expect(last.children.map(({ name }) => name)).toEqual(["Room 9999", "Room 10000"]);
  });

  it.each(["/levels/omb_x", "/rooms/omm_x", "/levels/root?from=-1", "/search?text=a&text=b"])(
    "answers %s with a sentence and what to do",
    async (path) => {
      const { get, statusOf } = await openRoomsConsole(smallCompany());
      expect(await statusOf(path)).toBe(400);
      const { error } = await get<Problem>(path);
      expect(error.message).toMatch(/^Failed to /);
      expect(error.remedy).not.toBe("");
    },
  );
});

describe("searching", () => {
  it("finds rooms and levels in either case, those that begin with it first, at most fifty", async () => {
    const rooms = [...smallCompany().rooms, ...manyRooms(60)];
    const { get } = await openRoomsConsole({ ...smallCompany(), rooms });
    const some = await get<SearchAnswer>("/search?text=RE");
    expect(some.found.map(({ name }) => name)).toEqual(["Red", "Green"]);
    expect(some.found[1]?.path.map(({ name }) => name)).toEqual(["Example", "Tower", "Floor 2"]);
    const many = await get<SearchAnswer>("/search?text=room");
    expect(many.found).toHaveLength(50);
    expect(many.hasMore).toBe(true);
    const [level] = (await get<SearchAnswer>("/search?text=tow")).found;
    expect(level).toMatchObject({ kind: "level", name: "Tower", path: [{ name: "Example" }] });
  });

  it("takes an id for one only when it is whole", async () => {
    const { get } = await openRoomsConsole(smallCompany());
    for (const id of [roomIds.red, "LM134742336"]) {
      expect((await get<SearchAnswer>(`/search?text=${id}`)).found).toMatchObject([
        { name: "Red" },
      ]);
    }
    expect((await get<SearchAnswer>("/search?text=LM1347")).found).toEqual([]);
    expect((await get<PeopleAnswer>(`/people?text=${bob.userId}`)).people).toMatchObject([
      { name: "Bob" },
    ]);
    expect((await get<PeopleAnswer>("/people?text=00002")).people).toEqual([]);
  });

  it("tells people of one name apart by their departments, and gives twenty at most", async () => {
    const people = [
      ...smallCompany().people,
      { ...bob, name: "Ann", openId: `ou_${"9".repeat(32)}` },
      ...Array.from({ length: 30 }, (_, number) => ({ ...bob, name: `Zoe ${number}` })),
    ];
    const { get } = await openRoomsConsole({ ...smallCompany(), people });
    const found = await get<PeopleAnswer>("/people?text=ann");
    expect(found.people.map(({ name, department }) => [name, department])).toEqual([
      ["Ann", "Engineering/Platform"],
      ["Ann", "Sales"],
    ]);
    expect((await get<PeopleAnswer>("/people?text=zoe")).people).toHaveLength(20);
  });

  it("finds departments with their path", async () => {
    const { get } = await openRoomsConsole(smallCompany());
    expect(await get<DepartmentsAnswer>("/departments?text=plat")).toEqual({
      departments: [
        {
          departmentId: departmentIds.platform,
          name: "Platform",
          path: "Engineering/Platform",
        },
      ],
    });
  });
});

describe("a preview", () => {
  it("shows the event of each app as that app gets it, its token hidden", async () => {
    const seeing = companyApp({ name: "Seeing", requestUrl: "http://127.0.0.1:9/events" });
    const other = companyApp({
      name: "Other",
      appId: `cli_${"b".repeat(16)}`,
      permissions: ["vc:room:readonly"],
    });
    const deaf = companyApp({ name: "Deaf", appId: `cli_${"c".repeat(16)}`, permissions: [] });
    const { post, simulator } = await openRoomsConsole(withApps(seeing, other, deaf));
    const change = {
      reserve_scope_config: { allow_all_users: 0, allow_users: [{ user_id: ann.openId }] },
    };
    const preview = await post<PreviewAnswer>("/preview", { ...blue, change });
    if (preview.kind === "refused") throw new Error("refused");
    expect(preview).toMatchObject({
      eventCount: 2,
      untold: [{ appName: "Deaf", reason: "no-permission" }],
      follows: [],
      events: [
        { appName: "Seeing", channel: "webhook", scope: { kind: "room", name: "Blue" } },
        { appName: "Other", channel: "long-connection" },
      ],
    });
    const [first, second] = preview.events.map(({ event }) => event);
    expect(first?.header.token).toBe("<verification token>");
    expect(second?.header.token).toBe("");
    expect(first?.event.reserve_scope_config?.allow_users?.[0]?.user_id?.user_id).toBe(ann.userId);
    expect(second?.event.reserve_scope_config?.allow_users?.[0]?.user_id?.user_id).toBeNull();
    expect(JSON.stringify(preview)).not.toContain(simulator.app.verificationToken);
    expect(simulator.tenant.limitSources(blue)).toMatchObject({ scope: undefined });
  });

  it("says which blocks of a level reach what is below it", async () => {
    const { post } = await openRoomsConsole(smallCompany());
    const change = {
      ...long,
      reserve_scope_config: { allow_all_users: 1, if_cover_child_scope: false },
    };
    expect(await post("/preview", { ...tower, change })).toMatchObject({
      follows: ["time_config"],
    });
  });

  it("names every field that is wrong, with the Open API's code", async () => {
    const { post } = await openRoomsConsole(smallCompany());
    const change = {
      time_config: { time_switch: 1, start_time: "600", end_time: "60" },
      approval_config: {
        approval_switch: 1,
        approval_condition: 0,
        approvers: [{ user_id: "ou_nobody" }],
      },
    };
    expect(await post("/preview", { ...blue, change })).toMatchObject({
      kind: "refused",
      refusals: [
        { field: "time_config.end_time", rule: "time/end-after-start", code: 121003 },
        { field: "approval_config.approvers", code: 126013 },
      ],
    });
  });

  it.each([
    {},
    { ...blue, change: 1 },
    { ...blue, scopeType: "house", change: {} },
    { ...blue, userIdType: "name", change: {} },
    [],
  ])("refuses the body %j", async (body) => {
    const { post } = await openRoomsConsole(smallCompany());
    const { error } = await post<Problem>("/preview", body);
    expect(error.message).toMatch(/^Failed to preview the change: /);
  });
});

describe("the page's access token", () => {
  it("makes the Open API's own PATCH, whose event is the one that was previewed", async () => {
    const app = companyApp({ requestUrl: "http://127.0.0.1:9/events" });
    const { post, simulator, url } = await openRoomsConsole(withApps(app));
    const preview = await post<PreviewAnswer>("/preview", { ...blue, change: long });
    const { tenantAccessToken } = await post<TokenAnswer>("/access-token", {});
    const accepted = new Promise<string>((resolve) => {
      simulator.observe({ deliveryAccepted: ({ eventId }) => resolve(eventId) });
    });
    const answer = await fetch(`${url}/open-apis/vc/v1/reserve_configs/${blue.scopeId}`, {
      method: "PATCH",
      headers: { Authorization: `Bearer ${tenantAccessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ scope_type: "2", ...long }),
    });
    expect(await answer.json()).toEqual({ code: 0, data: {}, msg: "success" });
    if (preview.kind === "refused") throw new Error("refused");
    expect(await accepted).toBe(preview.events[0]?.event.header.event_id);
  });

  it("is for the page alone", async () => {
    const { statusOf } = await openRoomsConsole(smallCompany());
    expect(await statusOf("/access-token", { method: "POST" })).toBe(403);
  });
});
