import { describe, expect, it } from "vitest";
import { openCompany } from "./company-port.js";
import { ann, levelIds, manyRooms, roomIds } from "./small-company.js";

const refusedByShape = { code: 99992402, msg: "field validation failed" };

describe("a request", () => {
  it.each<["GET" | "POST" | "PATCH", string, object | undefined]>([
    ["GET", "/vc/v1/rooms?page_size=101", undefined],
    ["GET", "/vc/v1/rooms?user_id_type=email", undefined],
    ["GET", "/vc/v1/rooms?page_size=ten", undefined],
    ["GET", "/vc/v1/room_levels?page_size=101", undefined],
    ["GET", "/vc/v1/room_levels/search", undefined],
    ["POST", "/vc/v1/rooms", { name: "New", capacity: 8 }],
    ["POST", "/vc/v1/rooms", { capacity: 8, room_level_id: levelIds.floor }],
    ["POST", "/vc/v1/rooms", { name: "New", room_level_id: levelIds.floor }],
    ["POST", "/vc/v1/rooms", { name: "New", capacity: 1.5, room_level_id: levelIds.floor }],
    ["PATCH", `/vc/v1/rooms/${roomIds.blue}`, { capacity: "ten" }],
    ["PATCH", `/vc/v1/rooms/${roomIds.blue}`, { room_status: {} }],
    ["PATCH", `/vc/v1/rooms/${roomIds.blue}`, { device: [{}] }],
    ["PATCH", `/vc/v1/rooms/${"x".repeat(101)}`, {}],
    ["POST", "/vc/v1/rooms/mget", {}],
    ["POST", "/vc/v1/room_levels/mget", { level_ids: levelIds.root }],
    ["POST", "/vc/v1/room_levels", { name: "New" }],
    ["PATCH", `/vc/v1/room_levels/${levelIds.floor}`, { name: "New" }],
    ["POST", "/vc/v1/room_levels/del", {}],
    ["POST", "/vc/v1/room_levels/del", { room_level_id: "" }],
    ["GET", "/contact/v3/users/batch", undefined],
    ["GET", `/contact/v3/users/batch?${"user_ids=a&".repeat(51)}`, undefined],
    ["GET", "/contact/v3/users/find_by_department", undefined],
    ["GET", "/contact/v3/users/find_by_department?department_id=0&page_size=51", undefined],
    ["GET", "/contact/v3/departments/-x", undefined],
    ["GET", "/contact/v3/departments/batch", undefined],
    ["GET", "/contact/v3/departments/0/children?fetch_child=perhaps", undefined],
    ["GET", "/contact/v3/departments/0?department_id_type=name", undefined],
    ["GET", "/event/v1/outbound_ip?page_size=51", undefined],
  ])("%s %s %j does not get past its schema", async (method, path, body) => {
    const { send } = await openCompany();
    const answer = await send(method, path, { body });
    expect(answer).toMatchObject({ status: 400, body: refusedByShape });
  });

  it.each([0, 101])("for %d search results does not get past its schema", async (page_size) => {
    const { send } = await openCompany();
    const answer = await send("POST", "/vc/v1/rooms/search", { body: { page_size }, asAnn: true });
    expect(answer).toMatchObject({ status: 400, body: refusedByShape });
  });

  it("may name 50 people, or one, in repeated parameters", async () => {
    const { send } = await openCompany();
    for (const times of [1, 50]) {
      const query = `user_ids=${ann.openId}&`.repeat(times);
      const { body } = await send("GET", `/contact/v3/users/batch?${query}`);
      expect(body).toMatchObject({ code: 0, data: { items: [{ name: "Ann" }] } });
    }
  });

  it("may give times as numbers, which are answered as text", async () => {
    const { send } = await openCompany();
    const path = `/vc/v1/rooms/${roomIds.green}`;
    const room_status = { status: true, disable_start_time: 1652356050, disable_end_time: 0 };
    expect(await send("PATCH", path, { body: { room_status } })).toEqual({
      status: 200,
      body: { code: 0, data: {}, msg: "success" },
    });
    expect((await send("GET", path)).body).toMatchObject({
      data: {
        room: { room_status: { disable_start_time: "1652356050", disable_end_time: "0" } },
      },
    });
  });

  it("leaves what is explicitly null as it was", async () => {
    const { send } = await openCompany();
    const path = `/vc/v1/rooms/${roomIds.blue}`;
    const before = await send("GET", path);
    const body = { name: null, capacity: null, room_status: null, device: null };
    expect(await send("PATCH", path, { body })).toMatchObject({ status: 200 });
    expect((await send("GET", path)).body).toEqual(before.body);
  });

  it("to search rooms is for user tokens alone", async () => {
    const { send } = await openCompany();
    const { status, body } = await send("POST", "/vc/v1/rooms/search", { body: {} });
    expect(status).toBe(400);
    expect(body["msg"]).toBe("tenant access token not support");
  });

  it.each([
    "/vc/v1/rooms",
    "/vc/v1/room_levels/0",
    "/event/v1/connection",
    "/event/v1/outbound_ip",
  ])("to %s is not for user tokens", async (path) => {
    const { send } = await openCompany();
    const { status, body } = await send("GET", path, { asAnn: true });
    expect({ status, code: body["code"] }).toEqual({ status: 400, code: 99991668 });
  });

  it.each<["GET" | "POST" | "DELETE", string, readonly string[]]>([
    ["GET", "/vc/v1/rooms", ["vc:room", "vc:room:readonly"]],
    ["DELETE", `/vc/v1/rooms/${roomIds.blue}`, ["vc:room"]],
    ["POST", "/vc/v1/room_levels/del", ["vc:room"]],
    ["GET", "/contact/v3/users/batch", ["contact:contact.base:readonly"]],
    [
      "GET",
      `/contact/v3/users/${ann.openId}`,
      [
        "contact:contact.base:readonly",
        "contact:contact:access_as_app",
        "contact:contact:readonly",
        "contact:contact:readonly_as_app",
      ],
    ],
    ["GET", "/event/v1/outbound_ip", ["event:ip_list"]],
  ])("%s %s needs a permission", async (method, path, scopes) => {
    const { send } = await openCompany({}, { permissions: [] });
    const { status, body } = await send(method, path, method === "GET" ? {} : { body: {} });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 99991672 });
    const { permission_violations } = body["error"] as {
      permission_violations: readonly { readonly subject: string }[];
    };
    const subjects = permission_violations.map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining([...scopes]));
  });

  it("is counted: 20 changes of rooms in a minute", async () => {
    const { send } = await openCompany({ rooms: manyRooms(21) });
    const statuses: number[] = [];
    for (const { roomId } of manyRooms(21)) {
      statuses.push((await send("DELETE", `/vc/v1/rooms/${roomId}`)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  });
});
