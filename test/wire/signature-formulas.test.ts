import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import {
  distinctFormulas,
  resignBy,
  signatureBy,
  signatureFormulas,
  type SignatureFormulaName,
} from "../../src/wire/signature-formulas.js";
import { sampleEvent } from "./sample-event.js";

const app = createApp({ encryptKey: "the key", verificationToken: "the token" }, createRandom(1));
const builder = createRequestBuilder(app);
const request = builder.event(sampleEvent, {
  random: createRandom(5),
  timestampMs: 1_700_000_000_500,
});
const header = new Map(request.headers);
const timestamp = header.get("X-Lark-Request-Timestamp") ?? "";
const nonce = header.get("X-Lark-Request-Nonce") ?? "";
const body = request.body.toString();
const { encrypt } = JSON.parse(body) as { encrypt: string };
const names = Object.keys(signatureFormulas) as SignatureFormulaName[];

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string, text: string, form: "hex" | "base64" = "hex") =>
  createHmac("sha256", key).update(text).digest(form);

describe("the signature formulas", () => {
  // Worked out by hand from what each name says.
  it.each<[SignatureFormulaName, string]>([
    ["hmac-sha256-key", hmac("the key", timestamp + nonce + body)],
    ["hmac-sha256-token", hmac("the token", timestamp + nonce + body)],
    ["hmac-sha256-token-base64", hmac("the token", timestamp + nonce + body, "base64")],
    ["hmac-sha256-key-dots", hmac("the key", `${timestamp}.${body}`)],
    ["bot-key", hmac(`${timestamp}\nthe key`, "", "base64")],
    ["reserialised-body", sha256(`${timestamp}${nonce}the key{"encrypt": "${encrypt}"}`)],
    [
      "reserialised-as-php",
      sha256(`${timestamp}${nonce}the key{"encrypt":"${encrypt.replaceAll("/", "\\/")}"}`),
    ],
    ["decrypted", sha256(`${timestamp}${nonce}the key${request.plaintext}`)],
    ["upper-case", sha256(`${timestamp}${nonce}the key${body}`).toUpperCase()],
    ["nonce-first", sha256(`${nonce}${timestamp}the key${body}`)],
    ["key-first", sha256(`the key${timestamp}${nonce}${body}`)],
    ["key-last", sha256(`${timestamp}${nonce}${body}the key`)],
    ["key-left-out", sha256(`${timestamp}${nonce}${body}`)],
    ["milliseconds", sha256(`${timestamp}000${nonce}the key${body}`)],
    ["key-with-newline", sha256(`${timestamp}${nonce}the key\n${body}`)],
    ["hashed-key", sha256(`${timestamp}${nonce}${sha256("the key")}${body}`)],
    [
      "sha1-sorted",
      createHash("sha1")
        .update(["the token", timestamp, nonce, encrypt].toSorted().join(""))
        .digest("hex"),
    ],
  ])("compute %s", (name, signature) => {
    expect(signatureBy(name, request, app)).toBe(signature);
  });

  it("have a description of their own each", () => {
    const texts = names.map((name) => signatureFormulas[name].describe.in("en"));
    expect(new Set(texts).size).toBe(names.length);
  });

  it("change the signature and nothing else", () => {
    const changed = resignBy("md5-key", request, app);
    const others = changed.headers.filter(([name]) => name !== "X-Lark-Signature");
    expect(others).toEqual(request.headers.filter(([name]) => name !== "X-Lark-Signature"));
    expect(changed.body).toBe(request.body);
  });
});

describe("distinctFormulas", () => {
  it("leaves out what gives the documented signature, or the same as one before", () => {
    const left = distinctFormulas(request, app);
    expect(left).not.toContain("trimmed-key");
    const signatures = left.map((name) => signatureBy(name, request, app));
    expect(new Set([...signatures, header.get("X-Lark-Signature")]).size).toBe(left.length + 1);
  });

  it("tells a trimmed key from one with white space around it", () => {
    const padded = { ...app, encryptKey: " the key" };
    const signed = createRequestBuilder(padded).event(sampleEvent, {
      random: createRandom(5),
      timestampMs: 1_700_000_000_500,
    });
    expect(distinctFormulas(signed, padded)).toContain("trimmed-key");
  });
});
