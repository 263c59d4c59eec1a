import { describe, expect, it } from "vitest";
import { textFrom } from "../../src/base/text-from.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import {
  parseCapturedRequest,
  readCapturedRequest,
} from "../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { forgeries, forgeryNames, forgeRequest } from "../../src/wire/forgery.js";
import { formatAsHttp } from "../../src/wire/format-request.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import {
  isAboutKey,
  resignBy,
  signatureFormulas,
  type SignatureFormulaName,
} from "../../src/wire/signature-formulas.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { encryptWrongly } from "../../src/wire/wrong-encryptions.js";
import { sampleEvent } from "./sample-event.js";

const timestampMs = 1_700_000_000_000;
const app = createApp({ encryptKey: "s3cr3t-0f-th1s-app" }, createRandom(1));
const { encryptKey, verificationToken } = app;
const event = { ...sampleEvent, header: { ...sampleEvent.header, token: verificationToken } };
const builder = createRequestBuilder(app);
const context = () => ({ builder, random: createRandom(3), timestampMs });
const good = builder.event(event, context());

const write = (request: WebhookRequest): string =>
  formatAsHttp(request, new URL("http://localhost/webhook"));

const explain = (capture: string, known = {}) =>
  explainRequest(readCapturedRequest(capture), {
    encryptKey,
    verificationToken,
    nowMs: timestampMs + 60_000,
    language: "zh",
    ...known,
  });

const wrongly = () => ({ app, random: createRandom(4) });

const formulaNames = Object.keys(signatureFormulas) as SignatureFormulaName[];

describe("explainRequest in Chinese", () => {
  it("says why a signature is not the app's", () => {
    const { firstFailure } = explain(write(forgeRequest("wrong-signature", event, context())));
    expect(firstFailure).toMatchObject({
      message:
        "签名不一致，且不属于任何已知的错误写法：可能用了其他应用的 Encrypt Key，也可能签名后改动了请求体、时间戳或 nonce。",
      fix: "与开发者后台核对 Encrypt Key，并用收到的原始 body 计算签名，不要先解析 JSON。",
    });
  });

  it.each([
    ["token-as-key", "这个签名的计算方式：密钥用了 Verification Token（应为 Encrypt Key）。"],
    [
      "nonce-first",
      "这个签名的计算方式：算法是 SHA-256(nonce + timestamp + key + body)，顺序不对（nonce 在 timestamp 之前）。",
    ],
  ] as const)("names the formula of a signature made by %s", (name, message) => {
    expect(explain(write(resignBy(name, good, app))).firstFailure?.message).toBe(message);
  });

  it("names the way in which a body was encrypted", () => {
    const encrypt = encryptWrongly("key-padded-with-0", JSON.stringify(event), wrongly());
    const body = Buffer.from(JSON.stringify({ encrypt }));
    const { steps } = explain(write(builder.sign({ body, plaintext: "" }, context())));
    const step = steps.find(({ verdict }) => verdict === "failed");
    expect(step?.message).toMatch(
      /^密文无法解密：.*。加密方式有误：密钥用了 Encrypt Key 本身，而不是它的 SHA-256。$/,
    );
    expect(step?.fix).toBe("用 Encrypt Key 的 SHA-256（32 字节）作为 AES 密钥。");
  });

  it("says how old a request is, and what was assumed to read it", () => {
    const old = explain(write(good), { nowMs: timestampMs + 7 * 86_400_000 });
    expect(old.steps.find(({ stage }) => stage === "timestamp")?.message).toBe(
      "签名时间：7 天前。校验时间戳以防重放攻击的接收端，现在收到会拒绝。",
    );
    const { steps } = explain(good.body.toString("utf8"));
    expect(steps[0]?.message).toBe("只提供了请求体，与请求头有关的内容无法判断。");
    const { notes } = parseCapturedRequest(good.body, { language: "zh" });
    expect(notes).toEqual(["只提供了请求体，与请求头有关的内容无法判断。"]);
  });

  it("says what an event breaks of its schema and of its rules", () => {
    const broken = { ...event, event: { ...event.event, scope_type: "2" } };
    const { firstFailure } = explain(JSON.stringify(broken), { encryptKey: "" });
    expect(firstFailure?.message).toBe(
      'event.scope_type 须为 1（层级）或 2（会议室），实际为 "2"。是否想写 2？',
    );
  });

  it("leaves no sentence in English, whatever is wrong", () => {
    const captures = [
      good,
      ...forgeryNames.map((name) => forgeRequest(name, event, context())),
      ...formulaNames.map((name) => resignBy(name, good, app)),
    ].map(write);
    const said = captures.flatMap((capture) => explain(capture).steps);
    const words = said.flatMap(({ message, fix }) => [
      message,
      ...(fix === undefined ? [] : [fix]),
    ]);
    expect(words.filter((text) => !/\p{Script=Han}.*。$/u.test(text))).toEqual([]);
    // One space between Chinese and Latin.
    expect(words.filter((text) => /\p{Script=Han}[\w"]|[\w"]\p{Script=Han}/u.test(text))).toEqual(
      [],
    );
  });

  it("holds what it says as data that can be worded again", () => {
    const { firstFailure } = explain(write(forgeRequest("wrong-signature", event, context())));
    const { message, fix } = JSON.parse(JSON.stringify(firstFailure?.data)) as {
      message: unknown;
      fix: unknown;
    };
    expect(message).toEqual({ kind: "explain-signature/unexplained" });
    expect(textFrom(message)?.in("zh")).toBe(firstFailure?.message);
    expect(textFrom(fix)?.in("en")).toMatch(/^Compare the Encrypt Key/);
  });
});

describe("the lists of what can be wrong", () => {
  it("have Chinese of their own", () => {
    const texts = [
      ...forgeryNames.map((name) => forgeries[name].describe),
      ...formulaNames.map((name) => signatureFormulas[name].describe),
    ].map((text) => text.in("zh"));
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("tell the formulas that mean nothing without an Encrypt Key", () => {
    const named = formulaNames.filter((name) =>
      signatureFormulas[name].describe.in("en").includes("Encrypt Key"),
    );
    expect(formulaNames.filter(isAboutKey)).toEqual(named);
  });
});
