import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkApproveConfig } from "../../../src/event/reserve-config/approve-config-rules.js";
import {
  normalizeApproveConfig,
  normalizeSettings,
  normalizeTimeConfig,
} from "../../../src/event/reserve-config/normalize-settings.js";
import type {
  ApproveConfig,
  Switch,
} from "../../../src/event/reserve-config/reserve-config-event.js";
import { checkTimeConfig } from "../../../src/event/reserve-config/time-config-rules.js";

const secondsOfDay = fc.integer({ min: 0, max: 86_400 }).map(String);
const toggle = fc.constantFrom<Switch[]>(0, 1);

describe("what the platform makes of a change", () => {
  it("fills in the documented defaults for times", () => {
    expect(normalizeTimeConfig({})).toEqual({
      days_in_advance: 365,
      end_time: "86400",
      max_duration: 2,
      opening_hour: "28800",
      start_time: "0",
    });
  });

  it("keeps what was given", () => {
    const given = {
      days_in_advance: 30,
      end_time: "64800",
      max_duration: 24,
      opening_hour: "27900",
      start_time: "32400",
      time_switch: 1,
    } as const;
    expect(normalizeTimeConfig(given)).toEqual(given);
  });

  it.each([
    ["0", "0"],
    ["29", "0"],
    ["30", "60"],
    ["60", "60"],
    ["89", "60"],
    ["90", "120"],
    ["86369", "86340"],
    ["86370", "86400"],
    ["86400", "86400"],
  ])("rounds %s seconds to %s", (given, rounded) => {
    const { opening_hour, start_time, end_time } = normalizeTimeConfig({
      opening_hour: given,
      start_time: given,
      end_time: given,
    });
    expect([opening_hour, start_time, end_time]).toEqual([rounded, rounded, rounded]);
  });

  it.each<[ApproveConfig, ApproveConfig]>([
    [{ approval_switch: 0 }, { approval_switch: 0 }],
    [{ approval_condition: 0 }, { approval_condition: 0, meeting_duration: 99 }],
    [
      { approval_condition: 0, meeting_duration: 3 },
      { approval_condition: 0, meeting_duration: 3 },
    ],
    [{ approval_condition: 1 }, { approval_condition: 1 }],
    [
      { approval_condition: 1, meeting_duration: 1.234 },
      { approval_condition: 1, meeting_duration: 1.23 },
    ],
    [
      { approval_condition: 1, meeting_duration: 1.236 },
      { approval_condition: 1, meeting_duration: 1.24 },
    ],
    // A half goes up, also where the number nearest to it lies a little below.
    ...[
      [1.005, 1.01],
      [0.145, 0.15],
      [8.575, 8.58],
      [1.0049, 1],
      [98.995, 99],
      [0.1, 0.1],
    ].map(([given, stored]): [ApproveConfig, ApproveConfig] => [
      { approval_condition: 1, meeting_duration: given as number },
      { approval_condition: 1, meeting_duration: stored as number },
    ]),
  ])("makes approval %j into %j", (change, stored) => {
    expect(normalizeApproveConfig(change)).toEqual(stored);
  });

  it("leaves absent blocks absent and the reserve scope as it is", () => {
    expect(normalizeSettings({})).toEqual({});
    expect(normalizeSettings({ reserve_scope_config: { allow_all_users: 1 } })).toEqual({
      reserve_scope_config: { allow_all_users: 1 },
    });
    expect(normalizeSettings({ time_config: { max_duration: 4 } }).time_config?.max_duration).toBe(
      4,
    );
    expect(normalizeSettings({ approve_config: { approval_condition: 0 } })).toEqual({
      approve_config: { approval_condition: 0, meeting_duration: 99 },
    });
  });

  it("changes nothing the second time, and never leaves a time off the minute", () => {
    fc.assert(
      fc.property(
        fc.record(
          { start_time: secondsOfDay, end_time: secondsOfDay, opening_hour: secondsOfDay },
          { requiredKeys: [] },
        ),
        (change) => {
          const once = normalizeTimeConfig(change);
          expect(normalizeTimeConfig(once)).toEqual(once);
          expect(checkTimeConfig(once).map(({ rule }) => rule)).not.toContain("time/whole-minutes");
        },
      ),
    );
  });

  it("repairs decimals without breaking another rule about approval", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            approval_condition: toggle,
            approval_switch: toggle,
            meeting_duration: fc.double({ min: 0.1, max: 99, noNaN: true }),
          },
          { requiredKeys: [] },
        ),
        (change) => {
          const before = checkApproveConfig(change).map(({ rule }) => rule);
          const after = checkApproveConfig(normalizeApproveConfig(change)).map(({ rule }) => rule);
          expect(after).toEqual(before.filter((rule) => rule !== "approval/two-decimals"));
        },
      ),
    );
  });
});
