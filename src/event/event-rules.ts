import { MocklarkError } from "../base/errors.js";
import { checkApproveConfig } from "./approve-config-rules.js";
import { validateEvent } from "./event-schema.js";
import type { ReserveConfigEvent } from "./reserve-config-event.js";
import { checkReserveScope } from "./reserve-scope-rules.js";
import { checkScope } from "./scope-rules.js";
import { checkTimeConfig } from "./time-config-rules.js";
import type { Violation } from "./violation.js";

/** The name of every rule that spans several fields, and what it asks for. */
export const eventRules = {
  "scope/id-matches-type": "scope_id is the id of a level or of a room, as scope_type says",
  "time/end-after-start": "end_time is at least 30 s after start_time",
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

/** The rules that span several fields, for an event that satisfies the schema. */
export function checkEventRules({ event }: ReserveConfigEvent): Violation[] {
  return [
    ...checkScope(event),
    ...(event.approve_config ? checkApproveConfig(event.approve_config) : []),
    ...(event.reserve_scope_config ? checkReserveScope(event.reserve_scope_config) : []),
    ...(event.time_config ? checkTimeConfig(event.time_config) : []),
  ];
}

/** Everything that is wrong with a value as an event: the schema first, and the rules when it fits. */
export function checkEvent(value: unknown): Violation[] {
  const violations = validateEvent(value);
  return violations.length > 0 ? violations : checkEventRules(value as ReserveConfigEvent);
}

/** @throws MocklarkError INVALID_EVENT that lists what is wrong; `details.violations` has it as data */
export function assertValidEvent(value: unknown): asserts value is ReserveConfigEvent {
  const violations = checkEvent(value);
  const [first] = violations;
  if (!first) return;
  const more = violations.length === 1 ? "" : ` (and ${violations.length - 1} more)`;
  throw new MocklarkError("INVALID_EVENT", `Failed to use the event: ${first.message}${more}`, {
    remedy: "Mend the event, or allow invalid events to send it as it is.",
    frame: violations.map(({ rule, message }) => `${rule}: ${message}`).join("\n"),
    details: { violations },
  });
}
