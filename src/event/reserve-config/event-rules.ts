import { checkApproveConfig } from "./approve-config-rules.js";
import { validateEvent } from "./event-schema.js";
import type { ReserveConfigEvent } from "./reserve-config-event.js";
import { checkReserveScope } from "./reserve-scope-rules.js";
import { checkScope } from "./scope-rules.js";
import { checkTimeConfig } from "./time-config-rules.js";
import { type Violation, whileReading } from "../violation.js";

/** The name of every rule that spans several fields, and what it asks for. */
export const eventRules = {
  "scope/id-matches-type": "scope_id is the id of a level or of a room, as scope_type says",
  "time/end-after-start":
    "end_time is at least 30 s after start_time, but for the rounding to minutes",
  "time/end-without-start": "end_time is at least 30 while start_time is not set",
  "time/start-without-end": "start_time is less than 86370 while end_time is not set",
  "time/whole-minutes": "times of day are multiples of 60 s",
  "approval/switch-needs-condition": "approval_switch 1 comes with an approval_condition",
  "approval/no-switch-needs-condition": "without approval_switch there is an approval_condition",
  "approval/switch-needs-approver": "approval_switch 1 comes with at least one approver",
  "approval/condition-needs-duration": "approval_condition 1 comes with a meeting_duration",
  "approval/two-decimals": "meeting_duration has at most two decimals",
  "reserve-scope/all-users-required": "who may book comes with allow_all_users",
  "reserve-scope/somebody-allowed": "allow_all_users 0 comes with a user or a department",
  "reserve-scope/at-most-500": "users and departments together are at most 500",
} as const;

/**
 * The rules that span several fields. They say nothing about a block of the event that breaks the schema:
 * `validateEvent` does.
 */
export function checkEventRules(event: ReserveConfigEvent): Violation[] {
  const broken = validateEvent(event).map(({ path }) => path);
  return whileReading(() => holdAgainstRules(event, broken));
}

const none: readonly string[] = [];

/** @param broken where the event breaks the schema; none for an event that is known to satisfy it */
export function holdAgainstRules(whole: ReserveConfigEvent, broken = none): Violation[] {
  const isSound = (...names: readonly string[]): boolean =>
    broken.length === 0 || !names.some((name) => broken.some((path) => concerns(path, name)));
  // A path within the event is a block's own business.
  if (broken.includes("") || broken.includes("event")) return [];
  const { event } = whole;
  const { approve_config: approval, reserve_scope_config: scope, time_config: time } = event;
  return [
    ...(isSound("event.scope_id", "event.scope_type") ? checkScope(event) : []),
    ...(approval && isSound("event.approve_config") ? checkApproveConfig(approval) : []),
    ...(scope && isSound("event.reserve_scope_config") ? checkReserveScope(scope) : []),
    ...(time && isSound("event.time_config") ? checkTimeConfig(time) : []),
  ];
}

/** The path is this block, lies in it, or is the whole event. */
const concerns = (path: string, block: string): boolean =>
  path === "" || path === block || path.startsWith(`${block}.`) || path.startsWith(`${block}[`);

/** Everything that is wrong with a value as an event: the schema first, and the rules when it fits. */
export function checkEvent(value: unknown): Violation[] {
  const violations = validateEvent(value);
  if (violations.length > 0) return violations;
  return whileReading(() => holdAgainstRules(value as ReserveConfigEvent));
}
