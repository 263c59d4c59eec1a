import type { Random } from "../../base/random.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
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

/** Whether the same event is accepted with a plain text in that place, which few receivers have ever seen. */
export async function takesText(context: CheckContext): Promise<boolean> {
  const event = makeEventWithText("Research", context);
  return isAccepted(await context.deliver(event, { label: "the same with a plain text" }));
}

export const refusesAnyText: Judgement = {
  kind: "undecided",
  reason:
    "An event with a department_name is refused whatever its text is, so this says nothing about characters: see event/unknown-fields.",
};
