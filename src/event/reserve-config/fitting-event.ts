import type { EventFactory, EventOptions } from "./event-factory.js";
import { holdAgainstRules } from "./event-rules.js";
import { validateEvent } from "./event-schema.js";
import type { ReserveConfigEvent } from "./reserve-config-event.js";

/** More than any override needs that can be met at all: the rarest fits one draw in four. */
const mostDraws = 100;

/**
 * An event whose drawn part fits what the caller fixed: `approval_switch` 1 needs an approver, an
 * `end_time` a start before it. Draws again until the whole obeys the rules; what no draw can mend – a
 * value that breaks the schema, two that contradict each other – comes back as it was drawn first.
 */
export function drawFittingEvent(
  { create }: EventFactory,
  options: EventOptions,
): ReserveConfigEvent {
  const first = create(options);
  if (options.overrides === undefined && options.unset === undefined) return first;
  let event = first;
  for (let draws = 1; draws < mostDraws; draws++) {
    if (validateEvent(event).length > 0) return first;
    if (holdAgainstRules(event).length === 0) return event;
    event = create(options);
  }
  return first;
}
