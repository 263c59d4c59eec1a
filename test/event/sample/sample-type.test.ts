import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import type { EventType } from "../../../src/event/event-type.js";
import type { FeishuEvent } from "../../../src/event/feishu-event.js";
import { readSample } from "../../../src/event/sample/read-sample.js";
import { createSampleType } from "../../../src/event/sample/sample-type.js";
import { serializeEvent } from "../../../src/wire/serialize-event.js";
import { firstVersionSample, messageId, messageSample, sampleOf } from "./message-sample.js";

const directory = await createDirectory({ random: createRandom(1), names: false });
const app = createApp({}, createRandom(1));
const now = 1_700_000_000_000;
const hexOf = (digit: string): string => digit.repeat(32);

function factoryOf(type: EventType, seed = 1) {
  return type.createFactory({
    random: createRandom(seed),
    directory,
    app: () => app,
    now: () => now,
  });
}

const messageType = createSampleType(readSample(messageSample, "sample.json"));

const make = (event: object, eventType?: string): FeishuEvent =>
  factoryOf(createSampleType(sampleOf(event, eventType))).create();

type Message = typeof messageSample.event;
const contentOf = ({ event }: FeishuEvent): Message => event as Message;

describe("an event made from a sample", () => {
  const event = factoryOf(messageType).create();

  it("is the app's own, at the time now", () => {
    expect(event.header).toEqual({
      event_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      token: app.verificationToken,
      create_time: String(now),
      event_type: "im.message.receive_v1",
      tenant_key: app.tenantKey,
      app_id: app.appId,
    });
    expect(contentOf(event).sender.tenant_key).toBe(app.tenantKey);
  });

  it("keeps who sent it, in which group, and what it answers to", () => {
    const { message, sender } = contentOf(event);
    expect(sender.sender_id).toEqual(messageSample.event.sender.sender_id);
    expect(message.chat_id).toBe(messageSample.event.message.chat_id);
    expect(message.root_id).toBe(messageSample.event.message.root_id);
  });

  it("has an id of its own of the same look, a marker in its text, and its times moved along", () => {
    const { message } = contentOf(event);
    expect(message.message_id).toMatch(/^om_[0-9a-f]{32}$/);
    expect(message.message_id).not.toBe(messageId);
    expect(message.content).toMatch(/^\{"text":"hello [0-9a-f]{32}"\}$/);
    expect(message.create_time).toBe(String(now));
  });

  it("is known by the id of what it is about", () => {
    expect(messageType.subjectIdOf(event)).toBe(contentOf(event).message.message_id);
  });

  it("keeps members of the header that only its type has", () => {
    const header = { ...messageSample.header, resource_id: "doxcn1" };
    const type = createSampleType(readSample({ ...messageSample, header }, "sample.json"));
    expect(factoryOf(type).create().header).toHaveProperty("resource_id", "doxcn1");
  });
});

describe("two events made from a sample", () => {
  const factory = factoryOf(messageType);
  const [one, other] = [factory.create(), factory.create()].map(contentOf);

  it("differ in their own ids and their text, and in nothing else", () => {
    expect(one?.message.message_id).not.toBe(other?.message.message_id);
    expect(one?.message.content).not.toBe(other?.message.content);
    const same = { message_id: "", content: "" };
    expect({ ...one?.message, ...same }).toEqual({ ...other?.message, ...same });
    expect(one?.sender).toEqual(other?.sender);
  });
});

describe("the own ids of a sample", () => {
  it("are fresh in every place, and the same in all of them", () => {
    const event = make(
      {
        message_id: messageId,
        link: `https://example.com/open?id=${messageId}`,
        card: JSON.stringify({ deep: { id: messageId } }),
        again: [{ about: messageId }],
      },
      "im.message.receive_v1",
    );
    const text = JSON.stringify(event.event);
    const { message_id: fresh } = event.event as { message_id: string };
    expect(text).not.toContain(messageId);
    expect(text.split(fresh)).toHaveLength(5);
  });

  it("stay different from each other in a list of them", () => {
    const ids = ["a", "b", "c"].map((digit) => `om_${hexOf(digit)}`);
    const { message_id_list: fresh } = make({ message_id_list: ids }, "im.message.message_read_v1")
      .event as { message_id_list: string[] };
    expect(new Set([...fresh, ...ids]).size).toBe(6);
  });

  it.each([
    ["a number", 7_345_678_901, /^\d{10}$/],
    ["decimal digits", "7345678901234567890", /^\d{19}$/],
    ["a short hex id", "5ce6d572455d3611", /^[0-9a-f]{16}$/],
    ["a UUID", "5ce6d572-455d-4611-93b7-cb51da133f0a", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9/],
    ["a token with the letters of its kind", "doxcnAb12Cd34Ef56", /^doxcn[A-Z][a-z]\d{2}/],
    ["letters and digits", "ABcd1234EFgh", /^[A-Z]{2}[a-z]{2}\d{4}[A-Z]{2}[a-z]{2}$/],
  ])("keep their look when they are %s", (_what, id, look) => {
    const { instance_id: fresh } = make({ instance_id: id }).event as { instance_id: unknown };
    expect(fresh).not.toBe(id);
    expect(String(fresh)).toHaveLength(String(id).length);
    expect(String(fresh)).toMatch(look);
    expect(typeof fresh).toBe(typeof id);
  });

  it("are those of the instance and not of its kind, as approvals have both", () => {
    const content = {
      approval_code: "7C468A54-8745-2245-9675-08B7C63E7A85",
      instance_code: "81D31358-93AF-92D6-7425-01A5D67C4E71",
    };
    const fresh = make(content, "approval_instance").event as typeof content;
    expect(fresh.approval_code).toBe(content.approval_code);
    expect(fresh.instance_code).not.toBe(content.instance_code);
  });

  it("are none of people, groups and departments, whatever these are called", () => {
    const content = {
      id: "ou_84aad35d084aa403a838cf73ee18467d",
      target_id: "oc_5ce6d572455d361153b7cb51da133945",
      user_ids: ["e33ggbyz1"],
      approver_code: "od-47d8b570b0a011e9679a755efcc5f61a",
    };
    expect(make(content).event).toEqual(content);
  });

  it("leave empty texts alone where the sample names no app", () => {
    const header = { ...messageSample.header, app_id: "", tenant_key: "" };
    const sample = readSample({ ...messageSample, header, event: { note: "" } }, "sample.json");
    expect(factoryOf(createSampleType(sample)).create().event).toEqual({ note: "" });
  });
});

describe("the times of a sample", () => {
  it("move along in seconds, milliseconds and microseconds, as text or number", () => {
    const atMs = 1_608_725_989_000;
    const event = make({
      start_time: "1608725989",
      end_time: atMs,
      due: { timestamp: "1608725989000000" },
      forever_time: "9999999999",
      count_time: 12,
    });
    expect(event.event).toEqual({
      start_time: String(now / 1000),
      end_time: now,
      due: { timestamp: `${now}000` },
      forever_time: "9999999999",
      count_time: 12,
    });
  });

  it("count from the microseconds that the documentation's samples have", () => {
    const header = { ...messageSample.header, create_time: "1608725989000000" };
    const sample = readSample(
      { ...messageSample, header, event: { start_time: "1608725989" } },
      "sample.json",
    );
    const event = factoryOf(createSampleType(sample)).create();
    expect(event.event).toEqual({ start_time: String(now / 1000) });
  });
});

describe("a marker", () => {
  it("stands where the sample says {{marker}}, and nowhere else", () => {
    const type = createSampleType(sampleOf({ text: "hello", name: "Room {{marker}}!" }));
    const event = type.withSubject(factoryOf(type).create(), hexOf("a"));
    expect(event.event).toEqual({ text: "hello", name: `Room ${hexOf("a")}!` });
    expect(type.subjectIdOf(event)).toBe(hexOf("a"));
    expect(type.withSubject(event, hexOf("b")).event).toHaveProperty("name", `Room ${hexOf("b")}!`);
  });

  it("may be the id itself", () => {
    const type = createSampleType(sampleOf({ instance_code: "pre-{{marker}}" }));
    expect(type.subjectIdOf(type.withSubject(factoryOf(type).create(), hexOf("c")))).toBe(
      `pre-${hexOf("c")}`,
    );
  });

  it("tells events apart that have no id of their own", () => {
    const type = createSampleType(sampleOf({ title: "hello" }));
    const event = factoryOf(type).create();
    expect(type.subjectIdOf(event)).toMatch(/^[0-9a-f]{32}$/);
    expect(event.event).toEqual({ title: `hello ${type.subjectIdOf(event)}` });
  });

  it("is the event_id where there is neither an id nor a text", () => {
    const type = createSampleType(sampleOf({ kind: 1 }));
    const event = factoryOf(type).create();
    expect(type.subjectIdOf(event)).toBe(event.header.event_id);
  });
});

describe("what the contract suite asks of a sample's type", () => {
  const event = messageType.withSubject(factoryOf(messageType).create(), hexOf("d"));

  it("a copy about another subject has the ids and the marker of that one only", () => {
    const { message } = contentOf(event);
    expect(message.message_id).toBe(`om_${hexOf("d")}`);
    expect(message.content).toBe(`{"text":"hello ${hexOf("d")}"}`);
  });

  it("a copy with another text keeps its marker", () => {
    const changed = messageType.withText(event, "<b>&</b>");
    expect(changed && contentOf(changed).message.content).toBe(
      JSON.stringify({ text: `<b>&</b> ${hexOf("d")}` }),
    );
  });

  it("the minimal event has its subject and nothing else", () => {
    const minimal = messageType.minimal(event);
    expect(minimal.event).toEqual({ message: { message_id: `om_${hexOf("d")}` } });
    expect(messageType.subjectIdOf(minimal)).toBe(messageType.subjectIdOf(event));
  });

  it("an event whose content was replaced by nonsense is still taken", () => {
    for (const content of [{}, { message: 1 }, { message: { content: "{", message_id: [] } }]) {
      const broken = { ...event, event: content };
      expect(() => messageType.withSubject(broken, hexOf("e"))).not.toThrow();
      expect(() => messageType.withText(broken, "x")).not.toThrow();
      expect(messageType.subjectIdOf(broken)).toBe(event.header.event_id);
    }
  });

  it("an app without the permission gets no user_id, and all else", () => {
    const restricted = createApp({ permissions: [] }, createRandom(1));
    const seen = contentOf(messageType.project(event, restricted));
    expect(seen.sender.sender_id).toEqual({
      ...messageSample.event.sender.sender_id,
      user_id: null,
    });
    expect(seen.message).toEqual(contentOf(event).message);
    expect(messageType.project(event, app)).toBe(event);
  });
});

describe("a sample of schema 1.0", () => {
  const type = createSampleType(readSample(firstVersionSample, "sample.json"));
  const event = type.plain({
    app,
    directory,
    eventId: hexOf("1"),
    subjectHex: hexOf("2"),
    createTimeMs: now + 428,
  });

  it("is of the type that its event names", () => {
    expect([type.name, type.schema]).toEqual(["message", "1.0"]);
  });

  it("goes out as uuid, token, ts, type and event, with the app's own keys", () => {
    expect(serializeEvent(event)).toBe(
      JSON.stringify({
        uuid: hexOf("1"),
        token: app.verificationToken,
        ts: "1700000000.428000",
        type: "event_callback",
        event: {
          app_id: app.appId,
          tenant_key: app.tenantKey,
          type: "message",
          open_message_id: `om_${hexOf("2")}`,
          open_id: firstVersionSample.event.open_id,
          open_chat_id: firstVersionSample.event.open_chat_id,
          msg_type: "text",
          text: `hello ${hexOf("2")}`,
        },
      }),
    );
  });

  it("comes back the same from the wire", () => {
    const read = readSample(JSON.parse(serializeEvent(event)), "wire");
    expect(read).toEqual({ ...event, event: { ...event.event } });
  });
});

describe("reading a sample", () => {
  const { header, event } = messageSample;
  const { event_type: _type, ...untyped } = header;
  let deep: unknown = 1;
  for (let level = 0; level < 300; level++) deep = [deep];

  it.each([
    ["a list", [], "it holds no JSON object"],
    ["null", null, "it holds no JSON object"],
    ["an encrypted body", { encrypt: "abc" }, "it is encrypted"],
    ["no content", { schema: "2.0", header }, 'it has no object "event"'],
    ["a content that is a list", { schema: "2.0", header, event: [] }, 'it has no object "event"'],
    ["a header without type", { schema: "2.0", header: untyped, event }, "event_type is missing"],
    ["neither header nor type", { event: {} }, "neither a header"],
    [
      "a number that JavaScript cannot keep",
      JSON.parse(
        '{"header":{"event_type":"a.b_v1"},"event":{"list":[{"id":6911188411934433028}]}}',
      ),
      "the number at event.list[0].id has more digits",
    ],
    ["a bottomless content", { header, event: { deep } }, "nested more than 200 levels deep"],
  ])("refuses %s and says why", (_what, value, reason) => {
    expect(() => readSample(value, "mine.json")).toThrow(reason);
    expect(() => readSample(value, "mine.json")).toThrow("mine.json");
  });
});

/** Names and values that samples have, and some that nobody would think of. */
const hostileContent = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      "message_id",
      "id",
      "ids",
      "content",
      "text",
      "create_time",
      "title",
      "tenant_key",
      "open_id",
      "user_id",
      "__proto__",
      "constructor",
      "toString",
      "",
      "a.b[0]",
    ),
    fc.string(),
  ),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(
        messageId,
        "{{marker}}",
        '{"text":"{{marker}} x"}',
        '{"text":1}',
        "{",
        "1608725989000",
        1_608_725_989,
        Number.MAX_SAFE_INTEGER,
        -1,
        null,
        true,
        "",
      ),
      fc.string(),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom("id", "text", "__proto__", "content", "time"), tie("value")),
    ),
  })).value,
);

describe("for samples of any shape", () => {
  it("gives events of its own, the same for the same seed, that serialise and validate", () => {
    fc.assert(
      fc.property(hostileContent, fc.integer({ min: 0, max: 1000 }), (content, seed) => {
        const type = createSampleType(sampleOf(content, "im.message.receive_v1"));
        const [one, same] = [seed, seed].map((each) => factoryOf(type, each).create());
        expect(serializeEvent(one as object)).toBe(serializeEvent(same as object));
        expect(type.validate(one)).toEqual([]);
        const other = type.withSubject(one as FeishuEvent, hexOf("f"));
        expect(type.withSubject(one as FeishuEvent, hexOf("f"))).toEqual(other);
        expect(type.subjectIdOf(other)).toMatch(/[0-9a-f]{32}$/);
        type.minimal(other);
        type.withText(other, "text");
        expect(JSON.stringify(other)).not.toContain(
          JSON.stringify(content).includes("{{marker}}") ? "{{marker}}" : "\0\0",
        );
      }),
      { numRuns: 500 },
    );
  });

  it("takes a sample with ten thousand ids in its stride", () => {
    const ids = Array.from(
      { length: 10_000 },
      (_, index) => `om_${index.toString(16).padStart(32, "0")}`,
    );
    const fresh = make({ message_ids: ids }, "im.message.message_read_v1").event as {
      message_ids: string[];
    };
    expect(new Set([...fresh.message_ids, ...ids]).size).toBe(20_000);
  });
});
