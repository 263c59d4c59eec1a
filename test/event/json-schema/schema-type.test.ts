import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import type { EventType } from "../../../src/event/event-type.js";
import type { FeishuEvent } from "../../../src/event/feishu-event.js";
import { createSchemaType } from "../../../src/event/json-schema/schema-type.js";
import { applyOverrides, parseOverride } from "../../../src/event/overrides.js";
import { serializeEvent } from "../../../src/wire/serialize-event.js";

const directory = await createDirectory({ random: createRandom(1), names: false });
const app = createApp({}, createRandom(1));
const now = 1_750_000_000_000;

const messageSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["message", "sender"],
  properties: {
    message: {
      type: "object",
      required: ["message_id", "message_type"],
      properties: {
        message_id: { type: "string" },
        message_type: { enum: ["text", "image", "file"] },
        create_time: { type: "string" },
        text: { type: "string", examples: ["hello"] },
        position: { type: "integer", minimum: 0 },
      },
    },
    sender: {
      type: "object",
      required: ["sender_id"],
      properties: { sender_id: { $ref: "#/$defs/ids" } },
    },
  },
  $defs: {
    ids: {
      type: "object",
      required: ["open_id", "user_id"],
      properties: { open_id: { type: "string" }, user_id: { type: ["string", "null"] } },
    },
  },
};

const name = "im.message.receive_v1";
const messages = await createSchemaType({ name, schema: messageSchema, file: "message.json" });

const factoryOf = (type: EventType, seed = 1) =>
  type.createFactory({ random: createRandom(seed), directory, app: () => app, now: () => now });

const plainOf = (type: EventType, subjectHex = "a".repeat(32)): FeishuEvent =>
  type.plain({ app, directory, eventId: "1".repeat(32), subjectHex, createTimeMs: now });

const textOf = (event: FeishuEvent): string => serializeEvent(event);

describe("for a thousand seeds", () => {
  it("every event keeps to the schema, and the same seed makes the same bytes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const event = factoryOf(messages, seed).create();
        expect(messages.validate(event)).toEqual([]);
        expect(textOf(factoryOf(messages, seed).create())).toBe(textOf(event));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an event made from a schema", () => {
  const factory = factoryOf(messages);
  const events = Array.from({ length: 50 }, () => factory.create());

  it("has a content, an event_id and an id of its own", () => {
    expect(new Set(events.map(({ header }) => header.event_id)).size).toBe(50);
    expect(new Set(events.map((event) => messages.subjectIdOf(event))).size).toBe(50);
    expect(new Set(events.map(({ event }) => JSON.stringify(event).length)).size).toBeGreaterThan(
      1,
    );
  });

  it("has Feishu's look in the fields that have Feishu's names", () => {
    for (const { event } of events) {
      expect(event).toMatchObject({
        message: { message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/) as string },
        sender: { sender_id: { open_id: expect.stringMatching(/^ou_[0-9a-f]{32}$/) as string } },
      });
    }
  });

  it("is the app's own, at the time now", () => {
    const [first] = events;
    expect(first?.header).toMatchObject({
      create_time: String(now),
      app_id: app.appId,
      token: app.verificationToken,
      event_type: name,
    });
  });
});

describe("the plain event of a schema", () => {
  it("is one fixed draw with every field, in which only ids and times are fresh", () => {
    const [one, other] = [plainOf(messages), plainOf(messages, "b".repeat(32))];
    expect(one.event).toMatchObject({
      message: { message_id: `om_${"a".repeat(32)}`, text: `hello ${"a".repeat(32)}` },
    });
    expect(textOf(one).replaceAll("a".repeat(32), "b".repeat(32))).toBe(textOf(other));
  });

  it("takes another text and another subject", () => {
    const event = plainOf(messages);
    expect(messages.withText(event, "bye")?.event).toMatchObject({
      message: { text: `bye ${"a".repeat(32)}` },
    });
    expect(messages.subjectIdOf(messages.withSubject(event, "c".repeat(32)))).toBe(
      `om_${"c".repeat(32)}`,
    );
  });

  it("without what may be left out keeps to the schema, and has its subject still", () => {
    const minimal = messages.minimal(plainOf(messages));
    expect(messages.validate(minimal)).toEqual([]);
    expect(messages.subjectIdOf(minimal)).toBe(`om_${"a".repeat(32)}`);
    expect(Object.keys((minimal.event as { message: object }).message).toSorted()).toEqual([
      "message_id",
      "message_type",
    ]);
  });
});

describe("what breaks the schema", () => {
  const broken = (set: string): string[] => {
    const override = parseOverride(set, messages.schemaNode);
    const event = applyOverrides(plainOf(messages), { set: [override] }, messages.schemaNode);
    return messages.validate(event).map(({ rule, message }) => `${rule}: ${message}`);
  };

  it("is told with its path, and with what was probably meant", () => {
    expect(broken("event.message.message_type=txt")).toEqual([
      'schema/enum: event.message.message_type must be one of text, image, file, but is "txt". Did you mean "text"?',
    ]);
    expect(broken("event.message.position=-1")).toEqual([
      "schema/minimum: event.message.position must be >= 0, but is -1.",
    ]);
  });

  it("is told of a field that is missing, and of the envelope before the content", () => {
    const event = plainOf(messages);
    expect(messages.validate({ ...event, event: { message: 1 } })).toMatchObject([
      { path: "event.sender", message: "event.sender is missing." },
      { path: "event.message", message: "event.message must be an object, but is 1." },
    ]);
    expect(messages.validate({ ...event, header: { ...event.header, token: 1 } })).toMatchObject([
      { path: "header.token" },
    ]);
  });

  it("is a path that the schema does not know", () => {
    expect(() => parseOverride("event.message.mesage_type=x", messages.schemaNode)).toThrow(
      expect.objectContaining({ remedy: 'Did you mean "event.message.message_type"?' }) as Error,
    );
  });
});

describe("a schema that leaves no room", () => {
  it.each<[string, object]>([
    ["for a marker", { title: { type: "string", maxLength: 10 } }],
    ["for other times", { end_time: { const: "1700000000000" }, title: { type: "string" } }],
    ["for another id", { instance_code: { enum: ["approval-1", "approval-2"] } }],
    ["for Feishu's ids", { open_id: { type: "string", pattern: "^x{3,5}$" } }],
    ["in a union", { about: { oneOf: [{ type: "integer" }, { enum: ["a"] }] } }],
  ])("%s still gives valid events", async (_what, properties) => {
    const schema = { type: "object", properties, required: Object.keys(properties) };
    const type = await createSchemaType({ name: "some.thing.happened_v1", schema });
    const factory = factoryOf(type);
    for (let made = 0; made < 20; made++) {
      const event = factory.create();
      expect(type.validate(event)).toEqual([]);
      expect(type.validate(type.withSubject(event, "d".repeat(32)))).toEqual([]);
      expect(type.subjectIdOf(event)).not.toBe("");
    }
  });
});

describe("the schema of a whole event", () => {
  const schema = {
    type: "object",
    required: ["schema", "header", "event"],
    properties: {
      schema: { const: "2.0" },
      header: {
        type: "object",
        required: ["event_type"],
        properties: { event_type: { const: "contact.user.created_v3" } },
      },
      event: { $ref: "#/$defs/content" },
    },
    $defs: {
      content: {
        type: "object",
        required: ["object"],
        properties: {
          object: {
            type: "object",
            required: ["name"],
            properties: { name: { type: "string" }, manager: { $ref: "#/$defs/content" } },
          },
        },
      },
    },
  };

  it("names the type itself, and may refer to itself", async () => {
    const type = await createSchemaType({ schema });
    expect(type.name).toBe("contact.user.created_v3");
    const event = factoryOf(type).create();
    expect(type.validate(event)).toEqual([]);
    expect(type.validate({ ...event, event: { object: {} } })).toMatchObject([
      { path: "event.object.name" },
    ]);
  });
});

const allOf = (count: number, make: (index: number) => object): object =>
  Object.fromEntries(
    Array.from({ length: count }, (_none, index) => [`part${index}`, make(index)]),
  );

it("takes twenty parts that all refer to each other in its stride, and knows their paths", async () => {
  const parts = allOf(20, (index) => ({ $ref: `#/$defs/part${index}` }));
  const $defs = allOf(20, () => ({ type: "object", properties: parts }));
  const type = await createSchemaType({ name, schema: { $ref: "#/$defs/part0", $defs } });
  const set = (path: string) =>
    applyOverrides(plainOf(type), { set: { [path]: {} } }, type.schemaNode);
  expect(set("event.part1.part2.part3").event).toHaveProperty(["part1", "part2", "part3"], {});
  expect(() => set("event.part1.part20")).toThrow("no such field");
});

it("fills lists however deep they are", async () => {
  const deep = (levels: number): object =>
    levels === 0
      ? { type: "array", minItems: 1, items: { type: "string" } }
      : { type: "object", required: ["in"], properties: { in: deep(levels - 1) } };
  const type = await createSchemaType({ name, schema: deep(8) });
  expect(type.validate(plainOf(type))).toEqual([]);
});

describe("a schema that cannot be used", () => {
  const object = (properties: object, others: object = {}): object => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    ...others,
  });

  const listOf = (items: object): object => ({ type: "array", minItems: 1000, items });
  const tenfold = (levels: number): object => ({
    $ref: "#/$defs/level0",
    $defs: Object.fromEntries(
      Array.from({ length: levels + 1 }, (_none, level) => [
        `level${level}`,
        level === levels
          ? { type: "string" }
          : object(allOf(10, () => ({ $ref: `#/$defs/level${level + 1}` }))),
      ]),
    ),
  });

  it.each<[string, object, string]>([
    ["refers to the network", object({ a: { $ref: "https://example.com/x.json" } }), "example.com"],
    ["refers to another file", object({ a: { $ref: "other.json#/a" } }), "other.json"],
    ["refers to nothing", object({ a: { $ref: "#/$defs/nothing" } }), "#/$defs/nothing"],
    ["has an unknown type", object({ a: { type: "strin" } }), "must be equal to one of"],
    ["has a broken pattern", object({ a: { type: "string", pattern: "(" } }), "nvalid regular"],
    [
      "is of an old draft",
      object({}, { $schema: "http://json-schema.org/draft-04/schema#" }),
      "04",
    ],
    ["describes no object", { type: "string" }, "no object"],
    [
      "asks for a very long text",
      object({ a: { type: "string", minLength: 1e8 } }),
      "at least 1000",
    ],
    [
      "asks for it by a pattern",
      object({ a: { type: "string", pattern: "^a{100000000}$" } }),
      "1000",
    ],
    [
      "asks for lists in lists in lists",
      object({ a: listOf(listOf(listOf({ type: "string" }))) }),
      "at least 1000000000 ",
    ],
    ["asks for ten of ten of ten …", tenfold(9), "at least 1000000000 "],
    ["allows nothing", object({ a: { type: "integer", minimum: 2, maximum: 1 } }), "none of 100"],
  ])("that %s is refused with file, reason and remedy", async (_what, schema, reason) => {
    const making = createSchemaType({ name, schema, file: "mine.json" });
    await expect(making).rejects.toMatchObject({
      code: "INVALID_DOCUMENT",
      message: expect.stringMatching(/^Failed to use mine\.json as a JSON Schema: /) as string,
      remedy: expect.stringMatching(/./) as string,
    });
    await expect(making).rejects.toThrow(reason);
  });

  it("that nobody named is refused", async () => {
    await expect(createSchemaType({ schema: object({}) })).rejects.toThrow("which event type");
  });
});

it("draws the same whatever else has been drawn in this process", async () => {
  const other = await createSchemaType({ name, schema: messageSchema });
  const [one, two] = [factoryOf(messages, 7), factoryOf(other, 7)];
  const alone = Array.from({ length: 5 }, () => textOf(one.create()));
  const mixed = Array.from({ length: 5 }, () => {
    factoryOf(other, 8).create();
    return textOf(two.create());
  });
  expect(mixed).toEqual(alone);
});
