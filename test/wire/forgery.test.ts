import { createDecipheriv, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { forgeries, forgeryNames, forgeRequest } from "../../src/wire/forgery.js";
import type { ForgeryName } from "../../src/wire/forgery.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { sampleEvent } from "./sample-event.js";

const timestampMs = 1_700_000_000_500;
const app = createApp({ encryptKey: "the key" }, createRandom(1));
const builder = createRequestBuilder(app);
const event: ReserveConfigEvent = {
  ...sampleEvent,
  header: { ...sampleEvent.header, token: app.verificationToken },
};
const forge = (name: ForgeryName, seed = 5) =>
  forgeRequest(name, event, { builder, random: createRandom(seed), timestampMs });

/** Where the documentation's own steps, done by hand, stop with this request. */
function firstObjection({ headers, body }: ReturnType<typeof forge>): string | undefined {
  const header = new Map(headers);
  if (header.get("Content-Length") !== String(body.length)) return "length";
  const timestamp = header.get("X-Lark-Request-Timestamp");
  const signature = createHash("sha256")
    .update(`${timestamp}${header.get("X-Lark-Request-Nonce")}${app.encryptKey}`)
    .update(body)
    .digest("hex");
  if (timestamp === undefined) return "no signature";
  if (signature !== header.get("X-Lark-Signature")) return "signature";
  const { encrypt } = JSON.parse(body.toString()) as { encrypt: string };
  const text = open(encrypt, app.encryptKey);
  if (text === undefined) return "decryption";
  const { header: inner } = JSON.parse(text) as ReserveConfigEvent;
  if (inner.token !== app.verificationToken) return "token";
  return Math.abs(Number(timestamp) * 1000 - timestampMs) > 3_600_000 ? "timestamp" : undefined;
}

function open(encrypt: string, key: string): string | undefined {
  const bytes = Buffer.from(encrypt, "base64");
  const digest = createHash("sha256").update(key).digest();
  const decipher = createDecipheriv("aes-256-cbc", digest, bytes.subarray(0, 16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

const objections: Record<ForgeryName, string> = {
  "wrong-signature": "signature",
  "missing-signature": "no signature",
  "body-swapped": "signature",
  "tampered-ciphertext": "decryption",
  "other-key": "signature",
  "plaintext-downgrade": "signature",
  "wrong-token": "token",
  "empty-token": "token",
  "null-token": "token",
  "missing-token": "token",
  "empty-key-signature": "signature",
  "key-left-out": "signature",
  "stale-timestamp": "timestamp",
  "hmac-sha256-key": "signature",
  "hmac-sha256-token": "signature",
  "newline-joined": "signature",
  "base64-signature": "signature",
  "reserialised-body": "signature",
  "ciphertext-alone": "signature",
  "token-as-key": "signature",
  "sha1-card": "signature",
};

describe("forgeRequest", () => {
  it("starts from a request that the documentation's steps accept", () => {
    const request = builder.event(event, { random: createRandom(5), timestampMs });
    expect(firstObjection(request)).toBeUndefined();
  });

  it.each(forgeryNames)("breaks with %s exactly what it says", (name) => {
    for (let seed = 0; seed < 50; seed++) {
      expect(firstObjection(forge(name, seed))).toBe(objections[name]);
    }
  });

  it.each(forgeryNames)("makes the same %s from the same seed", (name) => {
    expect(forge(name)).toEqual(forge(name));
  });

  it("lists every forgery with a sentence of its own", () => {
    const sentences = forgeryNames.map((name) => forgeries[name].describe.in("en"));
    expect(new Set(sentences).size).toBe(forgeryNames.length);
    expect(sentences.every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });
});

describe("the forgeries' contents", () => {
  const header = (request: ReturnType<typeof forge>, name: string) =>
    new Map(request.headers).get(name) ?? "";
  const encryptOf = (request: ReturnType<typeof forge>) =>
    (JSON.parse(request.body.toString()) as { encrypt: string }).encrypt;
  const plaintextOf = (name: ForgeryName, key = app.encryptKey) =>
    open(encryptOf(forge(name)), key);

  it.each([
    "wrong-signature",
    "missing-signature",
    "body-swapped",
    "key-left-out",
    "stale-timestamp",
    "hmac-sha256-key",
    "hmac-sha256-token",
    "newline-joined",
    "base64-signature",
    "reserialised-body",
    "ciphertext-alone",
    "token-as-key",
    "sha1-card",
  ] as const)("leaves the body of %s as the event itself, openable", (name) => {
    expect(JSON.parse(plaintextOf(name) ?? "")).toEqual(event);
  });

  it("makes everything with the empty key in empty-key-signature", () => {
    const request = forge("empty-key-signature");
    expect(JSON.parse(open(encryptOf(request), "") ?? "")).toEqual(event);
    expect(header(request, "X-Lark-Signature")).toBe(unkeyedSignature(request));
  });

  it.each(["plaintext-downgrade", "key-left-out"] as const)(
    "signs %s without any secret",
    (name) => {
      expect(header(forge(name), "X-Lark-Signature")).toBe(unkeyedSignature(forge(name)));
    },
  );

  it("sends plaintext-downgrade in clear", () => {
    expect(JSON.parse(forge("plaintext-downgrade").body.toString())).toEqual(event);
  });

  it("swaps in a body whose signature fits another event of the same app", () => {
    const random = createRandom(5);
    const otherEvent = { ...event, header: { ...event.header, event_id: random.hex(32) } };
    const other = builder.event(otherEvent, { random, timestampMs });
    expect(firstObjection(other)).toBeUndefined();
    const signature = header(forge("body-swapped", 5), "X-Lark-Signature");
    expect(signature).toBe(header(other, "X-Lark-Signature"));
  });

  it("spoils tampered-ciphertext also for a reader that looks at neither padding nor UTF-8", () => {
    const bytes = Buffer.from(encryptOf(forge("tampered-ciphertext")), "base64");
    const key = createHash("sha256").update(app.encryptKey).digest();
    const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
    decipher.setAutoPadding(false);
    const text = decipher.update(bytes.subarray(16)).toString("utf8");
    expect(text).toMatch(/^\ufffd"schema":/);
  });

  it("dates stale-timestamp seven days back", () => {
    const timestamp = Number(header(forge("stale-timestamp"), "X-Lark-Request-Timestamp"));
    expect(1_700_000_000 - timestamp).toBe(7 * 86_400);
  });

  it.each(forgeryNames.filter((name) => forgeries[name].needsEncryptKey))(
    "refuses to make %s for an app without an Encrypt Key",
    (name) => {
      const keyless = createRequestBuilder({ ...app, encryptKey: "" });
      expect(() =>
        forgeRequest(name, event, { builder: keyless, random: createRandom(1), timestampMs }),
      ).toThrow(expect.objectContaining({ code: "USAGE" }) as Error);
    },
  );

  function unkeyedSignature(request: ReturnType<typeof forge>): string {
    return createHash("sha256")
      .update(header(request, "X-Lark-Request-Timestamp") + header(request, "X-Lark-Request-Nonce"))
      .update(request.body)
      .digest("hex");
  }
});
