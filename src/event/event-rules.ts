import { MocklarkError } from "../base/errors.js";
import { checkApproveConfig } from "./approve-config-rules.js";
import { validateEvent } from "./event-schema.js";
import type { ReserveConfigEvent } from "./reserve-config-event.js";
import { checkReserveScope } from "./reserve-scope-rules.js";
import { checkScope } from "./scope-rules.js";
import { checkTimeConfig } from "./time-config-rules.js";
import type { Violation } from "./violation.js";

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
