import { describe, expect, it } from "vitest";
import { reserveConfigs, startOpenApi } from "../open-api-fixture.js";
import { ann, bob, departmentIds, levelIds, roomIds } from "../small-company.js";

const at = (name: string, query = "", id: string = roomIds.blue): string =>
  `${reserveConfigs}/${id}/${name}${query}`;
const room = "?scope_type=2";

const spelledWithUnderscore =
  "invalid room or level id, check itself or whether the scope_type corresponds to it";
const spelledWithSpace = spelledWithUnderscore.replace("scope_type", "scope type");

describe("the form", () => {
  it("is not there until somebody sets it up", async () => {
    const { ask } = await startOpenApi();
    const response = await ask("get", at("form", room));
    expect([response.status, response.body]).toMatchObject([
      400,
      { code: 126002, msg: "reserve form is not configured" },
    ]);
  });

  it("comes back as it was set, days being the unit unless told otherwise, and fires no event", async () => {
    const { ask, emissions } = await startOpenApi();
    const body = {
      scope_type: 2,
      reserve_form_config: {
        reserve_form: true,
        notified_users: [{ user_id: ann.openId }, { user_id: ann.openId }],
        notified_time: 3,
      },
    };
    const patched = await ask("patch", at("form"), { body });
    expect(patched.body).toEqual({ code: 0, data: {}, msg: "success" });
    const read = await ask("get", at("form", `${room}&user_id_type=union_id`));
    expect(read.body).toMatchObject({
      data: {
        reserve_form_config: {
          reserve_form: true,
          notified_users: [{ user_id: ann.unionId }],
          notified_time: 3,
          time_unit: 3,
        },
      },
    });
    expect(emissions).toEqual([]);
  });

  // "day in [0,365]; hour in [0,8760]; minute in [0,525600]"
  it.each([
    [365, 3, 0],
    [366, 3, 126011],
    [8760, 2, 0],
    [8761, 2, 126011],
    [525_600, 1, 0],
    [525_601, 1, 126011],
    [-1, 1, 126011],
    [366, undefined, 126011],
  ])("with a notice of %i in unit %s answers %i", async (time, unit, code) => {
    const { ask } = await startOpenApi();
    const config = { reserve_form: true, notified_time: time, time_unit: unit };
    const response = await ask("patch", at("form"), {
      body: { scope_type: 2, reserve_form_config: config },
    });
    expect(response.body).toMatchObject({ code });
  });
});

describe.each([
  ["admin", "reserve_admin_config", { depts: [], users: [] }, "users", "depts"],
  [
    "disable_inform",
    "disable_inform",
    { if_inform: false, informed_depts: [], informed_users: [] },
    "informed_users",
    "informed_depts",
  ],
])("%s", (name, member, unset, users, departments) => {
  const block = { ...unset, [users]: [{ user_id: bob.openId }] };

  it("is empty until somebody sets it up, and comes back as it was set", async () => {
    const { ask, emissions } = await startOpenApi();
    const read = async () => (await ask("get", at(name, room))).body as unknown;
    expect(await read()).toEqual({ code: 0, data: { [member]: unset }, msg: "success" });
    const body = {
      scope_type: 2,
      [member]: { ...block, [departments]: [{ department_id: departmentIds.sales }] },
    };
    expect((await ask("patch", at(name), { body })).body).toMatchObject({ code: 0 });
    expect(await read()).toEqual({ code: 0, data: { [member]: body[member] }, msg: "success" });
    expect(emissions).toEqual([]);
  });

  it.each([
    [126012, { [users]: Array.from({ length: 501 }, (_, index) => ({ user_id: `ou_${index}` })) }],
    [126013, { [users]: [{ user_id: "ou_x" }] }],
    [126014, { [departments]: [{ department_id: "od-x" }] }],
  ])("answers %i and keeps what it had", async (code, wrong) => {
    const { ask, tenant } = await startOpenApi();
    const before = JSON.stringify(tenant.snapshot());
    const body = { scope_type: 2, [member]: { ...unset, ...wrong } };
    const response = await ask("patch", at(name), { body });
    expect([response.status, response.body]).toMatchObject([400, { code }]);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
  });
});

describe("scope_type", () => {
  it.each(["form", "admin", "disable_inform"])("of %s is a number, 1 or 2", async (name) => {
    const { ask } = await startOpenApi();
    expect((await ask("get", at(name))).body).toMatchObject({
      code: 99992402,
      error: { field_violations: [{ field: "scope_type", description: "scope_type is required" }] },
    });
    expect((await ask("get", at(name, "?scope_type=3"))).body).toMatchObject({
      code: 99992402,
      error: { field_violations: [{ description: "options: [1,2]", value: "3" }] },
    });
    const asText = await ask("patch", at(name), { body: { scope_type: "2" } });
    expect(asText.body).toMatchObject({ code: 99992402 });
  });

  it.each([
    ["form", "reserve_form_config", { reserve_form: true }, spelledWithSpace],
    ["admin", "reserve_admin_config", {}, spelledWithUnderscore],
    ["disable_inform", "disable_inform", { if_inform: true }, spelledWithUnderscore],
  ])(
    "of %s that is not the id's kind is refused in the page's words",
    async (name, member, block, msg) => {
      const { ask } = await startOpenApi();
      const read = await ask("get", at(name, room, levelIds.floor));
      expect(read.body).toMatchObject({ code: 126001, msg: spelledWithUnderscore });
      const changed = await ask("patch", at(name, "", levelIds.floor), {
        body: { scope_type: 2, [member]: block },
      });
      expect(changed.body).toMatchObject({ code: 126001, msg });
    },
  );
});
