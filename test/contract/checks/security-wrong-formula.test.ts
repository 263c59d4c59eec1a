import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import type { ReceiverSettings, WebhookRequest } from "../../receivers/event-endpoint.mjs";
import { withRules } from "../../receivers/mutants/mutant.mjs";
import { createReceiver } from "../../receivers/node-http.mjs";
import { rewordReport } from "../../../src/contract/report/word-report.js";
import { judgeReceiver, keys, resultOf } from "../judge-receiver.js";

const id = "security/wrong-formula";
const { encryptKey, verificationToken } = keys;

const head = ({ headers }: WebhookRequest): readonly [timestamp: string, nonce: string] => [
  String(headers["x-lark-request-timestamp"]),
  String(headers["x-lark-request-nonce"]),
];

const encryptOf = ({ body }: WebhookRequest): string =>
  (JSON.parse(body.toString()) as { encrypt: string }).encrypt;

const hash = (name: string, text: string, form: "hex" | "base64" = "hex"): string =>
  createHash(name).update(text).digest(form);

const hmac = (secret: string, request: WebhookRequest): string =>
  createHmac("sha256", secret)
    .update(head(request).join("") + request.body.toString())
    .digest("hex");

type Formula = (request: WebhookRequest) => string;

const formulas: readonly (readonly [name: string, formula: Formula])[] = [
  ["HMAC-SHA256 with the Encrypt Key", (request) => hmac(encryptKey, request)],
  ["HMAC-SHA256 with the Verification Token", (request) => hmac(verificationToken, request)],
  [
    "SHA-256 of the parts joined by newlines",
    (request) => hash("sha256", [...head(request), encryptKey, request.body].join("\n")),
  ],
  [
    "SHA-256 in base64 instead of hex",
    (request) => hash("sha256", [...head(request), encryptKey, request.body].join(""), "base64"),
  ],
  [
    "SHA-256 over the body parsed and written again, instead of the raw body",
    (request) =>
      hash(
        "sha256",
        [...head(request), encryptKey, `{"encrypt": "${encryptOf(request)}"}`].join(""),
      ),
  ],
  [
    "SHA-256 over the value of encrypt alone, instead of the whole body",
    (request) => hash("sha256", [...head(request), encryptKey, encryptOf(request)].join("")),
  ],
  [
    "SHA-256 with the Verification Token in the Encrypt Key's place",
    (request) => hash("sha256", [...head(request), verificationToken, request.body].join("")),
  ],
  [
    "SHA-1 with the Verification Token, as for card callbacks",
    (request) => hash("sha1", [...head(request), verificationToken, request.body].join("")),
  ],
  [
    "SHA-256 without the Encrypt Key",
    (request) => hash("sha256", [...head(request), request.body].join("")),
  ],
];

const implementing = (formula: Formula) =>
  withRules(() => ({
    isSigned: (request) => request.headers["x-lark-signature"] === formula(request),
  }));

describe("security/wrong-formula", () => {
  it.each(formulas)("tells a developer who implemented %s", async (name, formula) => {
    const report = await judgeReceiver(implementing(formula), [id]);
    expect(resultOf(report, id)).toMatchObject({
      verdict: "fail",
      reason: `Your receiver computes the signature as ${name}.`,
      expected:
        "sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex, which was answered with status 401",
      actual: `${name} was accepted (status 200)`,
    });
  });

  it("tells it in Chinese", async () => {
    const [, formula] = formulas[0] ?? ["", () => ""];
    const report = rewordReport(await judgeReceiver(implementing(formula), [id]), "zh");
    expect(resultOf(report, id)).toMatchObject({
      reason: expect.stringMatching(/^接收端计算签名的算法是：.+。$/) as string,
      expected:
        "sha256(timestamp + nonce + Encrypt Key + 原始 body) 的小写十六进制值，对它的响应为：状态码 401",
    });
  });

  it("names the formula also of a receiver that answers 200 to everything", async () => {
    const [name, formula] = formulas[0] ?? ["", () => ""];
    const quiet = (settings: ReceiverSettings) => {
      const server = implementing(formula)(settings);
      const [listener] = server.listeners("request") as ((...args: unknown[]) => void)[];
      server.removeAllListeners("request");
      // As the Node SDK does: what is refused looks like what was taken.
      return server.on("request", (request, response) => {
        const writeHead = response.writeHead.bind(response);
        response.writeHead = () => writeHead(200);
        listener?.(request, response);
      });
    };
    const report = await judgeReceiver(quiet, [id]);
    expect(resultOf(report, id)).toMatchObject({
      verdict: "fail",
      reason: `Your receiver computes the signature as ${name}.`,
    });
  });

  it("does not guess about a receiver that refuses everything", async () => {
    const report = await judgeReceiver(
      withRules(() => ({ isSigned: () => false })),
      [id],
    );
    expect(resultOf(report, id)).toMatchObject({
      verdict: "inconclusive",
      reason:
        "A good event was not accepted (status 401), and no formula seen in the wild was either: see event/accepted.",
    });
  });

  it("does not wait once for each formula where no event is answered in time", async () => {
    let events = 0;
    const silent = createServer((request, response) => {
      request.resume();
      if (request.headers["x-lark-signature"] === undefined) response.end("{}");
      else events++;
    });
    const limits = { totalMs: 50 };
    const report = await checkReceiver({ target: silent, app: keys, only: [id], seed: 42, limits });
    expect(resultOf(report, id)).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringContaining("add --exec") as string,
    });
    expect(events).toBeLessThan(10);
  });

  it("says which signature without a secret was taken", async () => {
    const keyless = withRules(() => ({
      isSigned: (request) =>
        ["", encryptKey].some(
          (key) =>
            request.headers["x-lark-signature"] ===
            hash("sha256", [...head(request), key, request.body].join("")),
        ),
    }));
    const report = await judgeReceiver(keyless, [id]);
    expect(resultOf(report, id)).toMatchObject({
      verdict: "fail",
      reason: "The receiver acted on an event signed without the key.",
      actual: "1 effect",
    });
  });

  it("holds for a good receiver", async () => {
    const report = await judgeReceiver(createReceiver, [id]);
    expect(resultOf(report, id)).toMatchObject({ verdict: "pass", effects: 0 });
  });
});
