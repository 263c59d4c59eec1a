import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import {
  decodeRecord,
  encodeRecord,
  type JournalRecord,
  writeRecord,
} from "../../src/delivery/journal-record.js";
import { createApp } from "../../src/event/app.js";
import { createDirectory } from "../../src/event/directory.js";
import type { FeishuEvent } from "../../src/event/feishu-event.js";
import { createEventFactory } from "../../src/event/reserve-config/event-factory.js";
import { createLineBuffer } from "../../src/storage/line-buffer.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import { eventNumbered } from "./scripted-channel.js";

const accepted = (event: unknown): JournalRecord => ({
  type: "accepted",
  id: "1-17",
  at: "2026-11-30T00:00:00.000Z",
  channel: "webhook",
  target: "http://127.0.0.1:1/events?name=%E4%BC%9A",
  event: event as FeishuEvent,
});

function written(record: JournalRecord): string {
  const lines = createLineBuffer();
  lines.add((target, at) => writeRecord(record, target, at));
  return lines.bytes().toString();
}

function recovered(event: unknown): FeishuEvent {
  const record = decodeRecord(written(accepted(event)).slice(0, -1));
  return (record as Extract<JournalRecord, { type: "accepted" }>).event;
}

describe("a record in bytes", () => {
  it.each<[string, JournalRecord]>([
    ["opened", { type: "opened", version: 1, run: 3, at: "2026-11-30T00:00:00.000Z" }],
    ["started", { type: "started", id: "1-1", attempt: 1, at: "2026-11-30T00:00:00.000Z" }],
    ["withdrawn", { type: "withdrawn", id: "1-1", attempt: 1 }],
    ["closed", { type: "closed", id: "会议室-1 \ud800", status: "cancelled" }],
    ["accepted, of an event in wire order", accepted(eventNumbered(1))],
  ])("is the line of the same record as a text: %s", (_type, record) => {
    expect(written(record)).toBe(encodeRecord(record));
  });

  it("says how many bytes are missing wherever the space ends, and needs no more than it says", () => {
    const record = accepted({ ...eventNumbered(1), event: { name: "会议室" } });
    const whole = Buffer.from(written(record));
    const at = 5;
    for (let room = 0; room < whole.length; room++) {
      const end = writeRecord(record, Buffer.alloc(at + room), at);
      expect(end).toBeLessThan(0);
      expect(room - end).toBeLessThanOrEqual(whole.length);
    }
    const exact = Buffer.alloc(at + whole.length);
    expect(writeRecord(record, exact, at)).toBe(exact.length);
    expect(exact.subarray(at)).toEqual(whole);
  });
});

describe("an event read back", () => {
  it("is the generated one", async () => {
    const random = createRandom(20261130);
    const directory = await createDirectory({ random });
    const app = createApp({}, random);
    const factory = createEventFactory({ random, directory, app, now: () => 1_700_000_000_000 });
    for (let number = 0; number < 500; number++) {
      const event = factory.create();
      expect(recovered(event)).toEqual(event);
    }
  });

  it("is sent again as it was sent first, whatever it holds", () => {
    const key = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "10", "9"));
    const content = fc.object({
      key,
      values: [fc.string({ unit: "binary" }), fc.anything({ maxDepth: 0 }), fc.double()],
      maxDepth: 4,
    });
    fc.assert(
      fc.property(content, content, content, (header, event, others) => {
        const { schema: _schema, ...rest } = others;
        const whole = { ...rest, schema: "2.0", header, event };
        if (!isJson(whole)) return;
        expect(serializeEvent(recovered(whole))).toBe(serializeEvent(whole));
      }),
      { numRuns: 200, seed: 20261130 },
    );
  });

  it.each([
    [
      "half a surrogate pair",
      { ...eventNumbered(1), event: { "\ud800": "a", "\ud801": "\udfff" } },
    ],
    ["the first version", { ...eventNumbered(1), schema: "1.0" }],
    ["the first version, broken", { schema: "1.0", event: { b: 1, a: "\ud800" } }],
    ["what HTML escapes", { ...eventNumbered(1), event: { b: "<&>\u2028", a: [null, {}] } }],
    ["a real replacement character", { ...eventNumbered(1), event: { name: "\ufffd" } }],
  ])("is the same event: %s", (_what, event) => {
    expect(recovered(event)).toEqual(event);
    expect(serializeEvent(recovered(event))).toBe(serializeEvent(event));
  });

  it("is refused before anything of it is written when it is no JSON", () => {
    const lines = createLineBuffer();
    lines.add("before\n");
    const endless: Record<string, unknown> = {};
    endless["self"] = endless;
    const record = accepted({ ...eventNumbered(1), event: endless });
    expect(() => lines.add((target, at) => writeRecord(record, target, at))).toThrow(
      expect.objectContaining({ code: "INVALID_EVENT" }),
    );
    lines.add("behind\n");
    expect(lines.bytes().toString()).toBe("before\nbehind\n");
  });
});

function isJson(value: object): boolean {
  try {
    serializeEvent(value);
    return true;
  } catch {
    return false;
  }
}
