import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import { isAccepted } from "../report/exchange.js";
import type { EventMaker } from "./event-maker.js";

/**
 * Sends good events that belong to no check, to tell when others' effects would have shown. Resolves with the
 * ids, or undefined when the event was not accepted.
 */
export function createMarkerSender({
  random,
  events,
  deliver,
}: {
  readonly random: Random;
  readonly events: EventMaker;
  readonly deliver: (event: FeishuEvent, random: Random) => Promise<Outcome>;
}): () => Promise<EventIds | undefined> {
  const source = random.fork("markers");
  return async () => {
    const event = events.make(source);
    return isAccepted(await deliver(event, source)) ? events.idsOf(event) : undefined;
  };
}
