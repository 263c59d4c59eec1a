import { describe, expect, it } from "vitest";
import { movedTime, timeText, wireTime } from "../../src/console/page/pages/rooms/day-time.js";
import {
  changeOf,
  draftOf,
  editedBlocks,
  type LimitsDraft,
} from "../../src/console/page/pages/rooms/limits-draft.js";
import {
  isAbout,
  limitsLine,
  mainSource,
  refusalText,
} from "../../src/console/page/pages/rooms/limits-words.js";
import { roomsEn, roomsZh } from "../../src/console/page/words/rooms-words.js";
import {
  limitBlocks,
  type PlaceDetail,
  type PreviewAnswer,
} from "../../src/console/rooms/rooms-state.js";
import type { ReserveConfigChange } from "../../src/tenant/reserve-config-change.js";
import { ann, departmentIds, levelIds, roomIds, smallCompany } from "../open-api/small-company.js";
import { openRoomsConsole } from "./rooms-console.js";

const blue = { scopeId: roomIds.blue, scopeType: "room" } as const;

describe("a time of the day", () => {
  it.each([
    [0, "00:00"],
    [32_400, "09:00"],
    [86_400, "24:00"],
    [34_260, "09:31"],
  ])("of %i seconds is %s, and back", (seconds, text) => {
    expect(timeText(seconds)).toBe(text);
    expect(wireTime(text)).toBe(String(seconds));
  });

  it.each([
    ["9:05", "32700"],
    ["09：30", "34200"],
    [" 09:30 ", "34200"],
    ["25:00", "90000"],
    ["9", "32400"],
    ["09:70", "09:70"],
    ["nine", "nine"],
    ["", ""],
  ])("%j goes onto the wire as %j", (text, wire) => {
    expect(wireTime(text)).toBe(wire);
  });

  it.each([
    ["09:00", 30, "09:30"],
    ["23:45", 30, "24:00"],
    ["00:10", -30, "00:00"],
    ["nine", 30, "nine"],
    ["", 30, ""],
  ])("%j moved by %i minutes is %j", (text, minutes, moved) => {
    expect(movedTime(text, minutes)).toBe(moved);
  });
});

describe("the form", () => {
  it("sends back what it was given, so that saving it changes nothing", async () => {
    const { simulator, get } = await openRoomsConsole(smallCompany());
    const tower = { scopeId: levelIds.tower, scopeType: "level" } as const;
    await simulator.tenant.updateReserveConfig({
      ...tower,
      change: {
        approval_config: {
          approval_switch: 1,
          approval_condition: 1,
          meeting_duration: 1.5,
          approvers: [{ user_id: ann.openId }],
        },
        time_config: {
          time_switch: 1,
          start_time: "32400",
          end_time: "64800",
          if_cover_child_scope: false,
        },
        reserve_scope_config: {
          allow_all_users: 0,
          allow_users: [{ user_id: ann.openId }],
          allow_depts: [{ department_id: departmentIds.platform }],
        },
      },
    });
    const path = `/levels/${levelIds.tower}`;
    const before = await get<PlaceDetail>(path);
    const draft = draftOf(before);
    expect(draft.approval_config.approvers).toEqual([
      { id: ann.openId, name: "Ann", hint: "Engineering/Platform" },
    ]);
    expect(draft.reserve_scope_config.departments).toEqual([
      { id: departmentIds.platform, name: "Platform", hint: "Engineering/Platform" },
    ]);
    expect(draft.time_config).toMatchObject({ start: "09:00", end: "18:00", covers: false });
    const change = changeOf(draft, limitBlocks, "level") as unknown as ReserveConfigChange;
    const updated = await simulator.tenant.updateReserveConfig({ ...tower, change });
    expect(updated.kind).toBe("updated");
    expect(draftOf(await get<PlaceDetail>(path))).toEqual(draft);
  });

  it("knows the blocks that were edited, and sends no flag for a room", async () => {
    const { get } = await openRoomsConsole(smallCompany());
    const base = draftOf(await get<PlaceDetail>(`/rooms/${roomIds.blue}`));
    const draft: LimitsDraft = {
      ...base,
      time_config: { ...base.time_config, isOn: true, days: "", maxHours: "x" },
    };
    expect(editedBlocks(base, base)).toEqual([]);
    expect(editedBlocks(base, draft)).toEqual(["time_config"]);
    expect(changeOf(draft, ["time_config"], "room")).toEqual({
      time_config: {
        time_switch: 1,
        opening_hour: "28800",
        start_time: "0",
        end_time: "86400",
        max_duration: "x",
      },
    });
  });

  it("has words of its own in both languages for every mistake that can be typed", async () => {
    const { get, post } = await openRoomsConsole(smallCompany());
    const base = draftOf(await get<PlaceDetail>(`/rooms/${roomIds.blue}`));
    const { approval_config: approval, time_config: times, reserve_scope_config: scope } = base;
    const nobody = { id: "ou_nobody", name: "Nobody", hint: "" };
    const mistakes: readonly (readonly [field: string, draft: LimitsDraft])[] = [
      ["time_config.days_in_advance", { ...base, time_config: { ...times, days: "0" } }],
      ["time_config.days_in_advance", { ...base, time_config: { ...times, days: "1.5" } }],
      ["time_config.max_duration", { ...base, time_config: { ...times, maxHours: "100" } }],
      ["time_config.max_duration", { ...base, time_config: { ...times, maxHours: "two" } }],
      ["time_config.opening_hour", { ...base, time_config: { ...times, opening: "25" } }],
      ["time_config.opening_hour", { ...base, time_config: { ...times, opening: "noon" } }],
      ["time_config.start_time", { ...base, time_config: { ...times, start: "25:00" } }],
      ["time_config.end_time", { ...base, time_config: { ...times, start: "9:00", end: "8:00" } }],
      ["time_config.end_time", { ...base, time_config: { ...times, start: "", end: "00:00" } }],
      ["time_config.start_time", { ...base, time_config: { ...times, start: "24:00", end: "" } }],
      ["approval_config.approvers", { ...base, approval_config: { ...approval, isOn: true } }],
      [
        "approval_config.approvers",
        { ...base, approval_config: { ...approval, isOn: true, approvers: [nobody] } },
      ],
      [
        "approval_config.meeting_duration",
        { ...base, approval_config: { ...approval, isForLong: true, hours: "" } },
      ],
      [
        "approval_config.meeting_duration",
        { ...base, approval_config: { ...approval, isForLong: true, hours: "0" } },
      ],
      [
        "reserve_scope_config.allow_users",
        { ...base, reserve_scope_config: { ...scope, isEverybody: false } },
      ],
      [
        "reserve_scope_config.allow_depts",
        { ...base, reserve_scope_config: { ...scope, departments: [nobody] } },
      ],
    ];
    for (const [field, draft] of mistakes) {
      const change = changeOf(draft, editedBlocks(base, draft), "room");
      const preview = await post<PreviewAnswer>("/preview", { ...blue, change });
      const [refusal] = preview.kind === "refused" ? preview.refusals : [];
      if (!refusal) throw new Error(`${field} is not refused: ${JSON.stringify(change)}`);
      expect({ field, isAbout: isAbout(refusal, field) }).toEqual({ field, isAbout: true });
      expect(refusalText(refusal, roomsEn)).not.toBe(refusal.detail);
      expect(refusalText(refusal, roomsZh)).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe("the line of a room", () => {
  it("says when, how long and with whose consent", async () => {
    const { simulator, get } = await openRoomsConsole(smallCompany());
    const placeOf = async () => (await get<PlaceDetail>(`/rooms/${roomIds.blue}`)).place;
    const untouched = await placeOf();
    expect(limitsLine(untouched.limits, roomsEn)).toBe("any time");
    expect(mainSource(untouched)).toEqual({ kind: "documented" });
    await simulator.tenant.updateReserveConfig({
      scopeId: levelIds.floor,
      scopeType: "level",
      change: {
        time_config: { time_switch: 1, start_time: "32400", end_time: "64800", max_duration: 3 },
        approval_config: {
          approval_switch: 1,
          approval_condition: 0,
          approvers: [{ user_id: ann.openId }],
        },
      },
    });
    const inherited = await placeOf();
    expect(limitsLine(inherited.limits, roomsEn)).toBe("09:00–18:00 · ≤ 3 h · approval");
    expect(limitsLine(inherited.limits, roomsZh)).toBe("09:00–18:00 · ≤ 3 小时 · 需审批");
    expect(mainSource(inherited)).toMatchObject({ kind: "inherited", from: { name: "Floor 2" } });
    await simulator.tenant.updateReserveConfig({
      ...blue,
      change: { reserve_scope_config: { allow_all_users: 1 } },
    });
    expect(mainSource(await placeOf())).toEqual({ kind: "own" });
  });
});
