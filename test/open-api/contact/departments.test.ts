import { describe, expect, it } from "vitest";
import type { Permission } from "../../../src/event/app.js";
import { batchDepartments } from "../../../src/open-api/contact/batch-departments.js";
import { getDepartment } from "../../../src/open-api/contact/get-department.js";
import { listChildDepartments } from "../../../src/open-api/contact/list-child-departments.js";
import type { Call } from "../../../src/open-api/operation.js";
import { dataOf, failureOf } from "../call-operation.js";
import { companyApp, companyTenant, departmentIds } from "../small-company.js";

const { engineering, platform, sales } = departmentIds;

const ask = async (department_id: string, call: Partial<Call> = {}): Promise<unknown> =>
  (await dataOf(getDepartment, companyTenant(), { path: { department_id }, ...call }))[
    "department"
  ];

const withRange = (...contactRange: string[]): Partial<Call> => ({
  app: companyApp({ contactRange }),
});

const base = ["department_id", "i18n_name", "name", "status"];
const organize = ["member_count", "order", "parent_department_id", "primary_member_count"];

describe("a department", () => {
  it("is answered with what the tenant knows", async () => {
    expect(await ask(engineering)).toStrictEqual({
      open_department_id: engineering,
      department_id: "D001",
      name: "Engineering",
      i18n_name: { zh_cn: "Engineering", ja_jp: "Engineering", en_us: "Engineering" },
      status: { is_deleted: false },
      parent_department_id: "0",
      order: "0",
      // With the one below it.
      member_count: 1,
      primary_member_count: 1,
    });
  });

  it.each<[Permission, readonly string[]]>([
    ["contact:contact.base:readonly", []],
    ["contact:department.base:readonly", base],
    ["contact:department.organize:readonly", organize],
    ["contact:contact:access_as_app", [...base, ...organize]],
    ["contact:contact:readonly", [...base, ...organize]],
    ["contact:contact:readonly_as_app", [...base, ...organize]],
  ])("shows for %s %j, and else only its open id", async (permission, opened) => {
    const department = await ask(engineering, { app: companyApp({ permissions: [permission] }) });
    expect(Object.keys(department as object).sort()).toEqual(
      ["open_department_id", ...opened].sort(),
    );
  });

  it.each([
    [platform, "open_department_id", engineering],
    ["D002", "department_id", "D001"],
  ])("%s names its parent by %s", async (id, department_id_type, parent_department_id) => {
    expect(await ask(id, { query: { department_id_type } })).toMatchObject({
      open_department_id: platform,
      parent_department_id,
    });
  });

  it("0 is the whole company", async () => {
    const root = await ask("0");
    expect(root).toMatchObject({ open_department_id: "0", name: "Example", member_count: 3 });
    expect(root).not.toHaveProperty("parent_department_id");
  });

  it("comes after its siblings in front", async () => {
    expect(await ask(sales)).toMatchObject({ order: "1" });
  });

  it.each([
    ["does not exist", "od-x", {}, [400, 40015, "department not exist"]],
    ["is asked for by another kind of id", "D001", {}, [400, 40015, "department not exist"]],
    ["is out of the range", sales, withRange(platform), [403, 40004, "no dept authority error"]],
    ["is above it", engineering, withRange(platform), [403, 40004, "no dept authority error"]],
    ["is all", "0", withRange(engineering, sales), [403, 40004, "no dept authority error"]],
  ])("is an error when it %s", async (_, department_id, call, error) => {
    const asked = { path: { department_id }, ...call };
    expect(await failureOf(getDepartment, companyTenant(), asked)).toEqual(error);
  });

  it("below one in the range is in the range", async () => {
    expect(await ask(platform, withRange(engineering))).toMatchObject({ name: "Platform" });
  });
});

describe("several departments", () => {
  const openIdsOf = async (call: Partial<Call>): Promise<unknown> => {
    const { items } = await dataOf(batchDepartments, companyTenant(), call);
    return (items as readonly { open_department_id: string }[] | undefined)?.map(
      ({ open_department_id }) => open_department_id,
    );
  };

  it.each([
    ["in the order asked for, each once", [sales, platform, sales], [sales, platform]],
    ["without those that do not exist", ["od-x", sales], [sales]],
    ["not at all when none exists", ["od-x"], undefined],
  ])("come %s", async (_, department_ids, found) => {
    expect(await openIdsOf({ query: { department_ids } })).toEqual(found);
  });

  it("come by the tenant's own ids", async () => {
    const query = { department_ids: ["D002", "D001"], department_id_type: "department_id" };
    expect(await openIdsOf({ query })).toEqual([platform, engineering]);
  });

  it("come without those out of the app's range", async () => {
    const query = { department_ids: [engineering, platform, sales, "0"] };
    expect(await openIdsOf({ query, ...withRange(platform) })).toEqual([platform]);
  });
});

describe("the departments below one", () => {
  const children = (department_id: string, call: Partial<Call> = {}) =>
    dataOf(listChildDepartments, companyTenant(), { path: { department_id }, ...call });

  it.each([
    ["right below the root", "0", {}, ["Engineering", "Sales"]],
    ["right below a department", engineering, {}, ["Platform"]],
    ["all the way down", "0", { fetch_child: true }, ["Engineering", "Platform", "Sales"]],
    ["not all the way down", "0", { fetch_child: false }, ["Engineering", "Sales"]],
  ])("are those %s", async (_, id, query, names) => {
    const data = await children(id, { query });
    expect(data).toMatchObject({ has_more: false, items: names.map((name) => ({ name })) });
    expect(data).not.toHaveProperty("page_token");
  });

  it("are no list where there are none", async () => {
    expect(await children(sales)).toStrictEqual({ has_more: false });
  });

  it("come in pages", async () => {
    const query = { fetch_child: true, page_size: 2 };
    const first = await children("0", { query });
    expect(first).toMatchObject({ has_more: true, page_token: "2" });
    const last = await children("0", { query: { ...query, page_token: "2" } });
    expect(last).toMatchObject({ has_more: false, items: [{ name: "Sales" }] });
    expect(last).not.toHaveProperty("page_token");
  });

  it.each([
    ["of none", "od-x", {}, [400, 40008, "dept Info is null error"]],
    ["out of the range", sales, withRange(platform), [403, 40004, "no dept authority error"]],
    ["of all", "0", withRange(engineering), [403, 40004, "no dept authority error"]],
    ["on no page", "0", { query: { page_size: 0 } }, [400, 40011, "page size is invalid"]],
    [
      "from a token of somebody else's",
      "0",
      { query: { page_token: "next" } },
      [400, 40012, "page token is invalid error"],
    ],
  ])("are refused %s", async (_, department_id, call, error) => {
    const asked = { path: { department_id }, ...call };
    expect(await failureOf(listChildDepartments, companyTenant(), asked)).toEqual(error);
  });
});
