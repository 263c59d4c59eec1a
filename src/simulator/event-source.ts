import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import { createDirectory, type Directory } from "../event/directory.js";
import {
  createEventFactory,
  type EventFactory,
  type EventOptions,
} from "../event/event-factory.js";
import { drawFittingEvent } from "../event/fitting-event.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";

export interface EventSourceOptions {
  /** The app as it is when an event is made. */
  readonly app: () => App;
  readonly random: Random;
  readonly clock: Pick<Clock, "now">;
  /** Language of names; default "zh". */
  readonly locale?: "zh" | "en";
  /** Adds `department_name` to every event. Default false. */
  readonly departmentNames?: boolean;
  /** Whom and what events name; default: made up from the seed. */
  readonly directory?: Directory;
}

/** Makes the simulator's events. On its own because a command that sends nothing needs no more. */
export interface EventSource {
  /** The people, departments, rooms and levels events draw from, with their names. */
  directory(): Promise<Directory>;
  /**
   * A schema-valid event that obeys every rule of the platform; what is drawn fits the overrides, unless
   * these break a rule by themselves.
   */
  generate(options?: EventOptions): Promise<ReserveConfigEvent>;
}

export function createEventSource({
  app,
  random,
  clock,
  locale,
  departmentNames = false,
  directory: given,
}: EventSourceOptions): EventSource {
  let factory: Promise<EventFactory> | undefined;

  /** Names cost the loading of faker; the ids are the same without them. */
  const directory = async (names: boolean): Promise<Directory> =>
    given ??
    createDirectory({ random: random.fork("directory"), names, ...definedOnly({ locale }) });

  async function createFactory(): Promise<EventFactory> {
    const now = (): number => clock.now();
    return createEventFactory({ random, directory: await directory(departmentNames), app, now });
  }

  return {
    directory: () => directory(true),
    async generate(wish = {}) {
      factory ??= createFactory();
      return drawFittingEvent(await factory, { departmentNames, ...wish });
    },
  };
}
