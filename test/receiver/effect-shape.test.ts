import { describe, expect, it } from "vitest";
import { countEffects } from "../../src/receiver/effect-shape.js";
import type { EventIds, Sightings } from "../../src/receiver/witness/witness.js";

const event: EventIds = { eventId: "e", subjectId: "s" };
const other: EventIds = { eventId: "f", subjectId: "s" };

/** As a list of ids shows it, which says nothing about wordings. */
const listed = (eventId: number, subjectId: number): Sightings => ({ eventId, subjectId });

/** As a log shows it: the calibrated wording of each id is number 1, any other tells of something else. */
function logged(
  { handled, mentioned = 0 }: { handled: number; mentioned?: number },
  subjectId: number,
): Sightings {
  return {
    eventId: handled + mentioned,
    subjectId,
    wordings: {
      eventId: new Map([
        [1, handled],
        [2, mentioned],
      ]),
      subjectId: new Map([[1, subjectId]]),
    },
  };
}

describe("the effects of events", () => {
  const one = { list: listed(1, 1), log: logged({ handled: 1 }, 1) };

  it.each([
    ["an effect whose scope_id was cut off", one.log, logged({ handled: 1 }, 0), 1, 1],
    ["two of them", one.log, logged({ handled: 2 }, 0), 1, 2],
    ["an effect nobody expected, cut as well", one.log, logged({ handled: 1 }, 0), 0, 1],
    ["a note on a refused event", one.log, logged({ handled: 0, mentioned: 1 }, 0), 0, 0],
    [
      "an effect, cut, and a note on a repeat",
      one.log,
      logged({ handled: 1, mentioned: 1 }, 0),
      1,
      1,
    ],
    ["two effects of which one was cut", one.log, logged({ handled: 2 }, 1), 1, 2],
    ["a scope_id without its event_id", one.log, logged({ handled: 0 }, 1), 1, 0],
    ["one of two scope_ids cut off", logged({ handled: 1 }, 2), logged({ handled: 1 }, 1), 1, 1],
    ["an effect in a list without scope_ids", one.list, listed(1, 0), 0, 1],
    ["an event_id that a list shows once more", one.list, listed(2, 1), 1, 1],
    ["the same, both expected", one.list, listed(2, 1), 2, 2],
    ["only scope_ids, where no event_id ever shows", listed(0, 1), listed(0, 2), 1, 2],
    ["only event_ids, where no scope_id ever shows", listed(2, 0), listed(4, 0), 1, 2],
  ])("are counted by the event_id: %s", (_what, shape, shown, expected, effects) => {
    expect(countEffects([event], () => shown, { shape, expected }).effects).toBe(effects);
  });

  it("are two where two events share a scope_id that only one of them shows", () => {
    const shown = logged({ handled: 1 }, 1);
    expect(countEffects([event, other], () => shown, { shape: one.log, expected: 2 })).toEqual({
      effects: 2,
      mentioned: false,
    });
  });

  it("says when the ids only mention the events", () => {
    const shown = logged({ handled: 1, mentioned: 2 }, 0);
    expect(countEffects([event], () => shown, { shape: one.log, expected: 1 })).toEqual({
      effects: 1,
      mentioned: true,
    });
  });
});
