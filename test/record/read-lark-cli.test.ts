import { describe, expect, it } from "vitest";
import { createLarkCliCapture, readLarkCliLine } from "../../src/record/read-lark-cli.js";

const envelope = {
  schema: "2.0",
  header: {
    event_id: "5e3702a84e847582be8db7fb73283c02",
    event_type: "im.chat.updated_v1",
    create_time: "1700000000000",
    app_id: "cli_9f5343c580712544",
    tenant_key: "736588c9260f175d",
    token: "",
  },
  event: { chat_id: "oc_1", after_change: { name: "<b>" } },
};

describe("a line that lark-cli printed", () => {
  it("is an event with the place of the token marked, written as Feishu writes it", () => {
    const read = readLarkCliLine(JSON.stringify(envelope));
    expect(read).toEqual({
      kind: "event",
      createTimeMs: 1_700_000_000_000,
      text: '{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","token":"<verification token>","create_time":"1700000000000","event_type":"im.chat.updated_v1","tenant_key":"736588c9260f175d","app_id":"cli_9f5343c580712544"},"event":{"after_change":{"name":"\\u003cb\\u003e"},"chat_id":"oc_1"}}',
    });
  });

  it("is found inside a compact line", () => {
    const compact = { type: "im.chat.updated_v1", raw_payload: JSON.stringify(envelope) };
    expect(readLarkCliLine(JSON.stringify(compact))).toEqual(
      readLarkCliLine(JSON.stringify(envelope)),
    );
  });

  it.each([
    ['{"type":"im.message.receive_v1","message_id":"om_1"}', "flattened"],
    ['{"ok":false,"error":{}}', "other"],
    ["[event] ready event_key=x", "other"],
    ["", "other"],
  ])("is told apart from others: %s", (line, kind) => {
    expect(readLarkCliLine(line).kind).toBe(kind);
  });

  it("becomes a capture whose rhythm is that of the events", () => {
    const captureOf = createLarkCliCapture(0);
    const captures = [0, 1_500].map((lateMs) => {
      const header = { ...envelope.header, create_time: String(1_700_000_000_000 + lateMs) };
      const read = readLarkCliLine(JSON.stringify({ ...envelope, header }));
      if (read.kind !== "event") throw new Error("It was no event.");
      return captureOf(read);
    });
    expect(captures).toMatchObject([
      { number: 1, atMs: 0, at: "2023-11-14T22:13:20.000Z", result: { kind: "unknown" } },
      { number: 2, atMs: 1_500 },
    ]);
  });
});
