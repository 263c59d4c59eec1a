import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseCapturedRequest } from "../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { app, encrypted, known } from "./captures/signed-request.js";

const headers = Object.fromEntries(encrypted.pairs);
const body = encrypted.body;
const timestamp = headers["X-Lark-Request-Timestamp"] ?? "";
const nonce = headers["X-Lark-Request-Nonce"] ?? "";
const signature = headers["X-Lark-Signature"] ?? "";
const { encryptKey: key, verificationToken: token } = app;

const sha256 = (text: string | Buffer) => createHash("sha256").update(text);
const captured = parseCapturedRequest(JSON.stringify({ headers, body }));
const explain = (computed: string, secrets = {}) =>
  explainRequest(captured, { ...known, computed, ...secrets }).steps.find(
    ({ stage }) => stage === "computed",
  );

describe("the hash somebody's own code came to", () => {
  it.each<[string, string, RegExp]>([
    ["the nonce first", nonce + timestamp + key + body, /order: the nonce before the timestamp/],
    [
      "the key first",
      key + timestamp + nonce + body,
      /key \+ timestamp \+ nonce \+ body, in another order/,
    ],
    ["the body first", body + timestamp + nonce + key, /in another order/],
    ["no key", timestamp + nonce + body, /made with the empty key/],
    ["no nonce", timestamp + key + body, /the nonce left out/],
    ["no timestamp", nonce + key + body, /the timestamp left out/],
    ["no body", timestamp + nonce + key, /(the body left out|an empty body)/],
    ["the body alone", body, /SHA-256 of body/],
    ["the token for the key", timestamp + nonce + token + body, /Verification Token/],
    ["the App ID for the key", timestamp + nonce + app.appId + body, /App ID/],
    ["a space after the key", `${timestamp}${nonce}${key} ${body}`, /a space after it/],
    ["CR after the key", `${timestamp}${nonce}${key}\r${body}`, /CR after it/],
    ["milliseconds", `${timestamp}000${nonce}${key}${body}`, /milliseconds/],
    ["colons between", [timestamp, nonce, key, body].join(":"), /joined by ":"/],
    [
      "headers not found by JavaScript",
      `undefinedundefined${key}${body}`,
      /"undefined" in the place of timestamp and nonce/,
    ],
    ["headers not found by Python", `NoneNone${key}${body}`, /"None" in the place/],
    ["a key that is not set", `${timestamp}${nonce}undefined${body}`, /the key, which was not set/],
    ["a parsed body as text", `${timestamp}${nonce}${key}[object Object]`, /\[object Object\]/],
    ["an empty object", `${timestamp}${nonce}${key}{}`, /a parser leaves/],
    ["Python's bytes as text", `${timestamp}${nonce}${key}b'${body}'`, /Python's bytes/],
    [
      "Python's dict as text",
      `${timestamp}${nonce}${key}${body.replace(/^\{"encrypt":"(.*)"\}$/, "{'encrypt': '$1'}")}`,
      /Python's dict/,
    ],
    ["PHP's slashes", `${timestamp}${nonce}${key}${body.replaceAll("/", "\\/")}`, /PHP/],
    ["json.dumps", `${timestamp}${nonce}${key}${body.replace(":", ": ")}`, /Python/],
    ["the ciphertext", `${timestamp}${nonce}${key}${body.slice(12, -2)}`, /the ciphertext alone/],
    ["a body serialised twice", `${timestamp}${nonce}${key}${JSON.stringify(body)}`, /twice/],
    [
      "two mistakes",
      `${nonce}${timestamp}${token}${body}`,
      /Verification Token.*nonce before the timestamp/,
    ],
  ])("is recognised: %s", (_, text, said) => {
    const step = explain(sha256(text).digest("hex"), { appId: app.appId });
    expect(step).toMatchObject({ verdict: "failed", expected: signature });
    expect(step?.message).toMatch(said);
    expect(step?.fix).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[string, string, RegExp]>([
    [
      "an HMAC with the key",
      createHmac("sha256", key)
        .update(timestamp + nonce + body)
        .digest("hex"),
      /HMAC-SHA256 over timestamp, nonce and body/,
    ],
    [
      "a custom bot's signature",
      createHmac("sha256", `${timestamp}\n${key}`).digest("base64"),
      /as custom bots sign/,
    ],
    [
      "MD5",
      createHash("md5")
        .update(timestamp + nonce + key + body)
        .digest("hex"),
      /MD5/,
    ],
    ["a hash of a hash", sha256(signature).digest("hex"), /SHA-256 of the SHA-256/],
    ["upper case", signature.toUpperCase(), /not written in lower-case hex/],
    ["base64", Buffer.from(signature, "hex").toString("base64"), /not written in lower-case hex/],
    ["nothing known", "0".repeat(64), /no known formula gives it/],
  ])("is recognised by its digest: %s", (_, computed, said) => {
    const step = explain(computed);
    expect(step?.verdict).toBe("failed");
    expect(step?.message).toMatch(said);
    expect(step?.fix).toMatch(/^[A-Z].*\.$/);
  });

  it("is right when it is the signature", () => {
    expect(explain(signature)).toMatchObject({ verdict: "ok" });
  });

  it("is right also where the capture's signature is not", () => {
    const other = parseCapturedRequest(
      JSON.stringify({ headers: { ...headers, "X-Lark-Signature": "0".repeat(64) }, body }),
    );
    const { steps } = explainRequest(other, { ...known, computed: signature });
    expect(steps.find(({ stage }) => stage === "computed")).toMatchObject({ verdict: "note" });
  });

  it("is recognised without the Encrypt Key when the key is no part of it", () => {
    const step = explain(sha256(body).digest("hex"), { encryptKey: undefined });
    expect(step?.message).toMatch(/SHA-256 of body/);
  });

  it("is not looked for without a body", () => {
    const headersOnly = parseCapturedRequest(JSON.stringify({ headers }));
    const { steps } = explainRequest(headersOnly, { ...known, computed: "0".repeat(64) });
    expect(steps.find(({ stage }) => stage === "computed")).toMatchObject({ verdict: "skipped" });
  });

  it("never gives a secret away", () => {
    const shown = JSON.stringify([
      explain("0".repeat(64)),
      explain(sha256(`${key} `).digest("hex")),
    ]);
    expect(shown).not.toContain(key);
    expect(shown).not.toContain(token);
  });
});
