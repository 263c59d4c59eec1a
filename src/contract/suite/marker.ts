import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { App } from "../../event/app.js";
import type { Directory } from "../../event/directory.js";
import { createEventFactory } from "../../event/event-factory.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import type { DrawId } from "./run-ids.js";

export interface Marker {
  readonly ids: EventIds;
  readonly outcome: Outcome;
}

/** Sends good events that belong to no check: for calibration, and to tell when others' effects would have shown. */
export function createMarkerSender({
  app,
  random,
  directory,
  wall,
  drawId,
  deliver,
}: {
  readonly app: App;
  readonly random: Random;
  readonly directory: Directory;
  readonly wall: WallClock;
  readonly drawId: DrawId;
  readonly deliver: (event: ReserveConfigEvent, random: Random) => Promise<Outcome>;
}): () => Promise<Marker> {
  const source = random.fork("markers");
  const factory = createEventFactory({
    random: source,
    directory,
    app,
    now: () => wall.now(),
  });
  return async () => {
    const event = factory.create({ scope: "room", eventId: drawId(source) });
    event.event.scope_id = `omm_${drawId(source)}`;
    const ids = { eventId: event.header.event_id, scopeId: event.event.scope_id };
    return { ids, outcome: await deliver(event, source) };
  };
}
