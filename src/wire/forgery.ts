import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { EventHeader, FeishuEvent } from "../event/feishu-event.js";
import { createEventCipher, encryptWithIv } from "./event-cipher.js";
import { prepareBody, type RequestBuilder, type SigningContext } from "./request-builder.js";
import { serializeEvent } from "./serialize-event.js";
import { computeSignature } from "./signature.js";
import { resignBy, withSignature, type SignatureFormulaName } from "./signature-formulas.js";
import type { WebhookRequest } from "./webhook-request.js";
import { forgeryTexts } from "./texts/forgery-texts.js";

const sevenDaysMs = 7 * 24 * 60 * 60 * 1000;

export interface ForgeryContext extends SigningContext {
  /** Makes the good requests that are then spoiled; its app's keys are the receiver's. */
  readonly builder: RequestBuilder;
}

interface Forgery {
  /** One sentence: what is wrong with the request. */
  readonly describe: Text;
  /** True where the forgery is about a secret that an app without an Encrypt Key does not have. */
  readonly needsEncryptKey: boolean;
  forge(event: FeishuEvent, context: ForgeryContext): WebhookRequest;
}

/** Requests that a receiver must not act on, or not take for Feishu's: each wrong in one way. */
export const forgeries = {
  "wrong-signature": {
    describe: forgeryTexts("wrong-signature"),
    needsEncryptKey: false,
    forge: (event, context) =>
      withSignature(context.builder.event(event, context), context.random.hex(64)),
  },
  "missing-signature": {
    describe: forgeryTexts("missing-signature"),
    needsEncryptKey: false,
    forge: (event, context) => withoutSignature(context.builder.event(event, context)),
  },
  "body-swapped": {
    describe: forgeryTexts("body-swapped"),
    needsEncryptKey: false,
    forge: forgeSwappedBody,
  },
  "tampered-ciphertext": {
    describe: forgeryTexts("tampered-ciphertext"),
    needsEncryptKey: true,
    forge: forgeTamperedCiphertext,
  },
  "other-key": {
    describe: forgeryTexts("other-key"),
    needsEncryptKey: true,
    forge: forgeOtherKey,
  },
  "plaintext-downgrade": {
    describe: forgeryTexts("plaintext-downgrade"),
    needsEncryptKey: true,
    forge: forgePlaintextDowngrade,
  },
  "wrong-token": {
    describe: forgeryTexts("wrong-token"),
    needsEncryptKey: false,
    forge: forgeWrongToken,
  },
  "empty-token": {
    describe: forgeryTexts("empty-token"),
    needsEncryptKey: false,
    forge: forgeToken(""),
  },
  "null-token": {
    describe: forgeryTexts("null-token"),
    needsEncryptKey: false,
    forge: forgeToken(null),
  },
  "missing-token": {
    describe: forgeryTexts("missing-token"),
    needsEncryptKey: false,
    forge: forgeToken(undefined),
  },
  "empty-key-signature": {
    describe: forgeryTexts("empty-key-signature"),
    needsEncryptKey: true,
    forge: forgeEmptyKey,
  },
  "key-left-out": {
    describe: forgeryTexts("key-left-out"),
    needsEncryptKey: true,
    forge: signedBy("key-left-out"),
  },
  "stale-timestamp": {
    describe: forgeryTexts("stale-timestamp"),
    needsEncryptKey: false,
    forge: (event, { builder, random, timestampMs }) =>
      builder.event(event, { random, timestampMs: timestampMs - sevenDaysMs }),
  },
  "hmac-sha256-key": {
    describe: forgeryTexts("hmac-sha256-key"),
    needsEncryptKey: true,
    forge: signedBy("hmac-sha256-key"),
  },
  "hmac-sha256-token": {
    describe: forgeryTexts("hmac-sha256-token"),
    needsEncryptKey: true,
    forge: signedBy("hmac-sha256-token"),
  },
  "newline-joined": {
    describe: forgeryTexts("newline-joined"),
    needsEncryptKey: true,
    forge: signedBy("newline-joined"),
  },
  "base64-signature": {
    describe: forgeryTexts("base64-signature"),
    needsEncryptKey: true,
    forge: signedBy("base64-signature"),
  },
  "reserialised-body": {
    describe: forgeryTexts("reserialised-body"),
    needsEncryptKey: true,
    forge: signedBy("reserialised-body"),
  },
  "ciphertext-alone": {
    describe: forgeryTexts("ciphertext-alone"),
    needsEncryptKey: true,
    forge: signedBy("ciphertext-alone"),
  },
  "token-as-key": {
    describe: forgeryTexts("token-as-key"),
    needsEncryptKey: true,
    forge: signedBy("token-as-key"),
  },
  "sha1-card": {
    describe: forgeryTexts("sha1-card"),
    needsEncryptKey: true,
    forge: signedBy("sha1-card"),
  },
} as const satisfies Record<string, Forgery>;

export type ForgeryName = keyof typeof forgeries;

export const forgeryNames = Object.keys(forgeries) as readonly ForgeryName[];

/**
 * The event as a request that is wrong in the way the name says, and right in every other.
 * @throws MocklarkError USAGE when the forgery needs an Encrypt Key and the app has none
 */
export function forgeRequest(
  name: ForgeryName,
  event: FeishuEvent,
  context: ForgeryContext,
): WebhookRequest {
  const forgery = forgeries[name];
  if (forgery.needsEncryptKey && context.builder.app.encryptKey === "") {
    throw new MocklarkError("USAGE", forgeryTexts("needs-key", { name }), {
      remedy: forgeryTexts("set-key"),
      details: { forgery: name },
    });
  }
  return forgery.forge(event, context);
}

function forgeSwappedBody(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const header = { ...event.header, event_id: context.random.hex(32) };
  const other = context.builder.event({ ...event, header }, context);
  const request = context.builder.event(event, context);
  const length = String(request.body.length);
  return { ...request, headers: replaceHeader(other.headers, "Content-Length", length) };
}

// PKCS#7's last byte is 1..16. CBC carries a bit flipped in the last block but one into the same bit
// of the last block's plaintext: with its top bit flipped that byte is above 16, and no receiver that
// looks at the padding can open the text. Java's SDK (2.5.3) does not look: for it the text's first
// byte is spoiled as well, through the IV, and what begins with U+FFFD is no JSON. A bit flipped
// elsewhere would sometimes still give an event.
function forgeTamperedCiphertext(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const { builder, random } = context;
  const plaintext = serializeEvent(event);
  const encrypted = createEventCipher(builder.app.encryptKey).encrypt(plaintext, random);
  const bytes = Buffer.from(encrypted, "base64");
  for (const target of [0, bytes.length - 17]) {
    bytes[target] = (bytes[target] as number) ^ 0x80;
  }
  return builder.sign(
    { body: Buffer.from(`{"encrypt":"${bytes.toString("base64")}"}`), plaintext },
    context,
  );
}

function forgeOtherKey(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const { builder, random } = context;
  const otherKey = random.alphanumeric(32);
  const prepared = prepareBody(serializeEvent(event), createEventCipher(otherKey), random);
  return resign(builder.sign(prepared, context), otherKey);
}

function forgePlaintextDowngrade(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const prepared = prepareBody(serializeEvent(event), undefined, context.random);
  return resign(context.builder.sign(prepared, context), "");
}

function forgeEmptyKey(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const plaintext = serializeEvent(event);
  const encrypted = encryptWithIv("", plaintext, context.random.fill(Buffer.alloc(16)));
  const body = Buffer.from(`{"encrypt":"${encrypted}"}`);
  return resign(context.builder.sign({ body, plaintext }, context), "");
}

function forgeWrongToken(event: FeishuEvent, context: ForgeryContext): WebhookRequest {
  const header = { ...event.header, token: context.random.alphanumeric(32) };
  return context.builder.event({ ...event, header }, context);
}

function forgeToken(token: string | null | undefined): Forgery["forge"] {
  return (event, context) => {
    const { token: _own, ...header } = event.header;
    const forged = token === undefined ? header : { ...header, token };
    return context.builder.event({ ...event, header: forged as EventHeader }, context);
  };
}

/** A good request whose signature is replaced by what this formula gives. */
function signedBy(formula: SignatureFormulaName): Forgery["forge"] {
  return (event, context) =>
    resignBy(formula, context.builder.event(event, context), context.builder.app);
}

/** Signed as documented, but with another key. */
function resign(request: WebhookRequest, encryptKey: string): WebhookRequest {
  const timestamp = headerOf(request, "X-Lark-Request-Timestamp");
  const nonce = headerOf(request, "X-Lark-Request-Nonce");
  const { body } = request;
  return withSignature(request, computeSignature({ timestamp, nonce, encryptKey, body }));
}

function headerOf(request: WebhookRequest, name: string): string {
  return request.headers.find(([candidate]) => candidate === name)?.[1] ?? "";
}

function withoutSignature(request: WebhookRequest): WebhookRequest {
  return { ...request, headers: request.headers.filter(([name]) => !name.startsWith("X-Lark-")) };
}

function replaceHeader(
  headers: WebhookRequest["headers"],
  name: string,
  value: string,
): WebhookRequest["headers"] {
  return headers.map((header) => (header[0] === name ? [name, value] : header));
}
