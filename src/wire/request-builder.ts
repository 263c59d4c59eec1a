import type { App } from "../event/app.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { createOptionCheck, type OptionTable, text, trueOrFalse } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { createEventCipher, type EventCipher } from "./event-cipher.js";
import { serializeInGivenOrder } from "./serialize-event.js";
import { computeSignature } from "./signature.js";
import { wireTexts } from "./texts/capture-texts.js";
import { eventBytes } from "./write-event.js";
import type { RawHeader, WebhookRequest } from "./webhook-request.js";

/** What one signed request takes besides its content. */
export interface SigningContext {
  /** Source of the IV, the nonce and the request id, drawn in this order. */
  readonly random: Random;
  /** Unix milliseconds; the header carries whole seconds. */
  readonly timestampMs: number;
}

interface UrlVerificationOptions {
  readonly random: Random;
  /** Default: a version 4 UUID. */
  readonly challenge?: string;
  /** Default: the app's own Verification Token. */
  readonly token?: string;
  /** Leaves the body in clear although the app has an Encrypt Key. */
  readonly plaintext?: boolean;
}

/** A body made by hand, and what it says in clear. */
export interface PreparedBody {
  readonly body: Buffer;
  readonly plaintext: string;
}

export interface RequestBuilderOptions {
  /** The `Unit` header; default "eu_nc", which is what feishu.cn sends. */
  readonly unit?: string;
  /** False leaves the X-Lark headers out for an app without an Encrypt Key; Feishu sends them. Default true. */
  readonly signPlaintext?: boolean;
}

export const requestOptions: OptionTable<RequestBuilderOptions> = {
  unit: text,
  signPlaintext: trueOrFalse,
};

const checkOptions = createOptionCheck(wireTexts("make-request-builder"), requestOptions);

export interface RequestBuilder {
  readonly app: App;
  /** The event serialised, encrypted when the app has an Encrypt Key, and signed. */
  event(event: FeishuEvent, context: SigningContext): WebhookRequest;
  /** The url_verification request: encrypted when the app has an Encrypt Key, never signed. */
  urlVerification(options: UrlVerificationOptions): WebhookRequest;
  /** Any prepared body with a fresh nonce, signed with the app's key. */
  sign(prepared: PreparedBody, context: SigningContext): WebhookRequest;
}

/** Makes requests as Feishu sends them to one app. */
export function createRequestBuilder(
  app: App,
  options: RequestBuilderOptions = {},
): RequestBuilder {
  checkOptions(options);
  const { unit = "eu_nc", signPlaintext = true } = options;
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  const signs = cipher !== undefined || signPlaintext;

  function sign({ body, plaintext }: PreparedBody, context: SigningContext): WebhookRequest {
    const lark = signs ? signatureHeaders(body, app.encryptKey, context) : [];
    return assemble(body, plaintext, unit, lark, context.random);
  }

  return {
    app,
    sign,
    event(event, context) {
      const bytes = eventBytes(event);
      const plaintext = bytes.toString();
      return sign({ body: bodyOf(bytes, cipher, context.random), plaintext }, context);
    },
    urlVerification({
      random,
      challenge = random.uuid(),
      token = app.verificationToken,
      plaintext = false,
    }) {
      const text = serializeInGivenOrder({ challenge, token, type: "url_verification" });
      const prepared = prepareBody(text, plaintext ? undefined : cipher, random);
      return assemble(prepared.body, text, unit, [], random);
    },
  };
}

/** A text as the request's body: in clear, or exactly `{"encrypt":"…"}` when there is a cipher. */
export function prepareBody(
  plaintext: string,
  cipher: EventCipher | undefined,
  random: Random,
): PreparedBody {
  return { body: bodyOf(plaintext, cipher, random), plaintext };
}

const beforeEncrypted = '{"encrypt":"';

function bodyOf(
  plaintext: string | Buffer,
  cipher: EventCipher | undefined,
  random: Random,
): Buffer {
  if (cipher === undefined) return Buffer.from(plaintext);
  const encrypted = cipher.encrypt(plaintext, random);
  const body = Buffer.allocUnsafe(beforeEncrypted.length + encrypted.length + 2);
  const end = body.write(beforeEncrypted, "latin1");
  body.write(`"}`, end + body.write(encrypted, end, "latin1"), "latin1");
  return body;
}

function signatureHeaders(
  body: Buffer,
  encryptKey: string,
  { random, timestampMs }: SigningContext,
): RawHeader[] {
  const nonce = random.digits(9);
  const timestamp = String(Math.floor(timestampMs / 1000));
  return [
    ["X-Lark-Request-Nonce", nonce],
    ["X-Lark-Request-Timestamp", timestamp],
    ["X-Lark-Signature", computeSignature({ timestamp, nonce, encryptKey, body })],
  ];
}

/*
 * The order and case in which Feishu's Go client writes them; Host comes before all of them and
 * belongs to the channel. The url_verification request has the same set without the X-Lark headers.
 */
function assemble(
  body: Buffer,
  plaintext: string,
  unit: string,
  lark: readonly RawHeader[],
  random: Random,
): WebhookRequest {
  const headers: RawHeader[] = [
    ["User-Agent", "Go-http-client/1.1"],
    ["Content-Length", String(body.length)],
    ["Content-Type", "application/json;charset=utf-8"],
    ["Unit", unit],
    ...lark,
    ["X-Request-Id", random.uuid()],
    ["Accept-Encoding", "gzip"],
  ];
  return { method: "POST", headers, body, plaintext };
}
