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

  it("leaves texts alone that are too short to be secret, and no secret at all", () => {
    expect(createSecretMask(app).text("the key")).toBe("the key");
    const none = { encryptKey: "", verificationToken: "", appSecret: "" };
    expect(createSecretMask(none).text("abc")).toBe("abc");
  });
});
