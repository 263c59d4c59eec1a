import type { Random } from "../base/random.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { CheckContext } from "./check-context.js";

/** Chinese, an emoji, and what Feishu writes as `\u003c`, `\u003e` and `\u0026`. */
const awkwardText = "研发部 <R&D> 🚀";

/** A valid event that holds free text, in a department's name. */
export function makeEventWithText({
  makeEvent,
  random,
}: {
  readonly makeEvent: CheckContext["makeEvent"];
  readonly random: Random;
}): ReserveConfigEvent {
  const department = { department_id: `od-${random.hex(32)}`, department_name: awkwardText };
  return makeEvent({
    overrides: {
      event: {
        reserve_scope_config: { allow_all_users: 0, allow_depts: [department], allow_users: [] },
      },
    },
  });
}
