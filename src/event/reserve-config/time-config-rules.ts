import type { TimeConfig } from "./reserve-config-event.js";
import { ruleTexts } from "./rule-texts.js";
import { type Violation, violation } from "../violation.js";

const path = "event.time_config";
const endPath = `${path}.end_time`;
const startPath = `${path}.start_time`;

/** Seconds that must lie between the start and the end of the bookable part of a day. */
const smallestWindow = 30;
/** Without an end a start must be earlier than this many seconds after midnight. */
export const latestOpenStart = 86_370;
/** Seconds a time of day is a multiple of. */
export const timeStep = 60;

/**
 * The rules about booking times, as an event carries them.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function checkTimeConfig(config: TimeConfig): Violation[] {
  return [...(isRoundedAway(config) ? [] : checkWindow(config)), ...checkWholeMinutes(config)];
}

/**
 * Whether the window may have been wide enough before it was rounded and is empty since: 91..121 becomes
 * 120..120. At midnight that cannot be, where 0..30 becomes 0..60.
 */
export function isRoundedAway({ start_time: start, end_time: end }: TimeConfig): boolean {
  return start !== undefined && start === end && start !== "0" && Number(start) % timeStep === 0;
}

/** What holds for a window before it is rounded, and so for a change. */
export function checkWindow({ start_time: start, end_time: end }: TimeConfig): Violation[] {
  // "end_time must be greater than start_time by at least 30."
  if (start !== undefined && end !== undefined) {
    return Number(end) - Number(start) >= smallestWindow
      ? []
      : [
          violation({
            rule: "time/end-after-start",
            path: endPath,
            text: ruleTexts("end-after-start", {
              path: endPath,
              least: smallestWindow,
              start,
              end,
            }),
            value: end,
          }),
        ];
  }
  // "With start_time unset, end_time must be at least 30."
  if (end !== undefined && Number(end) < smallestWindow) {
    return [
      violation({
        rule: "time/end-without-start",
        path: endPath,
        text: ruleTexts("end-without-start", { path: endPath, least: smallestWindow, end }),
        value: end,
      }),
    ];
  }
  // "With end_time unset, start_time must be less than 86370."
  if (start !== undefined && Number(start) >= latestOpenStart) {
    return [
      violation({
        rule: "time/start-without-end",
        path: startPath,
        text: ruleTexts("start-without-end", { path: startPath, below: latestOpenStart, start }),
        value: start,
      }),
    ];
  }
  return [];
}

// "A time that is not a multiple of 60 is rounded to the nearest multiple of 60": an event carries none.
function checkWholeMinutes(config: TimeConfig): Violation[] {
  const violations: Violation[] = [];
  for (const name of ["opening_hour", "start_time", "end_time"] as const) {
    const time = config[name];
    if (time === undefined || Number(time) % timeStep === 0) continue;
    const at = `${path}.${name}`;
    violations.push(
      violation({
        rule: "time/whole-minutes",
        path: at,
        text: ruleTexts("whole-minutes", { path: at, step: timeStep, time }),
        value: time,
      }),
    );
  }
  return violations;
}
