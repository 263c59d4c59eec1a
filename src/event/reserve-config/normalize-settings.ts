import type { ApproveConfig, ReserveConfigUpdated, TimeConfig } from "./reserve-config-event.js";
import { timeStep } from "./time-config-rules.js";

/** What an administrator may change: an event without its scope. */
export type Settings = Omit<ReserveConfigUpdated, "scope_id" | "scope_type">;

/** What the platform fills in for times that a change leaves out. */
const timeDefaults = {
  days_in_advance: 365,
  end_time: "86400",
  max_duration: 2,
  opening_hour: "28800",
  start_time: "0",
} as const satisfies TimeConfig;

/** Hours the platform fills in when every booking needs approval and no length was given. */
const unlimitedDuration = 99;

/**
 * What the platform makes of a change before it stores it and pushes the event. Blocks that are absent
 * stay absent. Applying it twice changes nothing more.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function normalizeSettings(change: Settings): Settings {
  return {
    ...change,
    ...(change.approve_config && { approve_config: normalizeApproveConfig(change.approve_config) }),
    ...(change.time_config && { time_config: normalizeTimeConfig(change.time_config) }),
  };
}

/** Defaults for what is left out, times of day in whole minutes. */
export function normalizeTimeConfig(change: TimeConfig): TimeConfig {
  const config = { ...timeDefaults, ...change };
  return {
    ...config,
    end_time: roundTime(config.end_time),
    opening_hour: roundTime(config.opening_hour),
    start_time: roundTime(config.start_time),
  };
}

// "A time that is not a multiple of 60 is rounded to the nearest multiple of 60." Half a minute goes
// up: only so can the smallest allowed end_time, 30, lie after a start_time of 0.
function roundTime(seconds: string): string {
  return String(Math.round(Number(seconds) / timeStep) * timeStep);
}

/** `meeting_duration` with two decimals, and 99 hours where it is left out although nothing needs it. */
export function normalizeApproveConfig(change: ApproveConfig): ApproveConfig {
  const { approval_condition: condition, meeting_duration: hours } = change;
  // "With approval_condition 0 and no meeting_duration given, it becomes 99."
  if (hours === undefined) {
    return condition === 0 ? { ...change, meeting_duration: unlimitedDuration } : change;
  }
  return { ...change, meeting_duration: roundHours(hours) };
}

// "meeting_duration is rounded to two decimals", a half goes up. The decimal point is moved in the text:
// 1.005 has no exact binary form, and its toFixed(2) is 1.00.
function roundHours(hours: number): number {
  const hundredths = Number(`${hours}e2`);
  // Written with an exponent, or no number at all: far from what any rule lets pass.
  if (Number.isNaN(hundredths)) return Number(hours.toFixed(2));
  return Math.round(hundredths) / 100;
}
