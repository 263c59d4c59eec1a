import { createRandom } from "../../src/base/random.js";
import { type App, createApp } from "../../src/event/app.js";
import { createDirectory } from "../../src/event/directory.js";
import { createEventFactory } from "../../src/event/reserve-config/event-factory.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";

export const encryptKey = "the Encrypt Key of the measured app";

/** The app every comparison uses. */
export const app: App = createApp({ encryptKey }, createRandom(1));

/** Fresh events, as they come. */
export async function createEvents(seed = 1): Promise<() => ReserveConfigEvent> {
  const random = createRandom(seed);
  const directory = await createDirectory({ random, names: false });
  const factory = createEventFactory({ random, directory, app, now: Date.now });
  return () => factory.create();
}

/** Fresh events that are known to be valid, as a run of many pushes them. */
export async function createValidEvents(seed = 1): Promise<() => ReserveConfigEvent> {
  const random = createRandom(seed);
  const directory = await createDirectory({ random, names: false });
  const { next } = reserveConfigType.createFactory({
    random,
    directory,
    app: () => app,
    now: Date.now,
  });
  if (!next) throw new Error("the type makes no runs");
  return () => next() as ReserveConfigEvent;
}
