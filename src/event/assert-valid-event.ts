import { MocklarkError } from "../base/errors.js";
import { lines, type Text } from "../base/text.js";
import { eventTexts } from "./event-texts.js";
import type { EventType } from "./event-type.js";
import type { Violation } from "./violation.js";

/** @throws MocklarkError INVALID_EVENT that lists what is wrong; `details.violations` has it as data */
export function assertValidEvent(value: unknown, type: EventType): void {
  const violations = type.validate(value);
  const [first] = violations;
  if (!first) return;
  const text = eventTexts("invalid", { problem: first.text, others: violations.length - 1 });
  throw new MocklarkError("INVALID_EVENT", text, {
    remedy: eventTexts("mend-event"),
    frame: lines(...violations.map(broken)),
    details: { violations },
  });
}

const broken = ({ rule, text: problem }: Violation): Text =>
  eventTexts("rule-broken", { rule, problem });
