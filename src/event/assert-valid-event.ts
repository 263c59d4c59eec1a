import { MocklarkError } from "../base/errors.js";
import type { EventType } from "./event-type.js";

/** @throws MocklarkError INVALID_EVENT that lists what is wrong; `details.violations` has it as data */
export function assertValidEvent(value: unknown, type: EventType): void {
  const violations = type.validate(value);
  const [first] = violations;
  if (!first) return;
  const more = violations.length === 1 ? "" : ` (and ${violations.length - 1} more)`;
  throw new MocklarkError("INVALID_EVENT", `Failed to use the event: ${first.message}${more}`, {
    remedy: "Mend the event, or allow invalid events to send it as it is.",
    frame: violations.map(({ rule, message }) => `${rule}: ${message}`).join("\n"),
    details: { violations },
  });
}
