import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { verifyUrl, type VerifyUrlOptions } from "../../src/delivery/verify-url.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { onRequest, rawReceiver, recordingReceiver } from "./raw-receiver.js";
import { app, channelTo, timeByHand } from "./webhook-fixture.js";

const challenge = "ajls384kdjx98XX";

function settings(options: Partial<VerifyUrlOptions> = {}): VerifyUrlOptions {
  return { builder: createRequestBuilder(app), random: createRandom(2), challenge, ...options };
}

function answering(body: string, status = "200 OK"): string {
  return `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const echo = answering(JSON.stringify({ challenge }));

describe("verifying a request URL", () => {
  test("accepts the echoed challenge; the request is encrypted and carries no X-Lark header", async () => {
    const receiver = await recordingReceiver(echo);
    const result = await verifyUrl(channelTo(receiver.url), settings());
    expect(result).toMatchObject({ verified: true, challenge });
    const [head = "", body = ""] = String(receiver.requests[0]).split("\r\n\r\n");
    expect(head).not.toMatch(/x-lark/i);
    const { encrypt } = JSON.parse(body) as { encrypt: string };
    expect(createEventCipher(app.encryptKey).decrypt(encrypt)).toBe(
      `{"challenge":"${challenge}","token":"${app.verificationToken}","type":"url_verification"}`,
    );
  });

  test("sends the token and the plain form it is told to", async () => {
    const receiver = await recordingReceiver(echo);
    await verifyUrl(channelTo(receiver.url), settings({ token: "other", plaintext: true }));
    expect(String(receiver.requests[0])).toContain(
      `\r\n\r\n{"challenge":"${challenge}","token":"other","type":"url_verification"}`,
    );
  });

  test.each([
    ["another challenge", answering('{"challenge":"x"}'), "Challenge code没有返回"],
    ["a login page", answering("<html>"), "返回数据不是合法的JSON格式"],
    [
      "the challenge with status 201",
      answering(JSON.stringify({ challenge }), "201 Created"),
      "Challenge code没有返回",
    ],
  ])("refuses %s in the console's words", async (_what, answer, consoleMessage) => {
    const receiver = await recordingReceiver(answer);
    const result = await verifyUrl(channelTo(receiver.url), settings());
    expect(result).toMatchObject({ verified: false, consoleMessage });
  });

  test("refuses a URL behind which nothing listens", async () => {
    const receiver = await recordingReceiver();
    await new Promise((resolve) => receiver.server.close(resolve));
    const result = await verifyUrl(channelTo(receiver.url), settings());
    expect(result).toMatchObject({
      verified: false,
      consoleMessage: "请填写有效的 HTTP/HTTPS URL",
      outcome: { kind: "refused" },
    });
  });

  test("refuses an answer after the limit, and tells how late it was when it may wait", async () => {
    const { clock, pass } = timeByHand();
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        pass(1_200);
        socket.write(echo);
      }),
    );
    const channel = channelTo(receiver.url, { clock });
    expect(await verifyUrl(channel, settings())).toMatchObject({
      verified: false,
      consoleMessage: "Challenge code没有返回",
      reason: "No answer within 1000 ms.",
      outcome: { kind: "timed-out", phase: "response-headers" },
    });
    const patient = await verifyUrl(channel, settings({ waitMs: 3_000 }));
    expect(patient.verified).toBe(false);
    expect(patient.reason).toBe("The answer took 1200 ms; the limit is 1000 ms.");
  });
});
