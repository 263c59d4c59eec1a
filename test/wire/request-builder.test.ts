import { createDecipheriv, createHash } from "node:crypto";
import { EventDispatcher, generateChallenge, LoggerLevel } from "@larksuiteoapi/node-sdk";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { sampleEvent } from "./sample-event.js";

const app = createApp(
  { encryptKey: "test-encrypt-key", verificationToken: "test-verification-token" },
  createRandom(1),
);
const keyless = { ...app, encryptKey: "" };
const timestampMs = 1_700_000_000_999;
const context = (seed = 42) => ({ random: createRandom(seed), timestampMs });

const smallEvent: ReserveConfigEvent = {
  ...sampleEvent,
  event: { scope_type: 2, scope_id: "omm_4de32cf10a4358788ff4e09e37ebbf9c" },
};
const smallText =
  '{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","token":"v7xKq2mZs9TbYc4RnW8dLhJ3fGpA6eUo","create_time":"1700000000123","event_type":"vc.reserve_config.updated_v1","tenant_key":"2ca1d211f64f6438","app_id":"cli_9e28cb7ba56a100e"},"event":{"scope_id":"omm_4de32cf10a4358788ff4e09e37ebbf9c","scope_type":2}}';

const linesOf = ({ headers, body }: WebhookRequest): string[] => [
  ...headers.map(([name, value]) => `${name}: ${value}`),
  "",
  body.toString(),
];

// The signatures and the ciphertext below were checked with OpenSSL when they were written down.
describe("a request in clear", () => {
  it("is these bytes", () => {
    const lines = linesOf(createRequestBuilder(keyless).event(smallEvent, context()));
    expect(lines).toEqual([
      "User-Agent: Go-http-client/1.1",
      "Content-Length: 329",
      "Content-Type: application/json;charset=utf-8",
      "Unit: eu_nc",
      "X-Lark-Request-Nonce: 903769108",
      "X-Lark-Request-Timestamp: 1700000000",
      "X-Lark-Signature: ca3ad75ab305f0a71a18a6bc38ec83d22a5e829348ca9f6f2623e3432ca13169",
      "X-Request-Id: 1d297634-50e1-41ce-86ca-b6dffc95cde6",
      "Accept-Encoding: gzip",
      "",
      smallText,
    ]);
  });

  it("can go out unsigned, in another unit", () => {
    const builder = createRequestBuilder(keyless, { unit: "eu_ea", signPlaintext: false });
    const { headers } = builder.event(smallEvent, context());
    expect(headers.map(([name]) => name)).toEqual([
      "User-Agent",
      "Content-Length",
      "Content-Type",
      "Unit",
      "X-Request-Id",
      "Accept-Encoding",
    ]);
    expect(headers).toContainEqual(["Unit", "eu_ea"]);
  });
});

describe("an encrypted request", () => {
  const request = createRequestBuilder(app).event(smallEvent, context());

  it("is these bytes", () => {
    expect(linesOf(request)).toEqual([
      "User-Agent: Go-http-client/1.1",
      "Content-Length: 486",
      "Content-Type: application/json;charset=utf-8",
      "Unit: eu_nc",
      "X-Lark-Request-Nonce: 791081375",
      "X-Lark-Request-Timestamp: 1700000000",
      "X-Lark-Signature: f9f04d91fe243300dd83271f54339383b560b2ea9d0a2585c2b15f92dce917c4",
      "X-Request-Id: 3c4d1d6a-1144-46b4-a720-21b6c6320c5e",
      "Accept-Encoding: gzip",
      "",
      '{"encrypt":"9Zq/iDkAy4boZ8gM92AeWuES+u+/wXYV3PBO9ifvLRnWxFDKiIQBrbIHiZqe8FtLSlKIKDqvStsCjJLG8we9NQBLIK5SJGk/OBjz9Z2c8Gooe38nbDRAA1ESRgv1JgKuh8qiFQXqoNNidyvyKIKwdHRHBL1ytaWKtXuXcn4xvawygNAnzDul5LMkpQW9ddCC1LxiKiJWjH/UdRpOSv84hdQz99cOfclCL7vdfD2wCN02MmFJ34uLRTihK1BzfodNSC0BDW/gGMgde+QVOztfL+BlI712p3a6GRNVmvXgFzhZGVzN74bio3gAjQkWRjEZZI247hfJ4LiFL6qLK79tpL11NeoKRU3MHynUt4GYcLybX4clDGZj5A+qLNzUKvFjRCns0MuVECaq/5iNWJDoBegfNQIMGWj0oe5YKrLjHKf2e8etEp1NiEmJBOaUQQrupyJlnbuh//kOJl3NMLm1rQ=="}',
    ]);
  });

  it("holds the event, opened by the documentation's own steps", () => {
    const { encrypt } = JSON.parse(request.body.toString()) as { encrypt: string };
    const bytes = Buffer.from(encrypt, "base64");
    const key = createHash("sha256").update("test-encrypt-key").digest();
    const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
    const text = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString();
    expect(text).toBe(smallText);
    expect(request.plaintext).toBe(smallText);
  });

  it("is fresh every time, and the same from the same seed whatever was sent before", () => {
    const builder = createRequestBuilder(app);
    const random = createRandom(9);
    const [first, second] = [0, 0].map(() => builder.event(sampleEvent, { random, timestampMs }));
    expect(first?.body.equals(second?.body ?? Buffer.alloc(0))).toBe(false);
    for (const name of ["X-Lark-Request-Nonce", "X-Lark-Signature", "X-Request-Id"]) {
      expect(new Map(first?.headers).get(name)).not.toBe(new Map(second?.headers).get(name));
    }
    expect(builder.event(smallEvent, context())).toEqual(request);
  });

  it("has values of the documented form whatever the seed", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 4e12 }), (seed, atMs) => {
        const builder = createRequestBuilder(app);
        const made = builder.event(smallEvent, { random: createRandom(seed), timestampMs: atMs });
        const header = new Map(made.headers);
        expect(header.get("X-Lark-Request-Nonce")).toMatch(/^[1-9]\d{8}$/);
        expect(header.get("X-Lark-Request-Timestamp")).toBe(String(Math.trunc(atMs / 1000)));
        expect(header.get("X-Lark-Signature")).toMatch(/^[0-9a-f]{64}$/);
        expect(header.get("X-Request-Id")).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(made.body.toString()).toMatch(/^\{"encrypt":"[A-Za-z0-9+/]+={0,2}"\}$/);
      }),
    );
  });
});

describe("sign", () => {
  it("signs any bytes with the app's key and sends them as they are", () => {
    const body = Buffer.from([0x7b, 0xff, 0x00]);
    const request = createRequestBuilder(app).sign({ body, plaintext: "x" }, context());
    const header = new Map(request.headers);
    const signature = createHash("sha256")
      .update(`1700000000${header.get("X-Lark-Request-Nonce")}test-encrypt-key`)
      .update(body)
      .digest("hex");
    expect(header.get("X-Lark-Signature")).toBe(signature);
    expect(header.get("Content-Length")).toBe("3");
    expect(request).toMatchObject({ method: "POST", body, plaintext: "x" });
  });
});

describe("urlVerification", () => {
  const options = () => ({ random: createRandom(42), challenge: "ajls384kdjx98XX" });

  it("is these bytes in clear, without X-Lark headers", () => {
    expect(linesOf(createRequestBuilder(keyless).urlVerification(options()))).toEqual([
      "User-Agent: Go-http-client/1.1",
      "Content-Length: 91",
      "Content-Type: application/json;charset=utf-8",
      "Unit: eu_nc",
      "X-Request-Id: f4d057c8-15bd-46c9-ad4d-2ca733bae895",
      "Accept-Encoding: gzip",
      "",
      '{"challenge":"ajls384kdjx98XX","token":"test-verification-token","type":"url_verification"}',
    ]);
  });

  it("is encrypted and still unsigned for an app with a key", () => {
    const request = createRequestBuilder(app).urlVerification(options());
    expect(request.body.toString()).toMatch(/^\{"encrypt":"[^"]+"\}$/);
    expect(request.headers.filter(([name]) => name.startsWith("X-Lark"))).toEqual([]);
    expect(request.plaintext).toContain("ajls384kdjx98XX");
  });

  it("takes another token, and goes in clear to an app with a key when told to", () => {
    const builder = createRequestBuilder(app);
    const request = builder.urlVerification({ ...options(), token: "wrong", plaintext: true });
    expect(request.body.toString()).toBe(
      '{"challenge":"ajls384kdjx98XX","token":"wrong","type":"url_verification"}',
    );
  });

  it("makes up a UUID as challenge", () => {
    const { plaintext } = createRequestBuilder(app).urlVerification({ random: createRandom(1) });
    expect(plaintext).toMatch(/^\{"challenge":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}","token"/);
  });
});

describe("the official SDK", () => {
  /** What an adapter hands to the dispatcher: the parsed body, with the headers in its prototype. */
  const incoming = ({ headers, body }: WebhookRequest): object => {
    const lower = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
    return Object.assign(
      Object.create({ headers: lower }) as object,
      JSON.parse(body.toString()) as object,
    );
  };

  async function dispatched(request: WebhookRequest, encryptKey: string): Promise<unknown[]> {
    const seen: unknown[] = [];
    const dispatcher = new EventDispatcher({
      encryptKey,
      verificationToken: app.verificationToken,
      loggerLevel: LoggerLevel.fatal,
    });
    dispatcher.register({
      "vc.reserve_config.updated_v1": (data: unknown) => {
        seen.push(data);
      },
    });
    await dispatcher.invoke(incoming(request));
    return seen;
  }

  it("verifies, opens and dispatches our event", async () => {
    const request = createRequestBuilder(app).event(sampleEvent, context());
    expect(await dispatched(request, app.encryptKey)).toEqual([
      expect.objectContaining({ ...sampleEvent.event, event_id: sampleEvent.header.event_id }),
    ]);
  });

  it("dispatches our event in clear when it has no key", async () => {
    const request = createRequestBuilder(keyless).event(sampleEvent, context());
    expect(await dispatched(request, "")).toHaveLength(1);
  });

  it("does not dispatch one with a changed nonce", async () => {
    const request = createRequestBuilder(app).event(sampleEvent, context());
    const headers = request.headers.map(([name, value]) =>
      name === "X-Lark-Request-Nonce" ? ([name, "1"] as const) : ([name, value] as const),
    );
    expect(await dispatched({ ...request, headers }, app.encryptKey)).toEqual([]);
  });

  it.each([app, keyless])("finds our challenge (key: $encryptKey)", ({ encryptKey }) => {
    const builder = createRequestBuilder({ ...app, encryptKey });
    const request = builder.urlVerification({ random: createRandom(1), challenge: "abc" });
    expect(generateChallenge(incoming(request), { encryptKey })).toEqual({
      isChallenge: true,
      challenge: { challenge: "abc" },
    });
  });
});

describe("prepared text", () => {
  it("is the event as serializeEvent writes it", () => {
    const request = createRequestBuilder(keyless).event(sampleEvent, context());
    expect(request.body.toString()).toBe(serializeEvent(sampleEvent));
    expect(request.plaintext).toBe(serializeEvent(sampleEvent));
  });
});
