import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { suggest } from "../base/suggestions.js";
import { eventTexts } from "./event-texts.js";
import type { EventType } from "./event-type.js";
import type { FeishuEvent } from "./feishu-event.js";
import { reserveConfigType } from "./reserve-config/reserve-config-type.js";
import { createSampleType } from "./sample/sample-type.js";

/** The event types of one simulator or one run. */
export interface EventTypes {
  /** The first: what is meant where none is named. */
  readonly main: EventType;
  readonly all: readonly EventType[];
  /** By its name; `vc.reserve_config.updated_v1` is always known. */
  find(name: string): EventType | undefined;
  /** The type of an event; one that is not known is taken for its own sample. */
  of(event: FeishuEvent): EventType;
  /** The known name nearest to one that is not known. */
  nearest(name: string): string | undefined;
}

/**
 * @param given in the order of their weight; default: `vc.reserve_config.updated_v1` alone
 * @throws MocklarkError USAGE when one name is given twice
 */
export function createEventTypes(given: readonly EventType[] = []): EventTypes {
  const all = given.length === 0 ? [reserveConfigType] : given;
  refuseTwins(all);
  const byName = new Map([reserveConfigType, ...all].map((type) => [type.name, type]));
  const learnt = new Map<string, EventType>();
  const main = all[0] ?? reserveConfigType;

  function learn(event: FeishuEvent): EventType {
    const type = createSampleType(event);
    learnt.set(type.name, type);
    return type;
  }

  return {
    main,
    all,
    find: (name) => byName.get(name),
    of(event) {
      // A broken event of ours may lack any part.
      if (!isRecord(event.header) || !isRecord(event.event)) return main;
      const name: unknown = event.header.event_type;
      if (typeof name !== "string") return main;
      return byName.get(name) ?? learnt.get(name) ?? learn(event);
    },
    nearest: (name) => suggest(name, [...byName.keys()]),
  };
}

function refuseTwins(types: readonly EventType[]): void {
  const twin = types.find(({ name }, index) =>
    types.slice(0, index).some((earlier) => earlier.name === name),
  );
  if (!twin) return;
  throw new MocklarkError("USAGE", eventTexts("given-twice", { name: twin.name }), {
    remedy: eventTexts("one-of-each"),
  });
}
