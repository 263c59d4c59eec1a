import { describe, expect, it } from "vitest";
import { hideSecretMembers, isSecretName } from "../../src/event/secret-members.js";

describe("hideSecretMembers", () => {
  it.each([
    ["> 1 | encrypt-key: abcd efgh", "> 1 | encrypt-key: <hidden>"],
    ["  app: { encryptKey: abcd, appId: cli_1 }", "  app: { encryptKey: <hidden>, appId: cli_1 }"],
    ['{"encrypt-key":"a\\"b","seed":3}', '{"encrypt-key":<hidden>,"seed":3}'],
    ['"verification_token": "cut off her', '"verification_token": <hidden>'],
    ["app-secret: 'it is'", "app-secret: <hidden>"],
    ["MOCKLARK: x\nencryptkye: abcd\nseed: 3", "MOCKLARK: x\nencryptkye: <hidden>\nseed: 3"],
    ['"token": "abcd",', '"token": <hidden>,'],
  ])("hides the secret in %j", (text, hidden) => {
    expect(hideSecretMembers(text)).toBe(hidden);
  });

  it.each([
    "encrypt-key: ${env:KEY}",
    "encrypt-key-file: key.txt",
    '{"encrypt":"P37w+VZI"}',
    "encrypt:\n  seed: 3",
    "app: { appId: cli_1, tenantKey: 0123 }",
    "header.token is missing",
  ])("leaves %j alone", (text) => {
    expect(hideSecretMembers(text)).toBe(text);
  });
});

describe("isSecretName", () => {
  it.each(["encryptKey", "encrypt-key", "ENCRYPT_KEY", "encrypt-kye", "appSecret", "token"])(
    "knows %s",
    (name) => expect(isSecretName(name)).toBe(true),
  );

  it.each(["seed", "count", "appId", "tenant-key", "event_id", "encrypt", "constructor"])(
    "takes %s for no secret",
    (name) => expect(isSecretName(name)).toBe(false),
  );
});
