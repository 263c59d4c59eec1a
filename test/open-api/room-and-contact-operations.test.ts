import { describe, expect, it } from "vitest";
import { operations } from "../../src/open-api/operations.js";

const fast = { perMinute: 1_000, perSecond: 50 };
const slow = { perMinute: 20 };
const read = ["vc:room", "vc:room:readonly"];
const write = ["vc:room"];
const contact = [
  "contact:contact.base:readonly",
  "contact:contact:access_as_app",
  "contact:contact:readonly",
  "contact:contact:readonly_as_app",
];
const organize = [...contact, "contact:department.organize:readonly"];
const base = ["contact:contact.base:readonly"];

/** As the documentation has them: method, path, permissions of which one is enough, rate. */
const documented: readonly [string, string, readonly string[], object | undefined][] = [
  ["get", "/vc/v1/rooms", read, fast],
  ["get", "/vc/v1/rooms/:room_id", read, fast],
  ["post", "/vc/v1/rooms/mget", read, fast],
  ["post", "/vc/v1/rooms/search", read, fast],
  ["post", "/vc/v1/rooms", write, slow],
  ["patch", "/vc/v1/rooms/:room_id", write, slow],
  ["delete", "/vc/v1/rooms/:room_id", write, slow],
  ["get", "/vc/v1/room_levels", read, fast],
  ["get", "/vc/v1/room_levels/:room_level_id", read, fast],
  ["post", "/vc/v1/room_levels/mget", read, fast],
  ["get", "/vc/v1/room_levels/search", read, fast],
  ["post", "/vc/v1/room_levels", write, slow],
  ["patch", "/vc/v1/room_levels/:room_level_id", write, slow],
  ["post", "/vc/v1/room_levels/del", write, slow],
  ["get", "/contact/v3/users/:user_id", contact, fast],
  ["get", "/contact/v3/users/batch", base, fast],
  ["get", "/contact/v3/users/find_by_department", organize, fast],
  ["get", "/contact/v3/departments/:department_id", contact, undefined],
  ["get", "/contact/v3/departments/:department_id/children", organize, fast],
  ["get", "/contact/v3/departments/batch", base, fast],
  ["get", "/event/v1/outbound_ip", ["event:ip_list"], undefined],
  ["get", "/event/v1/connection", [], undefined],
];

/** Of the newer, finer kind, which stand beside the documented ones. */
const isFine = (permission: string): boolean => permission.startsWith("vc:rooms.");

describe("the calls of rooms, people and events", () => {
  it.each(documented)("%s %s is as documented", (method, path, scopes, rate) => {
    const found = operations.filter(
      (each) => each.method === method && each.path === `/open-apis${path}`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.scopes.filter((scope) => !isFine(scope))).toEqual(scopes);
    expect(found[0]?.rate).toEqual(rate);
  });

  it.each([
    ["/vc/v1/rooms/search", ["user"]],
    ["/vc/v1/rooms", ["tenant"]],
    ["/vc/v1/room_levels", ["tenant"]],
    ["/contact/v3/users/:user_id", ["tenant", "user"]],
    ["/contact/v3/departments/:department_id", ["tenant", "user"]],
    ["/event/v1/connection", ["tenant"]],
  ])("%s is for tokens of %j", (path, tokens) => {
    const found = operations.find((each) => each.path === `/open-apis${path}`);
    expect(found?.tokens).toEqual(tokens);
  });
});
