import { describe, expect, it } from "vitest";
import type { Permission } from "../../../src/event/app.js";
import { batchUsers } from "../../../src/open-api/contact/batch-users.js";
import { findUsersByDepartment } from "../../../src/open-api/contact/find-users-by-department.js";
import { getUser } from "../../../src/open-api/contact/get-user.js";
import type { Call } from "../../../src/open-api/operation.js";
import type { TenantPerson } from "../../../src/tenant/company.js";
import type { UserIdType } from "../../../src/tenant/reserve-config-change.js";
import { dataOf, failureOf } from "../call-operation.js";
import { ann, bob, companyApp, companyTenant, departmentIds, eve } from "../small-company.js";

const { engineering, platform, sales } = departmentIds;

const askAnn = (call: Partial<Call> = {}): Promise<unknown> =>
  dataOf(getUser, companyTenant(), { path: { user_id: ann.openId }, ...call }).then(
    ({ user }) => user,
  );

const withPermissions = (...permissions: Permission[]): Partial<Call> => ({
  app: companyApp({ permissions }),
});

const withRange = (...contactRange: string[]): Partial<Call> => ({
  app: companyApp({ contactRange }),
});

/** Fields that everybody sees who may call at all. */
const always = ["mobile_visible", "open_id", "union_id"];
const whole = [
  "avatar",
  "department_ids",
  "employee_type",
  "gender",
  "is_tenant_manager",
  "job_title",
  "name",
  "orders",
  "status",
];

describe("a person", () => {
  it("is answered with what the tenant knows", async () => {
    const origin = "http://127.0.0.1:8080";
    const avatar = "http://127.0.0.1:8080/avatar.png";
    expect(await askAnn({ origin })).toStrictEqual({
      open_id: ann.openId,
      union_id: ann.unionId,
      user_id: "ann00001",
      name: "Ann",
      avatar: {
        avatar_72: avatar,
        avatar_240: avatar,
        avatar_640: avatar,
        avatar_origin: avatar,
      },
      email: "ann@example.com",
      mobile: "+8613800000001",
      mobile_visible: true,
      gender: 0,
      department_ids: [platform],
      orders: [
        { department_id: platform, department_order: 0, is_primary_dept: true, user_order: 0 },
      ],
      status: {
        is_frozen: false,
        is_resigned: false,
        is_activated: true,
        is_exited: false,
        is_unjoin: false,
      },
      is_tenant_manager: false,
      employee_type: 1,
      job_title: "Engineer",
    });
  });

  it.each<[Permission, readonly string[]]>([
    ["contact:contact.base:readonly", []],
    ["contact:user.employee_id:readonly", ["user_id"]],
    ["contact:user.base:readonly", ["avatar", "name"]],
    ["contact:user.email:readonly", ["email"]],
    ["contact:user.phone:readonly", ["mobile"]],
    ["contact:user.gender:readonly", ["gender"]],
    ["contact:user.department:readonly", ["department_ids", "orders"]],
    [
      "contact:user.employee:readonly",
      ["employee_type", "is_tenant_manager", "job_title", "status"],
    ],
    ["contact:user.department_path:readonly", []],
    ["contact:contact:access_as_app", whole],
    ["contact:contact:readonly", whole],
    ["contact:contact:readonly_as_app", whole],
    ["vc:room", []],
  ])("shows for %s %j, and else only what all see", async (permission, opened) => {
    const user = await askAnn(withPermissions(permission));
    expect(Object.keys(user as object).sort()).toEqual([...always, ...opened].sort());
  });

  it("shows a user, and no app, the way to the department", async () => {
    const call = withPermissions("contact:user.department_path:readonly");
    expect(await askAnn({ ...call, user: bob })).toMatchObject({
      department_path: [
        {
          department_id: platform,
          department_name: { name: "Platform" },
          department_path: {
            department_ids: [engineering, platform],
            department_path_name: { name: "Engineering/Platform" },
          },
        },
      ],
    });
  });

  it.each<[UserIdType, string]>([
    ["open_id", ann.openId],
    ["union_id", ann.unionId],
    ["user_id", ann.userId],
  ])("is the same by %s", async (userIdType, user_id) => {
    expect(await askAnn({ path: { user_id }, userIdType })).toEqual(await askAnn());
  });

  it.each([
    ["open_department_id", platform],
    ["department_id", "D002"],
  ])("names departments by %s", async (department_id_type, id) => {
    expect(await askAnn({ query: { department_id_type } })).toMatchObject({
      department_ids: [id],
      orders: [{ department_id: id }],
    });
  });

  it("right below the root is in department 0", async () => {
    const path = { user_id: eve.openId };
    for (const department_id_type of ["open_department_id", "department_id"]) {
      expect(await askAnn({ path, query: { department_id_type } })).toMatchObject({
        department_ids: ["0"],
      });
    }
  });

  it.each<[string, string, UserIdType]>([
    ["does not exist", "ou_x", "open_id"],
    ["is asked for by another kind of id", ann.openId, "user_id"],
  ])("is an error when one %s", async (_, user_id, userIdType) => {
    const error = [400, 41012, "user id invalid error"];
    const call = { path: { user_id }, userIdType };
    expect(await failureOf(getUser, companyTenant(), call)).toEqual(error);
  });

  it.each([
    ["in a department of it", [platform], ann],
    ["below one", [engineering], ann],
    ["right below the root that is in it", ["0"], eve],
  ])("is in the app's range: one %s", async (_, range, person: TenantPerson) => {
    const call = { path: { user_id: person.openId }, ...withRange(...range) };
    expect(await askAnn(call)).toMatchObject({ name: person.name });
  });

  it.each([
    ["in another department", [sales], ann],
    ["in any, when it is empty", [], ann],
    ["right below the root", [engineering, sales], eve],
  ])("is out of the app's range: one %s", async (_, range, person: TenantPerson) => {
    const call = { path: { user_id: person.openId }, ...withRange(...range) };
    const error = [400, 41050, "no user authority"];
    expect(await failureOf(getUser, companyTenant(), call)).toEqual(error);
  });

  it("is seen by a user whatever the app's range", async () => {
    expect(await askAnn({ ...withRange(), user: bob })).toMatchObject({ name: "Ann" });
  });
});

describe("several people", () => {
  const namesOf = async (call: Partial<Call>): Promise<unknown> => {
    const { items } = await dataOf(batchUsers, companyTenant(), call);
    return (items as readonly { name: string }[] | undefined)?.map(({ name }) => name);
  };

  it.each([
    ["in the order asked for, each once", [bob.openId, ann.openId, bob.openId], ["Bob", "Ann"]],
    ["without those who do not exist", ["ou_x", ann.openId], ["Ann"]],
    ["not at all when nobody exists", ["ou_x"], undefined],
  ])("come %s", async (_, user_ids, names) => {
    expect(await namesOf({ query: { user_ids } })).toEqual(names);
  });

  it("come without those out of the app's range", async () => {
    const query = { user_ids: [ann.openId, bob.openId, eve.openId] };
    expect(await namesOf({ query, ...withRange(engineering) })).toEqual(["Ann"]);
  });

  it("need one permission alone", () => {
    expect(batchUsers.scopes).toEqual(["contact:contact.base:readonly"]);
  });
});

describe("the people of a department", () => {
  const find = (query: object, call: Partial<Call> = {}) =>
    dataOf(findUsersByDepartment, companyTenant(), { query: { ...query }, ...call });

  it.each([
    ["an open id", { department_id: sales }, bob],
    ["the tenant's own id", { department_id: "D002", department_id_type: "department_id" }, ann],
    ["0, the root", { department_id: "0" }, eve],
  ])("are those right in it, by %s", async (_, query, person) => {
    const data = await find(query);
    expect(data).toMatchObject({ has_more: false, items: [{ open_id: person.openId }] });
    expect(data).not.toHaveProperty("page_token");
  });

  it("are no list where there are none", async () => {
    expect(await find({ department_id: engineering })).toStrictEqual({ has_more: false });
  });

  it("come 10 to a page", async () => {
    const people = Array.from({ length: 12 }, (_, index) => ({
      ...ann,
      openId: `ou_${String(index).padStart(32, "0")}`,
    }));
    const tenant = companyTenant({ people });
    const query = { department_id: platform };
    const first = await dataOf(findUsersByDepartment, tenant, { query });
    expect(first["items"]).toHaveLength(10);
    expect(first).toMatchObject({ has_more: true, page_token: "10" });
    const last = await dataOf(findUsersByDepartment, tenant, {
      query: { ...query, page_token: "10" },
    });
    expect(last).toMatchObject({ has_more: false, items: people.slice(10).map(openIdOf) });
    expect(last).not.toHaveProperty("page_token");
  });

  const openIdOf = ({ openId }: TenantPerson) => ({ open_id: openId });
  const noAuthority = [403, 40004, "no dept authority error"];

  it.each([
    ["in no department", { department_id: "od-x" }, {}, noAuthority],
    ["by another kind of id", { department_id: "D002" }, {}, noAuthority],
    ["out of the range", { department_id: sales }, withRange(platform), noAuthority],
    ["above the range", { department_id: engineering }, withRange(platform), noAuthority],
    ["in the root without everybody", { department_id: "0" }, withRange(sales), noAuthority],
    [
      "with pages of none",
      { department_id: sales, page_size: 0 },
      {},
      [400, 40011, "page size is invalid"],
    ],
    [
      "from a token of somebody else's",
      { department_id: sales, page_token: "AQD9/Rn9eij9Pm39ED40" },
      {},
      [400, 40012, "page token is invalid error"],
    ],
  ])("are refused %s", async (_, query, call, error) => {
    const asked = { query, ...call };
    expect(await failureOf(findUsersByDepartment, companyTenant(), asked)).toEqual(error);
  });
});
