import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serializeEvent, serializeInGivenOrder } from "../../src/wire/serialize-event.js";
import { longConnectionPayload } from "../../src/wire/long-connection-payload.js";
import vectors from "../vectors/wire.json" with { type: "json" };
import { sampleEvent } from "./sample-event.js";

const sampleText =
  '{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","token":"v7xKq2mZs9TbYc4RnW8dLhJ3fGpA6eUo","create_time":"1700000000123","event_type":"vc.reserve_config.updated_v1","tenant_key":"2ca1d211f64f6438","app_id":"cli_9e28cb7ba56a100e"},"event":{"approve_config":{"approval_condition":1,"approval_switch":0,"approvers":[],"meeting_duration":1.5},"reserve_scope_config":{"allow_all_users":0,"allow_depts":[{"department_id":"od-47d8b570b0a011e9679a755efcc5f61a","department_name":"R\\u0026D \\u003c会议\\u003e 🚀"}],"allow_users":[{"user_id":{"open_id":"ou_84aad35d084aa403a838cf73ee18467a","union_id":"on_8ed6aa67826108097d9ee143816345a1","user_id":null}}]},"scope_id":"omm_4de32cf10a4358788ff4e09e37ebbf9c","scope_type":2,"time_config":{"days_in_advance":30,"end_time":"86400","max_duration":24,"opening_hour":"27900","start_time":"0","time_switch":1}}}';

/** An event whose only content is this. */
const eventTextOf = (content: unknown): string =>
  serializeEvent({ event: content }).slice('{"event":'.length, -1);

describe("serializeEvent", () => {
  it("writes an event whose keys stand in another order byte for byte as Feishu does", () => {
    const { schema, header, event } = sampleEvent;
    const { app_id, tenant_key, ...rest } = header;
    expect(serializeEvent({ event, header: { app_id, tenant_key, ...rest }, schema })).toBe(
      sampleText,
    );
  });

  it("writes the plaintext vector's event as the vector has it", () => {
    const text = vectors.signature.find(({ mode }) => mode.startsWith("plaintext"))?.body ?? "";
    expect(serializeEvent(JSON.parse(text) as object)).toBe(text);
  });

  it("puts unknown top-level and header keys after the known ones, in the order given", () => {
    const event = { z: 1, header: { b: 1, app_id: "x", a: 2, event_id: "y" }, a: 2, schema: "2.0" };
    expect(serializeEvent(event)).toBe(
      '{"schema":"2.0","header":{"event_id":"y","app_id":"x","b":1,"a":2},"z":1,"a":2}',
    );
  });

  it("sorts the keys of objects inside lists inside the event", () => {
    expect(eventTextOf([{ b: [{ d: 1, c: 2 }], a: {} }, []])).toBe(
      '[{"a":{},"b":[{"c":2,"d":1}]},[]]',
    );
  });

  it.each([
    ["<a href='x'>&", String.raw`"\u003ca href='x'\u003e\u0026"`],
    ["line\u2028and\u2029paragraph", String.raw`"line\u2028and\u2029paragraph"`],
    ["会议室 🚀 é", '"会议室 🚀 é"'],
    ['quote " backslash \\ slash /', String.raw`"quote \" backslash \\ slash /"`],
    ["\u0000\n\t\u001f\u007f", `"${String.raw`\u0000\n\t\u001f`}\u007f"`],
    ["\\u003c is text", String.raw`"\\u003c is text"`],
    ["half a pair \ud83d and \ude80.", '"half a pair \ufffd and \ufffd."'],
  ])("writes %j as Go does", (text, expected) => {
    expect(eventTextOf(text)).toBe(expected);
    expect(eventTextOf({ [text]: 1 })).toBe(`{${expected}:1}`);
  });

  it.each([
    [1.5, "1.5"],
    [1e21, "1e+21"],
    [1e-7, "1e-7"],
    [-0, "0"],
    [true, "true"],
    [null, "null"],
    [[undefined], "[null]"],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ a: undefined }, "{}"],
  ])("writes %j as %s", (value, expected) => {
    expect(eventTextOf(value)).toBe(expected);
  });

  // Which is written in one go, while any other is put together piece by piece.
  it.each<[string, unknown]>([
    ["<R&D>", "<R&D>"],
    ["half a pair", "\ud83d"],
    ["what looks like half a pair", String.raw`\ud83d`],
    ["a key to escape", { "<": 1 }],
    ["keys out of order", [{ b: 1, a: 2 }]],
    ["numbers for keys", { 9: "nine", 10: "ten" }],
    ["what JSON has no word for", [undefined, Number.NaN, { a: undefined }]],
    ["a date", new Date(0)],
    ["a function", { a: () => 1 }],
    ["a toJSON of its own", { toJSON: () => "hidden" }],
  ])("writes %s in an event in order as in any other", (_what, value) => {
    const { schema, header, event } = JSON.parse(sampleText) as typeof sampleEvent;
    for (const ordered of [
      { schema: value, header, event },
      { schema, header: { ...header, app_id: value }, event },
      { schema, header, event: { ...event, zone: value } },
    ]) {
      const turned = Object.fromEntries(Object.entries(ordered).toReversed());
      expect(serializeEvent(ordered)).toBe(serializeEvent(turned));
    }
  });

  it("takes events that are broken in any way JSON allows", () => {
    for (const broken of [{}, { header: null }, { header: [1], event: "x" }, { schema: 2 }]) {
      expect(JSON.parse(serializeEvent(broken))).toEqual(broken);
    }
  });

  it("changes nothing but the order of keys, and leaves nothing unescaped", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const text = eventTextOf(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same text whatever order the event's keys were in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (content) => {
        const reversed = Object.fromEntries(Object.entries(content).toReversed());
        expect(eventTextOf(reversed)).toBe(eventTextOf(content));
      }),
    );
  });

  it("writes what it reads from its own text as that text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (event) => {
        const text = serializeEvent({ ...sampleEvent, event });
        expect(serializeEvent(JSON.parse(text) as object)).toBe(text);
      }),
    );
  });
});

describe("serializeInGivenOrder", () => {
  it("keeps the order and escapes", () => {
    expect(serializeInGivenOrder({ b: "<", a: "会" })).toBe(String.raw`{"b":"\u003c","a":"会"}`);
  });
});

describe("longConnectionPayload", () => {
  it("is the event's text with an empty token, and leaves the event alone", () => {
    const token = sampleEvent.header.token;
    expect(longConnectionPayload(sampleEvent)).toBe(sampleText.replace(token, ""));
    expect(sampleEvent.header.token).toBe(token);
  });
});
