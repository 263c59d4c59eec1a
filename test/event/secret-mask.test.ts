import { assert, nat, pre, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecretMask } from "../../src/event/secret-mask.js";

const app = { encryptKey: 'key"with/quote', verificationToken: "key", appSecret: "must" };

describe("the secret mask", () => {
  it("hides a secret as it is, as JSON writes it and as a URL writes it", () => {
    const { text } = createSecretMask(app);
    expect(text('a key"with/quote b')).toBe("a <encrypt key> b");
    expect(text(JSON.stringify({ k: app.encryptKey }))).toBe('{"k":"<encrypt key>"}');
    expect(text("?k=key%22with%2Fquote")).toBe("?k=<encrypt key>");
  });

  it("hides it anywhere in a value, but leaves what programs read", () => {
    const { value } = createSecretMask(app);
    expect(value({ severity: "must", headers: [["X", "must"]], count: 1, none: null })).toEqual({
      severity: "must",
      headers: [["X", "<app secret>"]],
      count: 1,
      none: null,
    });
  });

  it.each([
    ["Go's JSON", String.raw`a\u003cb\u0026c\u003e\"/é\\d`],
    ["Go's JSON inside JSON", String.raw`a\\u003cb\\u0026c\\u003e\\\"/é\\\\d`],
    ["PHP's JSON", String.raw`a<b&c>\"\/\u00e9\\d`],
    ["Python's JSON", String.raw`a<b&c>\"/\u00E9\\d`],
    ["Python's repr of bytes", String.raw`a<b&c>"/\xc3\xa9\\d`],
    ["a repr with \\x", String.raw`a\x3Cb&c>\"/\xe9\\d`],
    ["a URL", "a%3Cb%26c%3E%22%2F%C3%A9%5Cd"],
    ["a URL in lower case", "a%3cb%26c%3e%22%2f%c3%a9%5cd"],
    ["Go's long escapes", String.raw`a\U0000003cb&c>\"/\u00e9\\d`],
    ["Rust's escapes", String.raw`a\u{3c}b&c>\"/\u{e9}\\d`],
    ["octal bytes", String.raw`a\074b&c>\"/\303\251\\d`],
    ["HTML", "a&lt;b&amp;c&gt;&quot;/é\\d"],
    ["XML with numbers", "a&#60;b&#x26;c&#62;&#34;/&#233;\\d"],
    ["colours", '\u001B[32ma<b\u001B[0m&c>\u001B[1;31m"/é\\d'],
    [
      "every character escaped",
      String.raw`\u0061\u003c\u0062\u0026c\u003e\u0022\u002f\u00e9\u005cd`,
    ],
  ])("finds a secret as it stands in %s", (_where, written) => {
    const { text } = createSecretMask({ encryptKey: 'a<b&c>"/é\\d' });
    expect(text(`before ${written} behind`)).toMatch(
      // oxlint-disable-next-line no-control-regex -- a colour in front is no part of it
      /^before (?:\u001B\[32m)?<encrypt key> behind$/,
    );
  });

  it("finds an app's secret however JSON nests it", () => {
    assert(
      property(string({ minLength: 4, unit: "grapheme" }), nat(3), (secret, depth) => {
        // Three characters of the name itself would be found in the name.
        pre(!"<encrypt key>".includes(secret));
        let written = secret;
        for (let level = 0; level < depth; level++) written = JSON.stringify(written).slice(1, -1);
        expect(createSecretMask({ encryptKey: secret }).text(`| ${written} |`)).toContain(
          "<encrypt key>",
        );
      }),
    );
  });

  it.each([
    ["between quotes", '{"token":"a1"}', '{"token":"<verification token>"}'],
    [
      "between escaped quotes",
      String.raw`{\"token\":\"a1\"}`,
      String.raw`{\"token\":\"<verification token>\"}`,
    ],
    ["in a query", "?token=a1&x=2", "?token=<verification token>&x=2"],
    ["as a header's value", "X-Token: a1\nNext: b", "X-Token: <verification token>\nNext: b"],
    ["as a whole text", "a1", "<verification token>"],
  ])("hides a secret of two characters %s", (_where, text, masked) => {
    expect(createSecretMask({ verificationToken: "a1" }).text(text)).toBe(masked);
  });

  it("hides a short secret in foreign text as a word, and leaves sentences of ours", () => {
    const mask = createSecretMask({ verificationToken: "a" });
    const sentence = "sent: a good event; a page says status 200";
    expect(mask.text(sentence)).toBe(sentence);
    expect(mask.foreign("got a, not banana")).toBe("got <verification token>, not banana");
    expect(mask.value({ body: "token a", lastOutput: "(a)", reason: "a good event" })).toEqual({
      body: "token <verification token>",
      lastOutput: "(<verification token>)",
      reason: "a good event",
    });
  });

  it("hides a short secret of letters and digits as a word wherever it stands", () => {
    const { text } = createSecretMask({ verificationToken: "k1" });
    expect(text("The body is not JSON: bad k1 (k1) [k1], task1 and k12.")).toBe(
      "The body is not JSON: bad <verification token> (<verification token>) [<verification token>], task1 and k12.",
    );
  });

  it.each([
    [String.raw`"{\"a\":\"abc\"}"`, String.raw`"{\"a\":\"<encrypt key>\"}"`],
    [String.raw`["\"abc\""]`, String.raw`["\"<encrypt key>\""]`],
    ['It says: "abc…. It', 'It says: "<encrypt key>…. It'],
    [String.raw`["\"abc…`, String.raw`["\"<encrypt key>…`],
    ["abc… and say abc", "abc… and say abc"],
  ])("hides a short secret between the quotes of %j", (text, masked) => {
    expect(createSecretMask({ encryptKey: "abc" }).text(text)).toBe(masked);
  });

  it("hides a short secret that no sentence of ours can hold anywhere", () => {
    const { text } = createSecretMask({ verificationToken: "密钥" });
    expect(text("我的密钥是")).toBe("我的<verification token>是");
  });

  it.each([
    ["its first half", "key is 0123456789…", "key is <encrypt key>…"],
    ["four characters", 'said "0123…"', 'said "<encrypt key>…"'],
    ["all but the end of an escape", String.raw`0123456789\u00…`, "<encrypt key>…"],
    ["its last part behind the cut", "…456789<END is the key", "…<encrypt key> is the key"],
    ["both ends", "…9<END and 01234…", "…<encrypt key> and <encrypt key>…"],
  ])("hides a secret that was cut: %s", (_what, text, masked) => {
    expect(createSecretMask({ encryptKey: "0123456789<END" }).text(text)).toBe(masked);
  });

  it.each(["…", "x…", "012…", "012 3…", "0123", "…ND"])("leaves %s alone", (text) => {
    expect(createSecretMask({ encryptKey: "0123456789<END" }).text(text)).toBe(text);
  });

  it("masks before it cuts, wherever the cut falls", () => {
    const secret = "S3cretKey0123456";
    const mask = createSecretMask({ encryptKey: secret });
    for (let longest = 0; longest < 60; longest++) {
      const cut = mask.cut(`the receiver printed ${secret} and more`, longest);
      expect(cut.length).toBeLessThanOrEqual(longest + 1);
      expect(cut).not.toContain("S3");
    }
    expect(mask.cut("short", 5)).toBe("short");
  });

  it("leaves what was masked before, also where a secret is a word of it", () => {
    const mask = createSecretMask({ encryptKey: "encrypt", verificationToken: "token" });
    expect(mask.text(mask.text("encrypt token"))).toBe("<encrypt key> <verification token>");
  });

  it("takes a secret of any length and a text made to be slow", () => {
    const long = "ab<".repeat(20_000);
    const mask = createSecretMask({ encryptKey: long, verificationToken: "\\".repeat(40) });
    expect(mask.text(`x${JSON.stringify(long)}y`)).toBe('x"<encrypt key>"y');
    const slow = `${"\\".repeat(50_000)}x`;
    expect(createSecretMask({ encryptKey: `${"\\".repeat(40)}y` }).text(slow)).toBe(slow);
  });

  it("hides nothing where no secret is set", () => {
    const none = { encryptKey: "", verificationToken: "", appSecret: "" };
    expect(createSecretMask(none).text("abc …")).toBe("abc …");
    expect(createSecretMask({ ...none, verificationToken: "key" }).text("the key")).toBe("the key");
  });
});
