import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Capture } from "../../src/record/capture.js";
import { captureBody } from "../../src/record/captured-body.js";
import { readCaptures } from "../../src/record/read-captures.js";
import { writeHar } from "../../src/record/write-har.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { keys } from "./record-fixture.js";

const header = fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,12}$/), fc.string({ maxLength: 20 }));
const body = fc
  .tuple(
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string().map((text) => Buffer.from(text)),
    ),
    fc.boolean(),
  )
  .map(([bytes, truncated]) => captureBody(Buffer.from(bytes), { truncated }));
const durationMs = fc.nat(100_000);

const capture: fc.Arbitrary<Capture> = fc.record({
  capture: fc.constant(1 as const),
  number: fc.integer({ min: 1, max: 1_000 }),
  at: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((at) => at.toISOString()),
  atMs: fc.nat(1_000_000),
  request: fc.record(
    {
      method: fc.constantFrom("POST", "GET"),
      path: fc.webPath().map((path) => `/${path.replace(/^\/+/, "")}`),
      headers: fc.array(header, { maxLength: 4 }),
      signature: fc.constantFrom("valid", "invalid", "absent", "unknown"),
      ageMs: fc.integer({ min: -1e9, max: 1e9 }),
      form: fc.constantFrom("clear", "decrypted", "ciphertext", "left-out"),
      body,
      incomplete: fc.constant(true as const),
    },
    { requiredKeys: ["method", "path", "headers", "signature", "form", "body"] },
  ),
  result: fc.oneof(
    fc.record({
      kind: fc.constant("answered" as const),
      status: fc.integer({ min: 200, max: 599 }),
      headers: fc.array(header, { maxLength: 4 }),
      body,
      durationMs,
    }),
    fc.record(
      {
        kind: fc.constant("unanswered" as const),
        reason: fc.string(),
        data: fc.record({ reason: fc.constant({ kind: "failure/no-tls" }) }),
        durationMs,
      },
      { requiredKeys: ["kind", "reason", "durationMs"] },
    ),
    fc.record({ kind: fc.constant("unknown" as const) }),
  ),
});

const captures = fc.array(capture, { minLength: 1, maxLength: 5 });
const har = { origin: "http://127.0.0.1:3000", version: "0" };

describe("captures in a file", () => {
  it("come back from their own lines as they were", async () => {
    await fc.assert(
      fc.asyncProperty(captures, async (written) => {
        const text = written.map((one) => `${JSON.stringify(one)}\n`).join("");
        expect(await readCaptures(text, "a.ndjson", {})).toEqual(written);
      }),
    );
  });

  it("come back from a HAR file as they were, to the last byte", async () => {
    await fc.assert(
      fc.asyncProperty(captures, async (written) => {
        expect(await readCaptures(writeHar(written, har), "a.har", {})).toEqual(written);
      }),
    );
  });

  it("are read from another program's HAR file, and opened with the key", async () => {
    const random = createRandom(1);
    const context = { random, timestampMs: 1_700_000_000_000 };
    const event = { schema: "2.0", header: { event_id: "1" }, event: {} };
    const built = createRequestBuilder(createApp(keys, random)).event(event as never, context);
    const entry = {
      startedDateTime: "2023-11-14T22:13:21.000Z",
      time: 12,
      request: {
        method: "POST",
        url: "https://example.com/webhook/event?x=1",
        headers: [[":authority", "example.com"] as const, ...built.headers].map(
          ([name, value]) => ({ name, value }),
        ),
        postData: { mimeType: "application/json", text: built.body.toString() },
      },
      response: {
        status: 200,
        headers: [{ name: "Content-Encoding", value: "gzip" }],
        content: { text: "e30=", encoding: "base64" },
      },
    };
    const [read] = await readCaptures(JSON.stringify({ log: { entries: [entry] } }), "a.har", {
      app: keys,
    });
    expect(read).toMatchObject({
      request: { path: "/webhook/event?x=1", signature: "valid", form: "decrypted", ageMs: 1_000 },
      result: { kind: "answered", status: 200, headers: [], body: { text: "{}" }, durationMs: 12 },
    });
    expect(read?.request.headers.map(([name]) => name)).not.toContain(":authority");
  });

  it("are read up to where the last line breaks off", async () => {
    const [one] = fc.sample(capture, { numRuns: 1, seed: 1 });
    const line = JSON.stringify(one);
    const cut: string[] = [];
    const onCutLine = (place: string): void => void cut.push(place);
    for (const end of [1, 12, line.length - 1]) {
      const text = `${line}\n${line.slice(0, end)}`;
      expect(await readCaptures(text, "a.ndjson", { onCutLine })).toEqual([one]);
    }
    expect(cut).toEqual(["a.ndjson:2", "a.ndjson:2", "a.ndjson:2"]);
    const inside = `${line}\n${line.slice(0, -1)}\n${line}`;
    await expect(readCaptures(inside, "a.ndjson")).rejects.toThrow("a.ndjson:2");
    const ended = `${line}\n${line.slice(0, -1)}\n`;
    await expect(readCaptures(ended, "a.ndjson")).rejects.toThrow("a.ndjson:2");
    await expect(readCaptures(line.slice(0, -1), "a.ndjson")).rejects.toThrow("a.ndjson:1");
  });

  it("say line and column of what is wrong", async () => {
    const line = JSON.stringify({ capture: 1, number: 0 });
    await expect(readCaptures(`\n${line}\n`, "a.ndjson", {})).rejects.toThrow(
      /a\.ndjson:2 as a capture: line 1, column \d+/,
    );
    await expect(readCaptures("\n", "a.ndjson", {})).rejects.toThrow("there is no capture in it");
    await expect(readCaptures('{"log":{"entries":[{}]}}', "a.har", {})).rejects.toThrow("entry 1");
  });
});
