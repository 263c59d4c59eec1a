import { describe, expect, it } from "vitest";
import { createRealClock } from "../../../src/base/clock.js";
import { createRandom, type Random } from "../../../src/base/random.js";
import { createEventMaker } from "../../../src/contract/suite/event-maker.js";
import { createRunIds } from "../../../src/contract/suite/run-ids.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import { createEventTypes } from "../../../src/event/event-types.js";
import type { EventOptions } from "../../../src/event/reserve-config/event-factory.js";
import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";
import { checkEvent } from "../../../src/event/reserve-config/event-rules.js";

const seeds = [1, 2, 3, 42, 1_000];

async function makerFor(seed: number) {
  const random = createRandom(seed);
  const { make, makeReserveConfig } = createEventMaker({
    types: createEventTypes(),
    app: createApp({}, random),
    random,
    directory: await createDirectory({ random, names: false }),
    wall: createRealClock().wall,
    drawId: createRunIds(0),
  });
  const makeEvent = (ids: Random, options?: EventOptions): ReserveConfigEvent =>
    options ? makeReserveConfig(ids, options) : (make(ids) as ReserveConfigEvent);
  return { makeEvent, ids: (name: string) => random.fork(name) };
}

/** What an event says, apart from which event it is and when it was made. */
function contentOf({ header, event }: ReserveConfigEvent): object {
  const { event_id: _id, create_time: _time, ...others } = header;
  const { scope_id: _scope, ...settings } = event;
  return { header: others, event: settings };
}

describe("the events of a run", () => {
  it.each(seeds)("have one plain content at seed %i, and ids of their own", async (seed) => {
    const { makeEvent, ids } = await makerFor(seed);
    const sources = [ids("one check"), ids("another check")];
    const events = sources.flatMap((source) => Array.from({ length: 20 }, () => makeEvent(source)));
    const [first] = events;
    expect(new Set(events.map(({ header }) => header.event_id)).size).toBe(events.length);
    expect(new Set(events.map(({ event }) => event.scope_id)).size).toBe(events.length);
    for (const event of events) expect(contentOf(event)).toEqual(first && contentOf(first));
  });

  it.each(seeds)(
    "have at seed %i nothing in their plain content to be refused for",
    async (seed) => {
      const { makeEvent, ids } = await makerFor(seed);
      const event = makeEvent(ids("a check"));
      const { approve_config, reserve_scope_config, time_config } = event.event;
      expect(checkEvent(event)).toEqual([]);
      expect(event.event.scope_type).toBe(2);
      expect(Number.isInteger(approve_config?.meeting_duration)).toBe(true);
      expect(approve_config?.approvers).toHaveLength(1);
      expect(reserve_scope_config?.allow_users).toHaveLength(1);
      expect(reserve_scope_config?.allow_depts).toHaveLength(1);
      expect(time_config).toBeDefined();
    },
  );

  it("change where they are told to, and nowhere else", async () => {
    const { makeEvent, ids } = await makerFor(1);
    const source = ids("a check");
    const plain = makeEvent(source);
    const changed = makeEvent(source, {
      overrides: { event: { time_config: { max_duration: 9 } } },
    });
    expect(changed.event.time_config).toEqual({ ...plain.event.time_config, max_duration: 9 });
    expect(changed.event.approve_config).toEqual(plain.event.approve_config);
    const bare = makeEvent(source, { unset: ["event.time_config"] });
    expect(bare.event.time_config).toBeUndefined();
    expect(makeEvent(source).event.time_config).toEqual(plain.event.time_config);
  });

  it("are about a level with the same settings where a level is asked for", async () => {
    const { makeEvent, ids } = await makerFor(1);
    const source = ids("a check");
    const [room, level] = [makeEvent(source), makeEvent(source, { scope: "level" })];
    expect(level.event.scope_id).toMatch(/^omb_/);
    expect(level.event).toEqual({
      ...room.event,
      scope_id: level.event.scope_id,
      scope_type: 1,
    });
  });
});
