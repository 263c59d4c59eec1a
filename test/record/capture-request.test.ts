import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { createRequestCapture } from "../../src/record/capture-request.js";
import { bytesOf } from "../../src/record/captured-body.js";
import { keys } from "./record-fixture.js";

const random = createRandom(1);
const app = createApp(keys, random);
const builder = createRequestBuilder(app);
const timestampMs = 1_700_000_000_000;
const context = { random, timestampMs };

const eventOf = (token: string) => ({
  schema: "2.0",
  header: { event_id: "e1", token, event_type: "im.chat.updated_v1" },
  event: { token: "c-of-a-card" },
});
const requestOf = (token: string): WebhookRequest =>
  builder.event(eventOf(token) as never, context);

const captured = (request: WebhookRequest, known: Partial<typeof keys> = keys, path = "/") =>
  createRequestCapture(known)({ ...request, path, atMs: timestampMs + 2_500 });

const textOf = ({ body }: ReturnType<typeof captured>): string => ("text" in body ? body.text : "");

describe("what is kept of a request", () => {
  it("is decrypted, with the token and the signature masked, where the key is known", () => {
    const capture = captured(requestOf(keys.verificationToken));
    expect(capture).toMatchObject({ form: "decrypted", signature: "valid", ageMs: 2_500 });
    expect(textOf(capture)).toContain('"token":"<verification token>"');
    expect(textOf(capture)).toContain('"token":"c-of-a-card"');
    expect(capture.headers).toContainEqual(["X-Lark-Signature", "<signed>"]);
    expect(JSON.stringify(capture)).not.toContain(keys.verificationToken);
  });

  it("masks the token also where it was not told", () => {
    const { encryptKey } = keys;
    expect(textOf(captured(requestOf("some-token"), { encryptKey }))).toContain(
      '"token":"<verification token>"',
    );
  });

  it("tells another token from the app's, and keeps neither", () => {
    const text = textOf(captured(requestOf("the-token-of-another")));
    expect(text).toContain('"token":"<other token>"');
    expect(text).not.toContain("the-token-of-another");
  });

  it.each([
    ["broken off", Buffer.from('{"header":{"token":"some-token"},"event":{"a')],
    ["no UTF-8", Buffer.from('{"token":"some-token","name":"\xff"}', "latin1")],
  ])("masks the token in a body that is %s", (_what, body) => {
    const headers = [["X-Auth-Token", "some-token"]] as const;
    const capture = captured({ ...requestOf("x"), body, headers }, {});
    const kept = bytesOf(capture.body).toString("latin1");
    expect(kept).toBe(body.toString("latin1").replace("some-token", "<verification token>"));
    expect(capture.headers).toEqual([["X-Auth-Token", "<hidden>"]]);
  });

  it("keeps the ciphertext and says so where the key is not known", () => {
    const request = requestOf(keys.verificationToken);
    expect(captured(request, {})).toMatchObject({
      form: "ciphertext",
      signature: "unknown",
      body: { text: request.body.toString() },
    });
  });

  it("tells a wrong signature and none from the app's", () => {
    const request = requestOf(keys.verificationToken);
    const forged = request.headers.map(
      ([name, value]) => [name, name === "X-Lark-Signature" ? "0".repeat(64) : value] as const,
    );
    const unsigned = request.headers.filter(([name]) => !name.startsWith("X-Lark"));
    expect(captured({ ...request, headers: forged })).toMatchObject({ signature: "invalid" });
    expect(captured({ ...request, headers: unsigned })).toMatchObject({ signature: "absent" });
  });

  it("hides credentials in headers and in the query", () => {
    const capture = captured(
      {
        ...requestOf("t"),
        headers: [
          ["Authorization", "Bearer abc"],
          ["COOKIE", "id=abc"],
        ],
      },
      keys,
      "/hook?token=abc&x=1",
    );
    expect(JSON.stringify(capture)).not.toContain("abc");
    expect(capture.path).toBe("/hook?token=<hidden>&x=1");
  });
});
