import { describe, expect, test } from "vitest";
import { recordingReceiver } from "./raw-receiver.js";
import { channelTo, event, requestSaying } from "./webhook-fixture.js";

describe("one attempt on the wire", () => {
  test("writes Feishu's headers in Feishu's order and case, and nothing else", async () => {
    const receiver = await recordingReceiver();
    const { outcome, request } = await channelTo(receiver.url).attempt({ event, attempt: 1 });

    expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "ok" });
    const [head = "", body] = String(receiver.requests[0]).split("\r\n\r\n");
    const [requestLine, ...headers] = head.split("\r\n");
    expect(requestLine).toBe("POST /webhook/event HTTP/1.1");
    expect(headers.map((line) => line.split(": ")[0])).toEqual([
      "Host",
      "User-Agent",
      "Content-Length",
      "Content-Type",
      "Unit",
      "X-Lark-Request-Nonce",
      "X-Lark-Request-Timestamp",
      "X-Lark-Signature",
      "X-Request-Id",
      "Accept-Encoding",
    ]);
    expect(headers.slice(0, 5)).toEqual([
      `Host: ${new URL(receiver.url).host}`,
      "User-Agent: Go-http-client/1.1",
      `Content-Length: ${request?.body.length}`,
      "Content-Type: application/json;charset=utf-8",
      "Unit: eu_nc",
    ]);
    expect(body).toBe(String(request?.body));
  });

  test("writes the body byte for byte, Chinese and emoji included", async () => {
    const receiver = await recordingReceiver();
    const sent = requestSaying('{"名":"会议室 \\u003c 🚪"}');
    await channelTo(receiver.url).send(sent);
    const [received = Buffer.alloc(0)] = receiver.requests;
    expect(received.subarray(received.indexOf("\r\n\r\n") + 4)).toEqual(sent.body);
  });
});
