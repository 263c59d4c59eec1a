import { createHash, createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../src/base/errors.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { parseCapturedRequest } from "../../src/wire/captures/parse-captured-request.js";
import { encryptWithIv } from "../../src/wire/event-cipher.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { forgeRequest, type ForgeryName } from "../../src/wire/forgery.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { sampleEvent } from "./sample-event.js";

const timestampMs = 1_700_000_000_000;
const nowMs = timestampMs + 60_000;
const app = createApp({ encryptKey: "s3cr3t-0f-th1s-app" }, createRandom(1));
const keyless = { ...app, encryptKey: "" };
const { encryptKey, verificationToken } = app;
const event = { ...sampleEvent, header: { ...sampleEvent.header, token: verificationToken } };
const context = () => ({ random: createRandom(3), timestampMs });
const good = createRequestBuilder(app).event(event, context());

function capture({ headers, body }: Pick<WebhookRequest, "headers" | "body">) {
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const text = `POST /webhook HTTP/1.1\r\nHost: localhost\r\n${head}\r\n`;
  return parseCapturedRequest(Buffer.concat([Buffer.from(text), body]));
}

const explain = (request: Pick<WebhookRequest, "headers" | "body">, known = {}) =>
  explainRequest(capture(request), { encryptKey, verificationToken, nowMs, ...known });

function withHeader(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const headers = request.headers.map(([candidate, old]) =>
    candidate === name ? ([name, value] as const) : ([candidate, old] as const),
  );
  return { ...request, headers };
}

function signatureOf({ headers }: WebhookRequest): string {
  return new Map(headers).get("X-Lark-Signature") ?? "";
}

/** A body with right length and, unless told otherwise, right signature. */
function signed(body: Buffer, sign = documentedSignature): WebhookRequest {
  const request = createRequestBuilder(app).sign({ body, plaintext: "" }, context());
  const header = new Map(request.headers);
  const timestamp = header.get("X-Lark-Request-Timestamp") ?? "";
  const nonce = header.get("X-Lark-Request-Nonce") ?? "";
  return withHeader(request, "X-Lark-Signature", sign(timestamp + nonce, body));
}
const documentedSignature = (prefix: string, body: Buffer): string =>
  createHash("sha256").update(`${prefix}${encryptKey}`).update(body).digest("hex");

const encryptedBody = (plaintext: string, key = encryptKey) =>
  Buffer.from(JSON.stringify({ encrypt: encryptWithIv(key, plaintext, Buffer.alloc(16, 7)) }));

/** Encrypted from an IV of zeros that is not sent along. */
const withoutIv = (plaintext: string) =>
  Buffer.from(encryptWithIv(encryptKey, plaintext, Buffer.alloc(16)), "base64").subarray(16);

describe("explainRequest on a good request", () => {
  it("finds every stage in order", () => {
    const { kind, steps, firstFailure, plaintext } = explain(good);
    expect(firstFailure).toBeUndefined();
    expect(kind).toBe("event");
    expect(steps.map(({ stage, verdict }) => `${stage} ${verdict}`)).toEqual([
      "headers ok",
      "timestamp ok",
      "body ok",
      "signature ok",
      "encrypt ok",
      "base64 ok",
      "iv ok",
      "blocks ok",
      "padding ok",
      "key ok",
      "token ok",
      "schema ok",
    ]);
    expect(JSON.parse(plaintext ?? "")).toEqual(event);
  });

  it("notes that a plaintext signature proves nothing", () => {
    const request = createRequestBuilder(keyless).event(event, context());
    for (const known of [{ encryptKey: "" }, { encryptKey: undefined }]) {
      const { firstFailure, steps } = explain(request, known);
      expect(firstFailure).toBeUndefined();
      expect(steps).toContainEqual(
        expect.objectContaining({
          stage: "signature",
          verdict: "note",
          message: expect.stringContaining("proves nothing") as string,
        }),
      );
    }
  });

  it("says what it cannot judge without the secrets", () => {
    const { steps, firstFailure } = explainRequest(capture(good), { nowMs });
    expect(firstFailure).toBeUndefined();
    expect(steps.filter(({ verdict }) => verdict === "skipped").map(({ stage }) => stage)).toEqual([
      "signature",
      "key",
    ]);
  });

  it("only notes header names in lower case", () => {
    const headers = good.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
    const { firstFailure, steps } = explain({ ...good, headers });
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ verdict }) => verdict === "note")?.message).toContain(
      "x-lark-request-nonce, x-lark-request-timestamp, x-lark-signature",
    );
  });

  it("only notes that it is old", () => {
    const { firstFailure, steps } = explain(good, { nowMs: timestampMs + 7 * 86_400_000 });
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "timestamp")).toMatchObject({
      verdict: "note",
      message: expect.stringContaining("7 days ago") as string,
    });
  });

  it("never gives a secret away", () => {
    const other = { encryptKey: "another long key", verificationToken: "another long token" };
    const shown = [explain(good), explain(good, other)]
      .flatMap(({ steps }) => steps)
      .map((step) => JSON.stringify(step))
      .join("\n");
    for (const secret of [encryptKey, verificationToken, ...Object.values(other)]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe("explainRequest on url_verification", () => {
  it.each([
    ["encrypted", app],
    ["in clear", keyless],
  ])("expects no signature and says what to answer (%s)", (_, owner) => {
    const request = createRequestBuilder(owner).urlVerification({
      random: createRandom(4),
      challenge: "a-challenge",
    });
    const { kind, steps, firstFailure } = explain(request, { encryptKey: owner.encryptKey });
    expect(kind).toBe("url-verification");
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "signature")?.verdict).toBe("note");
    expect(steps.at(-1)?.message).toContain('{"challenge":"a-challenge"}');
  });
});

describe("explainRequest on a signature that does not verify", () => {
  const signatureStep = (request: WebhookRequest, known = {}) =>
    explain(request, known).steps.find(({ stage }) => stage === "signature");

  it.each<[ForgeryName, RegExp]>([
    ["key-left-out", /^This signature was made with the empty key\.$/],
    ["plaintext-downgrade", /made with the empty key/],
    ["hmac-sha256-key", /^This signature was made as HMAC-SHA256/],
    ["hmac-sha256-token", /Verification Token in the key's place, made as HMAC-SHA256/],
    ["newline-joined", /joined by newlines/],
    ["base64-signature", /base64 instead of hex/],
    ["reserialised-body", /space after each comma .* raw body is at offset 11\.$/],
    ["ciphertext-alone", /over the ciphertext alone/],
    ["token-as-key", /^This signature was made with the Verification Token in the key's place\.$/],
    ["sha1-card", /Verification Token in the key's place, made as SHA-1/],
  ])("recognises %s", (name, message) => {
    const builder = createRequestBuilder(app);
    const { firstFailure } = explain(forgeRequest(name, event, { builder, ...context() }));
    expect(firstFailure).toMatchObject({ stage: "signature" });
    expect(firstFailure?.message).toMatch(message);
    expect(firstFailure?.fix).toMatch(/^(Put|Take|Hash) /);
  });

  it.each([
    ["the key with a newline", `${encryptKey}\n`, /with a newline after it/],
    ["the key in quotation marks", `"${encryptKey}"`, /quotation marks/],
  ])("recognises %s", (_, key, message) => {
    const request = signed(good.body, (prefix, body) =>
      createHash("sha256")
        .update(prefix + key)
        .update(body)
        .digest("hex"),
    );
    expect(signatureStep(request)?.message).toMatch(message);
  });

  it.each<[string, (body: string) => string, RegExp]>([
    ["a newline signed but not sent", (body) => `${body}\n`, /with a newline after it/],
    ["plus signs that became spaces", (body) => body.replaceAll(" ", "+"), /with plus signs/],
  ])("recognises %s", (_, change, message) => {
    const sent = Buffer.from('{"encrypt":"abc def "}');
    const request = signed(sent, (prefix, body) =>
      documentedSignature(prefix, Buffer.from(change(body.toString()))),
    );
    expect(signatureStep(request)?.message).toMatch(message);
  });

  it("takes an empty header for a missing one", () => {
    const { firstFailure } = explain(withHeader(good, "X-Lark-Signature", ""));
    expect(firstFailure).toMatchObject({ stage: "headers", message: "Missing: X-Lark-Signature." });
  });

  it("recognises an HMAC over the decrypted text", () => {
    const request = signed(good.body, (prefix) =>
      createHmac("sha256", encryptKey)
        .update(prefix + good.plaintext)
        .digest("hex"),
    );
    expect(signatureStep(request)?.message).toMatch(/HMAC-SHA256.*over the decrypted text/);
  });

  it("recognises the empty key even when the key is not known", () => {
    const builder = createRequestBuilder(app);
    const forged = forgeRequest("key-left-out", event, { builder, ...context() });
    expect(signatureStep(forged, { encryptKey: undefined })?.message).toMatch(/the empty key/);
  });

  it("recognises the token that the body carries when none was given", () => {
    const builder = createRequestBuilder(app);
    const forged = forgeRequest("token-as-key", event, { builder, ...context() });
    const { firstFailure } = explainRequest(capture(forged), { encryptKey, nowMs });
    expect(firstFailure?.message).toMatch(/made with the Verification Token/);
  });

  it.each([
    ["white space", ` ${encryptKey}\n`, /without the white space around it/],
    ["quotation marks", `"${encryptKey}"`, /without the quotation marks around it/],
    ["single quotation marks", `'${encryptKey}'`, /without the quotation marks around it/],
  ])("says that the key given here has %s around it", (_, given, message) => {
    const { steps } = explain(good, { encryptKey: given });
    const failures = steps.filter(({ verdict }) => verdict === "failed");
    expect(failures.map(({ stage }) => stage)).toEqual(["signature", expect.any(String)]);
    for (const failure of failures) {
      expect(failure.message).toMatch(message);
      expect(failure.fix).toMatch(/^Take .* that was given here/);
    }
  });

  it.each<[string, string, RegExp]>([
    ["in base64", Buffer.from(signatureOf(good), "hex").toString("base64"), /right but written in/],
    ["of another kind", "v1=abc", /no signature of Feishu's.*64 hex digits/],
  ])("says that a signature is %s", (_, signature, message) => {
    expect(signatureStep(withHeader(good, "X-Lark-Signature", signature))).toMatchObject({
      verdict: "failed",
      message: expect.stringMatching(message) as string,
    });
  });

  it("says when only the case of the digits is wrong", () => {
    const request = withHeader(good, "X-Lark-Signature", signatureOf(good).toUpperCase());
    expect(signatureStep(request)).toMatchObject({
      verdict: "failed",
      message: expect.stringContaining("lower case") as string,
    });
  });

  it("gives expected and seen when no mistake fits", () => {
    const request = withHeader(good, "X-Lark-Signature", "0".repeat(64));
    expect(explain(request).firstFailure).toMatchObject({
      stage: "signature",
      actual: "0".repeat(64),
      expected: new Map(good.headers).get("X-Lark-Signature"),
    });
  });
});

describe("explainRequest on a body that was written again", () => {
  const pretty = Buffer.from(JSON.stringify(JSON.parse(good.body.toString()), null, 2));

  it("names the first differing byte and the form that was signed", () => {
    const length = String(pretty.length);
    const request = withHeader({ ...good, body: pretty }, "Content-Length", length);
    const { firstFailure, steps } = explain(request);
    expect(firstFailure).toMatchObject({
      stage: "body",
      message: expect.stringContaining("first differs at byte 1") as string,
    });
    expect(steps.find(({ stage }) => stage === "signature")?.message).toMatch(
      /computed over the body parsed and written again compactly/,
    );
  });

  it("only notes the form when the signature holds over these bytes", () => {
    const { firstFailure, steps } = explain(signed(pretty));
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "body")?.verdict).toBe("note");
  });

  it("says that it is compressed", () => {
    const { firstFailure } = explain(signed(gzipSync(good.body), documentedSignature));
    expect(firstFailure).toMatchObject({
      stage: "body",
      message: "The body is compressed (gzip), which Feishu never does.",
    });
  });

  it("notices characters that were unescaped on the way", () => {
    const request = createRequestBuilder(keyless).event(event, context());
    const body = Buffer.from(JSON.stringify(JSON.parse(request.body.toString())));
    const length = String(body.length);
    const { firstFailure } = explain(withHeader({ ...request, body }, "Content-Length", length), {
      encryptKey: "",
    });
    expect(firstFailure).toMatchObject({ stage: "body" });
    expect(firstFailure?.expected).toContain("R\\\\u0026D");
    expect(firstFailure?.actual).toContain("R&D");
  });

  it("notes keys that are not in Feishu's order", () => {
    const body = Buffer.from('{"schema":"2.0","event":{},"header":{}}');
    const { steps } = explain(signed(body), { encryptKey: "" });
    expect(steps.find(({ stage }) => stage === "body")).toMatchObject({
      verdict: "note",
      message: expect.stringContaining("at byte 17") as string,
    });
  });
});

describe("explainRequest names the first failing stage", () => {
  const text = good.plaintext;
  const encrypt = (good.body.toString().match(/"encrypt":"([^"]+)"/) ?? [])[1] ?? "";
  const body = (value: unknown) => Buffer.from(JSON.stringify(value));

  it.each<[string, WebhookRequest, string]>([
    ["no signature headers", { ...good, headers: good.headers.slice(0, 3) }, "headers"],
    ["a cut body", { ...good, body: good.body.subarray(0, 100) }, "headers"],
    [
      "a timestamp in milliseconds",
      withHeader(good, "X-Lark-Request-Timestamp", "1700000000000"),
      "timestamp",
    ],
    ["an empty body", signed(Buffer.alloc(0)), "body"],
    ["a body that is not JSON", signed(Buffer.from("hello")), "body"],
    ["a body nested 100,000 deep", signed(Buffer.from("[".repeat(1e5) + "]".repeat(1e5))), "body"],
    ["a body that is an array", signed(Buffer.from("[]")), "body"],
    ["a body that is not UTF-8", signed(Buffer.from([0x22, 0xff, 0x22])), "body"],
    ["a clear body for an app with a key", signed(Buffer.from(text)), "encrypt"],
    ["encrypt that is a number", signed(body({ encrypt: 1 })), "encrypt"],
    ["URL-decoded base64", signed(body({ encrypt: encrypt.replace(/^./, " ") })), "base64"],
    ["base64 without padding", signed(body({ encrypt: "AAA" })), "base64"],
    ["fewer bytes than an IV", signed(body({ encrypt: "AAAA" })), "iv"],
    ["half a block", signed(body({ encrypt: Buffer.alloc(40).toString("base64") })), "blocks"],
    [
      "an IV and nothing else",
      signed(body({ encrypt: Buffer.alloc(16).toString("base64") })),
      "blocks",
    ],
    ["another key", signed(encryptedBody(text, "another key")), "padding"],
    ["base64 for URLs", signed(body({ encrypt: encrypt.replaceAll("+", "-") })), "base64"],
    ["something else inside", signed(encryptedBody("hello world")), "key"],
    [
      "a wrong token",
      signed(encryptedBody(text.replace(verificationToken, "x".repeat(32)))),
      "token",
    ],
    [
      "a string where a number belongs",
      signed(encryptedBody(text.replace('"scope_type":2', '"scope_type":"2"'))),
      "schema",
    ],
    [
      "a challenge that is a number",
      signed(
        encryptedBody(`{"challenge":1,"token":"${verificationToken}","type":"url_verification"}`),
      ),
      "challenge",
    ],
  ])("%s", (_, request, stage) => {
    const { firstFailure } = explain(request);
    expect(firstFailure?.stage).toBe(stage);
    expect(firstFailure?.fix).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[string, string, RegExp, RegExp]>([
    ["base64 for URLs", encrypt.replaceAll("+", "-").replaceAll("/", "_"), /for URLs/, /standard/],
    [
      "a ciphertext without its IV",
      withoutIv(text).toString("base64"),
      /It opens, but .* IV of zeros that is not in front/,
      /in front of the ciphertext/,
    ],
  ])("names the mistake of %s", (_, ciphertext, message, fix) => {
    const { firstFailure } = explain(signed(body({ encrypt: ciphertext })));
    expect(firstFailure?.message).toMatch(message);
    expect(firstFailure?.fix).toMatch(fix);
  });

  it("notes an IV of zeros", () => {
    const zeroIv = encryptWithIv(encryptKey, text, Buffer.alloc(16));
    const { steps, firstFailure } = explain(signed(body({ encrypt: zeroIv })));
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "iv")?.verdict).toBe("note");
  });

  it("says which key opens what the app's key does not", () => {
    const request = signed(encryptedBody(text, verificationToken));
    expect(explain(request).firstFailure?.message).toMatch(/does open with the Verification Token/);
  });
});

describe("explainRequest on what is not the event", () => {
  it("leaves other types unjudged", () => {
    const other = { ...event, header: { ...event.header, event_type: "im.message.receive_v1" } };
    const { firstFailure, steps } = explain(signed(encryptedBody(JSON.stringify(other))));
    expect(firstFailure).toBeUndefined();
    expect(steps.at(-1)).toMatchObject({ stage: "schema", verdict: "note" });
  });

  it("notes the empty token of the long connection", () => {
    const payload = { ...event, header: { ...event.header, token: "" } };
    const captured = parseCapturedRequest(JSON.stringify(payload));
    const { firstFailure, steps } = explainRequest(captured, { verificationToken, nowMs });
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "token")?.verdict).toBe("note");
  });

  it("judges nothing about bytes that a log did not keep", () => {
    const headers = Object.fromEntries(good.headers);
    const log = JSON.stringify({ headers, body: JSON.parse(good.body.toString()) as unknown });
    const { firstFailure, steps } = explainRequest(parseCapturedRequest(log), {
      encryptKey,
      verificationToken,
      nowMs,
    });
    expect(firstFailure).toBeUndefined();
    expect(steps.find(({ stage }) => stage === "body")?.verdict).toBe("skipped");
    expect(steps.find(({ stage }) => stage === "signature")?.verdict).toBe("ok");
  });
});

describe("explainRequest on anything at all", () => {
  const head = good.headers.map((pair) => pair.join(": ")).join("\r\n");
  const text = Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head}\r\n\r\n`), good.body]);
  const flip = (bytes: Buffer, position: number, bit: number): Buffer => {
    const flipped = Buffer.from(bytes);
    flipped[position] = (flipped[position] ?? 0) ^ (1 << bit);
    return flipped;
  };
  const anyBit = fc.integer({ min: 0, max: 7 });

  it("notices one changed bit anywhere in the body", () => {
    fc.assert(
      fc.property(fc.nat({ max: good.body.length - 1 }), anyBit, (position, bit) => {
        const { firstFailure } = explain({ ...good, body: flip(good.body, position, bit) });
        expect(firstFailure?.stage).toMatch(/^(body|signature)$/);
      }),
    );
  });

  it("explains or refuses a capture with a changed bit anywhere", () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), anyBit, (position, bit) =>
        isExplainedOrRefused(flip(text, position, bit)),
      ),
    );
    expect(isExplainedOrRefused(text)).toBe(true);
  });

  it("explains or refuses any text", () => {
    const anyCapture = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.record({ headers: fc.jsonValue(), body: fc.jsonValue() }).map((v) => JSON.stringify(v)),
      fc.json().map((inner) => encryptedBody(inner).toString()),
    );
    fc.assert(fc.property(anyCapture, (capture) => isExplainedOrRefused(Buffer.from(capture))));
    expect(isExplainedOrRefused(Buffer.alloc(0))).toBe(true);
  });

  /** True for an explanation with steps and for our own error; anything else is thrown. */
  function isExplainedOrRefused(bytes: Buffer): boolean {
    try {
      const known = { encryptKey, verificationToken, nowMs };
      return explainRequest(parseCapturedRequest(bytes), known).steps.length > 0;
    } catch (error) {
      if (error instanceof MocklarkError) return error.code === "MALFORMED_DOCUMENT";
      throw error;
    }
  }
});
