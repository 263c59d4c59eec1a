import type { Random } from "../../base/random.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { CheckContext } from "../suite/check-context.js";

/** A valid event that holds a text of ours, in a department's name. */
export function makeEventWithText(
  text: string,
  { makeEvent, random }: { readonly makeEvent: CheckContext["makeEvent"]; readonly random: Random },
): ReserveConfigEvent {
  const department = { department_id: `od-${random.hex(32)}`, department_name: text };
  return makeEvent({
    overrides: {
      event: {
        reserve_scope_config: { allow_all_users: 0, allow_depts: [department], allow_users: [] },
      },
    },
  });
}
