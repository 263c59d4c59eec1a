import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import { isAccepted } from "../report/exchange.js";
import { idsOf } from "./check-context.js";
import type { MakeEvent } from "./event-maker.js";

/**
 * Sends good events that belong to no check, to tell when others' effects would have shown. Resolves with the
 * ids, or undefined when the event was not accepted.
 */
export function createMarkerSender({
  random,
  makeEvent,
  deliver,
}: {
  readonly random: Random;
  readonly makeEvent: MakeEvent;
  readonly deliver: (event: ReserveConfigEvent, random: Random) => Promise<Outcome>;
}): () => Promise<EventIds | undefined> {
  const source = random.fork("markers");
  return async () => {
    const event = makeEvent(source);
    return isAccepted(await deliver(event, source)) ? idsOf(event) : undefined;
  };
}
