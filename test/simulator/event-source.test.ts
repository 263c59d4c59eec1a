import { describe, expect, it, onTestFinished } from "vitest";
import type { EventType } from "../../src/event/event-type.js";
import type { FeishuEvent } from "../../src/event/feishu-event.js";
import { createSchemaType } from "../../src/event/json-schema/schema-type.js";
import { reserveConfigEventType } from "../../src/event/reserve-config/reserve-config-event.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { messageSample, sampleOf } from "../event/sample/message-sample.js";

const message = eventTypeFromSample(messageSample);
const user = await createSchemaType({
  name: "contact.user.created_v3",
  schema: {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, age: { type: "integer" } },
  },
});

function simulatorOf(...events: readonly EventType[]): Simulator {
  const simulator = createSimulator({ events, seed: 1 });
  onTestFinished(() => simulator.close());
  return simulator;
}

const generate = (simulator: Simulator, type?: string): Promise<FeishuEvent> =>
  simulator.generate<FeishuEvent>(type === undefined ? {} : { type });

describe("a simulator with event types", () => {
  it("makes the first where none is named, any by its name, and changes of limits always", async () => {
    const simulator = simulatorOf(message, user);
    const types = [undefined, user.name, message.name, reserveConfigEventType];
    const made = await Promise.all(types.map((type) => generate(simulator, type)));
    expect(made.map(({ header }) => header.event_type)).toEqual([
      message.name,
      user.name,
      message.name,
      reserveConfigEventType,
    ]);
  });

  it("makes the same events of a type whatever else it makes", async () => {
    const [alone, mixed] = [simulatorOf(user), simulatorOf(message, user)];
    await generate(mixed);
    const [one, other] = [await generate(alone), await generate(mixed, user.name)];
    expect(other.event).toEqual(one.event);
    expect(other.header.event_id).toBe(one.header.event_id);
  });

  it("sets fields that the type has, and refuses what it has not", async () => {
    const simulator = simulatorOf(user);
    const event = await simulator.generate<FeishuEvent>({ overrides: { "event.age": 5 } });
    expect(event.event).toMatchObject({ age: 5 });
    await expect(simulator.generate({ overrides: { "event.aeg": 5 } })).rejects.toMatchObject({
      code: "INVALID_OVERRIDE",
      remedy: 'Did you mean "event.age"?',
    });
  });

  it.each<[object, RegExp]>([
    [{ type: "contact.user.creted_v3" }, /is not known/],
    [{ type: 3 }, /type is 3/],
    [{ createTimeMs: "x" }, /createTimeMs is "x"/],
    [{ typ: "x" }, /no option "typ"/],
    [{ variant: "minimal" }, /variant does not go with contact\.user\.created_v3/],
    [{ scope: "room" }, /scope does not go with/],
  ])("refuses %j", async (options, message_) => {
    await expect(simulatorOf(user).generate(options)).rejects.toThrow(message_);
  });

  it("refuses a whole event of a type that nothing is known of, unless invalid ones are allowed", async () => {
    const simulator = simulatorOf(user);
    const event = sampleOf({ id: "a" }, "calendar.event.changed_v4");
    await expect(simulator.prepare({ event })).rejects.toMatchObject({
      code: "INVALID_EVENT",
      message: expect.stringContaining('its type "calendar.event.changed_v4"') as string,
    });
    const request = await simulator.prepare({ event, allowInvalid: true });
    expect(request.body.toString()).toContain("calendar.event.changed_v4");
  });

  it("takes no promise for a type", () => {
    const promise = createSchemaType({ name: "a.b", schema: { type: "object" } });
    expect(() => createSimulator({ events: [promise as never] })).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("await it") as string }) as Error,
    );
  });
});
