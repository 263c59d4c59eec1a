import { describe, expect, it } from "vitest";
import { createEventTypes } from "../../src/event/event-types.js";
import { checkEnvelope } from "../../src/event/envelope-rules.js";
import type { FeishuEvent } from "../../src/event/feishu-event.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import { knownTypeOf } from "../../src/event/whole-event.js";
import { messageSample, sampleOf } from "./sample/message-sample.js";

const message = eventTypeFromSample(messageSample);
const other = sampleOf({ id: "a" }, "calendar.event.changed_v4");

describe("the event types of a run", () => {
  it("are the modelled one alone where none is given", () => {
    const types = createEventTypes();
    expect([types.main, types.all]).toEqual([reserveConfigType, [reserveConfigType]]);
  });

  it("have the first as the one that is meant, and know the modelled one besides", () => {
    const types = createEventTypes([message]);
    expect(types.main).toBe(message);
    expect(types.all).toEqual([message]);
    expect(types.find(reserveConfigType.name)).toBe(reserveConfigType);
    expect(types.find("im.message.recieve_v1")).toBeUndefined();
    expect(types.nearest("im.message.recieve_v1")).toBe(message.name);
  });

  it("refuse one type that is given twice", () => {
    expect(() => createEventTypes([message, reserveConfigType, message])).toThrow(
      'Failed to use the events: "im.message.receive_v1" is given twice.',
    );
  });

  it("take an event of a type nobody named for its own sample, the same from then on", () => {
    const types = createEventTypes([message]);
    const learnt = types.of(other);
    expect(learnt).toMatchObject({ name: "calendar.event.changed_v4", knownBy: "sample" });
    expect(types.of(other)).toBe(learnt);
    expect(types.find(learnt.name)).toBeUndefined();
  });

  it.each([[{}], [{ header: {} }], [{ header: { event_type: 5 }, event: {} }], [{ header: 1 }]])(
    "take the broken event %j for one of the first",
    (broken) => {
      const types = createEventTypes([message]);
      expect(types.of(broken as FeishuEvent)).toBe(message);
      expect(knownTypeOf(broken as FeishuEvent, types)).toBe(message);
    },
  );

  it("hold what is nearly a known type against the first", () => {
    const types = createEventTypes();
    const slip = sampleOf({}, "vc.reserve_config.updated_v2");
    expect(knownTypeOf(slip, types)).toBe(reserveConfigType);
  });
});

describe("the envelope", () => {
  const { name } = message;
  const good = sampleOf(messageSample.event, name);

  it("of an event is sound with every text of its header and a content", () => {
    expect(checkEnvelope(good, name)).toEqual([]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["null", null, [""]],
    ["a list", [], [""]],
    ["an empty object", {}, ["schema", "header", "event"]],
    ["another schema", { ...good, schema: "3.0" }, ["schema"]],
    ["a content that is a list", { ...good, event: [] }, ["event"]],
    ["no token", { ...good, header: { ...good.header, token: undefined } }, ["header.token"]],
    [
      "a time as number",
      { ...good, header: { ...good.header, create_time: 1 } },
      ["header.create_time"],
    ],
    [
      "another type",
      { ...good, header: { ...good.header, event_type: "x" } },
      ["header.event_type"],
    ],
  ])("is broken by %s", (_what, value, paths) => {
    expect(checkEnvelope(value, name).map(({ path }) => path)).toEqual(paths);
  });

  it("that cannot be read is broken, and nothing is thrown", () => {
    const hostile = {
      get schema(): string {
        throw new Error("no");
      },
    };
    expect(checkEnvelope(hostile, name)).toMatchObject([{ rule: "schema/readable" }]);
  });
});
