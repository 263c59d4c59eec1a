import { describe, expect, it } from "vitest";
import { codeFrame } from "../../src/base/document.js";
import { hideSecretMembers, isSecretName } from "../../src/base/secret-members.js";

describe("hideSecretMembers", () => {
  it.each([
    ["> 1 | encrypt-key: abcd efgh", "> 1 | encrypt-key: <hidden>"],
    ["  app: { encryptKey: abcd, appId: cli_1 }", "  app: { encryptKey: <hidden>, appId: cli_1 }"],
    ['{"encrypt-key":"a\\"b","seed":3}', '{"encrypt-key":<hidden>,"seed":3}'],
    ['"verification_token": "cut off her', '"verification_token": <hidden>'],
    ["app-secret: 'it is'", "app-secret: <hidden>"],
    ["MOCKLARK: x\nencryptkye: abcd\nseed: 3", "MOCKLARK: x\nencryptkye: <hidden>\nseed: 3"],
    ['"token": "abcd",', '"token": <hidden>,'],
    ["encryptKey: ab,cd} ef # g", "encryptKey: <hidden>"],
    ["encryptKey: $abcd", "encryptKey: <hidden>"],
    [
      "encryptKey: |\n  one\n\n  two\nseed: 3",
      "encryptKey: <hidden>\n  <hidden>\n\n  <hidden>\nseed: 3",
    ],
    [
      "app:\n  encryptKey: >-2\n    a: b\n  seed: 3",
      "app:\n  encryptKey: <hidden>\n    <hidden>\n  seed: 3",
    ],
    ['encryptKey: "one\n  two"\nseed: 3', "encryptKey: <hidden>\n  <hidden>\nseed: 3"],
    ["encryptKey: one\n  two\nseed: 3", "encryptKey: <hidden>\n  <hidden>\nseed: 3"],
    ["encryptKey:\n  one\nseed: 3", "encryptKey:\n  <hidden>\nseed: 3"],
    ['{\r\n"encryptKey":\r\n"one",\r\n"seed":3}', '{\r\n"encryptKey":\r\n<hidden>\r\n"seed":3}'],
    ["encryptKey: [one, two]\nseed: 3", "encryptKey: <hidden>\nseed: 3"],
    ['{"encryptKey":["one"],"seed":3}', '{"encryptKey":<hidden>,"seed":3}'],
    ["encryptKey:\n  - one\n  - two\nseed: 3", "encryptKey:\n  <hidden>\n  <hidden>\nseed: 3"],
    ["encryptKey:\n- one\nseed: 3", "encryptKey:\n<hidden>\nseed: 3"],
    ["encryptKey: one\n  seed: 3", "encryptKey: <hidden>\n  seed: 3"],
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
    "token:\n  - seed: 3",
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

describe("a code frame", () => {
  it("shows no part of a secret whose name is too far away to be in it", () => {
    const text = `{"a":1,"encryptKey":"${"k".repeat(300)}","sedd":3}`;
    const frame = codeFrame(text, { line: 1, column: text.indexOf('"sedd"') + 1 });
    expect(frame).not.toContain("kk");
    expect(frame).toContain('"encryptKey":<hidden>,"sedd":3}');
    expect(caretOf(frame)).toBe('"sedd":3}');
  });

  it("shows no line of a block whose name stands above it", () => {
    const text = `encryptKey: |\n${"  kkkk\n".repeat(8)}sedd: 3\n`;
    const frame = codeFrame(text, { line: 10, column: 1 });
    expect(frame).not.toContain("kk");
    expect(caretOf(frame)).toBe("sedd: 3");
  });

  it("points at the start of a secret in place of into it", () => {
    expect(caretOf(codeFrame("encryptKey: kkkkkkkk", { line: 1, column: 16 }))).toBe("<hidden>");
  });

  /** What the marker stands under. */
  function caretOf(frame: string): string {
    const lines = frame.split("\n");
    const at = lines.findIndex((line) => line.endsWith("^"));
    return (lines[at - 1] ?? "").slice((lines[at] ?? "").length - 1);
  }
});
