import { describe, expect, it } from "vitest";
import { narrowDifference } from "../../../src/contract/judging/narrow-difference.js";
import { valueAt } from "../../../src/base/json-path.js";

const header = { event_id: "1", event_type: "vc.reserve_config.updated_v1" };
const minimal = { header, event: { scope_id: "omm_1", scope_type: 2 } };
const person = { user_id: { open_id: "ou_1", union_id: "on_1", user_id: "u1" } };
const whole = {
  header,
  event: {
    ...minimal.event,
    approve_config: {
      approval_condition: 1,
      approval_switch: 1,
      approvers: [person],
      meeting_duration: 2,
    },
    reserve_scope_config: { allow_all_users: 0, allow_depts: [], allow_users: [person, person] },
    time_config: { days_in_advance: 30, max_duration: 2, start_time: "0", time_switch: 0 },
  },
};

type Faulty = (at: (...steps: (string | number)[]) => unknown) => boolean;

/** Narrows with a receiver that refuses what this holds for, and counts its trials. */
async function narrowed(accepted: object, refused: object, refuses: Faulty, mostTrials?: number) {
  let trials = 0;
  const found = await narrowDifference(
    accepted,
    refused,
    (value) => {
      trials++;
      return Promise.resolve(!refuses((...steps) => valueAt(value, ["event", ...steps])));
    },
    mostTrials === undefined ? {} : { mostTrials },
  );
  return { found, trials, paths: found.map(({ path }) => path) };
}

const changed = (steps: Record<string, unknown>): typeof whole => ({
  header,
  event: { ...whole.event, approve_config: { ...whole.event.approve_config, ...steps } },
});

describe("narrowDifference", () => {
  it("names the one value that is refused, and what stands there in the accepted one", async () => {
    const refused = changed({ meeting_duration: 0.1, approval_switch: 0, approvers: [] });
    const { found } = await narrowed(
      whole,
      refused,
      (at) => !Number.isInteger(at("approve_config", "meeting_duration")),
    );
    expect(found).toEqual([
      { path: "event.approve_config.meeting_duration", accepted: 2, refused: 0.1 },
    ]);
  });

  it.each<[what: string, path: string, refuses: Faulty]>([
    ["a block", "event.time_config", (at) => at("time_config") !== undefined],
    [
      "a field in a block",
      "event.approve_config.meeting_duration",
      (at) => at("approve_config", "meeting_duration") !== undefined,
    ],
    [
      "a field in a block whose other fields have to be there",
      "event.approve_config.meeting_duration",
      (at) =>
        at("approve_config") !== undefined &&
        (at("approve_config", "approval_switch") === undefined ||
          at("approve_config", "meeting_duration") !== undefined),
    ],
    [
      "a list of several items",
      "event.reserve_scope_config.allow_users",
      (at) => at("reserve_scope_config", "allow_users", 1) !== undefined,
    ],
    [
      "a member deep in a list",
      "event.approve_config.approvers[0].user_id.union_id",
      (at) => at("approve_config", "approvers", 0, "user_id", "union_id") !== undefined,
    ],
  ])("finds %s that is refused for being there", async (_what, path, refuses) => {
    expect((await narrowed(minimal, whole, refuses)).paths).toEqual([path]);
  });

  it.each<[what: string, path: string, refuses: Faulty]>([
    ["a block", "event.time_config", (at) => at("time_config") === undefined],
    ["a field", "event.scope_id", (at) => at("scope_id") === undefined],
  ])("finds %s that is missed", async (_what, path, refuses) => {
    const { found } = await narrowed(whole, { header, event: { scope_type: 2 } }, refuses);
    expect(found).toEqual([
      { path, accepted: valueAt(whole, path.split(".")), refused: undefined },
    ]);
  });

  it("gives the whole block when it is refused for what it has and for what it lacks", async () => {
    const { paths } = await narrowed(
      minimal,
      { header, event: { ...minimal.event, time_config: { start_time: "0", end_time: "60" } } },
      (at) =>
        (at("time_config", "start_time") === undefined) !==
          (at("time_config", "end_time") === undefined) || at("time_config", "end_time") === "60",
    );
    expect(paths).toEqual(["event.time_config"]);
  });

  it("gives the differences that only together are refused", async () => {
    const refused = changed({ meeting_duration: 99, approval_switch: 0, approval_condition: 0 });
    const { paths } = await narrowed(
      whole,
      refused,
      (at) =>
        at("approve_config", "meeting_duration") === 99 &&
        at("approve_config", "approval_condition") === 0,
    );
    expect(paths.toSorted()).toEqual([
      "event.approve_config.approval_condition",
      "event.approve_config.meeting_duration",
    ]);
  });

  it("finds nothing between two that are equal", async () => {
    expect(await narrowed(whole, structuredClone(whole), () => true)).toMatchObject({
      found: [],
      trials: 0,
    });
  });

  it("asks nobody where there is one difference", async () => {
    const { trials, paths } = await narrowed(whole, changed({ meeting_duration: 3 }), () => true);
    expect([trials, paths]).toEqual([0, ["event.approve_config.meeting_duration"]]);
  });

  it("asks about no value twice, and few times among many", async () => {
    const many = (value: number) => ({
      event: Object.fromEntries(Array.from({ length: 256 }, (_none, at) => [`field_${at}`, value])),
    });
    const { trials, paths } = await narrowed(many(0), many(1), (at) => at("field_77") === 1);
    expect(paths).toEqual(["event.field_77"]);
    expect(trials).toBeLessThanOrEqual(16);
  });

  it("stops when its trials are spent, with what is left", async () => {
    const { trials, paths } = await narrowed(
      minimal,
      whole,
      (at) => at("approve_config") !== undefined && at("time_config") !== undefined,
      2,
    );
    expect(trials).toBe(2);
    expect(paths).toContain("event.approve_config");
    expect(paths).toContain("event.time_config");
  });

  it("leaves the two values as they were", async () => {
    const before = structuredClone(whole);
    await narrowed(minimal, whole, (at) => at("time_config", "start_time") !== undefined);
    expect(whole).toEqual(before);
  });
});
