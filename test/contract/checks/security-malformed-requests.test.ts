import { describe, expect, it } from "vitest";
import { serveEndpoint } from "../../receivers/node-http.mjs";
import { createEventEndpoint, type WebhookRequest } from "../../receivers/event-endpoint.mjs";
import { createReceiver } from "../../receivers/express.mjs";
import { withHandle } from "../../receivers/mutants/mutant.mjs";
import { createServer } from "node:http";
import { rewordReport } from "../../../src/contract/report/word-report.js";
import { judgeReceiver, keys, resultOf } from "../judge-receiver.js";

const id = "security/malformed-requests";
const tokenOnly = { ...keys, encryptKey: "" };

/** The good receiver, but these requests get no answer. */
const dropping = (drops: (request: WebhookRequest, method: string) => boolean) =>
  withHandle((handle) => async (request, raw) => {
    if (drops(request, raw.method ?? "")) raw.socket.destroy();
    return handle(request, raw);
  });

describe("security/malformed-requests", () => {
  it.each([
    ["an empty body", ({ body }: WebhookRequest) => body.length === 0],
    ["a body that is not JSON", ({ body }: WebhookRequest) => body.toString().startsWith("this")],
    ["an event in a JSON array", ({ body }: WebhookRequest) => body.toString().startsWith("[{")],
    [
      "an encrypt field that is a number",
      ({ body }: WebhookRequest) => body.toString() === '{"encrypt":1}',
    ],
    [
      "an encrypt field that is not base64",
      ({ body }: WebhookRequest) => body.toString().includes("%%"),
    ],
    ["JSON nested 20,000 deep", ({ body }: WebhookRequest) => body.toString().startsWith("[[")],
  ])("names %s as what broke the receiver", async (label, drops) => {
    const report = await judgeReceiver(dropping(drops), [id]);
    expect(resultOf(report, id)).toMatchObject({
      verdict: "fail",
      reason: "The receiver broke at a malformed request.",
      expected: "an answer within 3 s to each, and a living receiver",
      actual: `${label}: connection closed without an answer`,
    });
  });

  it("names each of them in Chinese", async () => {
    const drops = ({ body }: WebhookRequest): boolean => /^this|^\[\{/.test(body.toString());
    const report = rewordReport(await judgeReceiver(dropping(drops), [id]), "zh");
    expect(resultOf(report, id)).toMatchObject({
      reason: "接收端未能正常响应畸形请求。",
      expected: "每个请求都在 3 秒内得到响应，接收端仍在运行",
      actual:
        "不是 JSON 的请求体：未返回响应，连接就被关闭；放在 JSON 数组中的事件：未返回响应，连接就被关闭",
    });
  });

  it("tells of an event acted on out of an array", async () => {
    const unpacking = (settings: Parameters<typeof createEventEndpoint>[0]) => {
      const { handle } = createEventEndpoint(settings);
      return serveEndpoint((request) => {
        const text = request.body.toString();
        const body = text.startsWith("[{") ? Buffer.from(text.slice(1, -1)) : request.body;
        return handle({ ...request, body });
      });
    };
    const report = await judgeReceiver(unpacking, [id], tokenOnly);
    expect(resultOf(report, id)).toMatchObject({ verdict: "fail", actual: "1 effect" });
  });

  it("lets a receiver close the connection on a body of 2 MB", async () => {
    const strict = (settings: Parameters<typeof createReceiver>[0]) => {
      const express = createReceiver(settings);
      return createServer((request, response) => {
        if (Number(request.headers["content-length"]) > 1_000_000) request.destroy();
        else express(request, response);
      });
    };
    const report = await judgeReceiver(strict, [id]);
    expect(resultOf(report, id)).toMatchObject({ verdict: "pass", effects: 0 });
  });

  it("sends every kind of malformed request", async () => {
    const report = await judgeReceiver((settings) => createServer(createReceiver(settings)), [id]);
    expect(resultOf(report, id).exchanges.map(({ label }) => label)).toEqual([
      "an empty body",
      "a body that is not JSON",
      "an event in a JSON array",
      "an encrypt field that is a number",
      "an encrypt field that is not base64",
      "a body of 2 MB",
      "JSON nested 20,000 deep",
      "XML instead of JSON",
      "a GET request",
      "an event with every key a second time, empty",
    ]);
  });
});
