import { MocklarkError } from "../base/errors.js";
import type { EventHeader, FeishuEvent } from "../event/feishu-event.js";
import { createEventCipher, encryptWithIv } from "./event-cipher.js";
import { prepareBody, type RequestBuilder, type SigningContext } from "./request-builder.js";
import { serializeEvent } from "./serialize-event.js";
import { computeSignature } from "./signature.js";
import { resignBy, withSignature, type SignatureFormulaName } from "./signature-formulas.js";
import type { WebhookRequest } from "./webhook-request.js";

const sevenDaysMs = 7 * 24 * 60 * 60 * 1000;

export interface ForgeryContext extends SigningContext {
  /** Makes the good requests that are then spoiled; its app's keys are the receiver's. */
  readonly builder: RequestBuilder;
}

interface Forgery {
  /** One sentence: what is wrong with the request. */
  readonly describe: string;
  /** True where the forgery is about a secret that an app without an Encrypt Key does not have. */
  readonly needsEncryptKey: boolean;
  forge(event: FeishuEvent, context: ForgeryContext): WebhookRequest;
}

/** Requests that a receiver must not act on, or not take for Feishu's: each wrong in one way. */
export const forgeries = {
  "wrong-signature": {
    describe: "The signature is 64 random hex digits.",
    needsEncryptKey: false,
    forge: (event, context) =>
      withSignature(context.builder.event(event, context), context.random.hex(64)),
  },
  "missing-signature": {
    describe: "The three X-Lark headers are missing.",
    needsEncryptKey: false,
    forge: (event, context) => withoutSignature(context.builder.event(event, context)),
  },
  "body-swapped": {
    describe: "Timestamp, nonce and signature are good, but belong to another event's body.",
    needsEncryptKey: false,
    forge: forgeSwappedBody,
  },
  "tampered-ciphertext": {
    describe:
      "A bit at each end of the ciphertext is flipped so that it opens to nothing; the signature is right.",
    needsEncryptKey: true,
    forge: forgeTamperedCiphertext,
  },
  "other-key": {
    describe: "Encrypted and signed, both correctly, with another Encrypt Key.",
    needsEncryptKey: true,
    forge: forgeOtherKey,
  },
  "plaintext-downgrade": {
    describe: "The event is in clear and signed with the empty key, as for an app without a key.",
    needsEncryptKey: true,
    forge: forgePlaintextDowngrade,
  },
  "wrong-token": {
    describe: "Everything is right but header.token, which is another Verification Token.",
    needsEncryptKey: false,
    forge: forgeWrongToken,
  },
  "empty-token": {
    describe: "Everything is right but header.token, which is the empty string.",
    needsEncryptKey: false,
    forge: forgeToken(""),
  },
  "null-token": {
    describe: "Everything is right but header.token, which is null.",
    needsEncryptKey: false,
    forge: forgeToken(null),
  },
  "missing-token": {
    describe: "Everything is right but that header has no token.",
    needsEncryptKey: false,
    forge: forgeToken(undefined),
  },
  "empty-key-signature": {
    describe: "Encrypted and signed with the empty string as Encrypt Key: nothing secret is in it.",
    needsEncryptKey: true,
    forge: forgeEmptyKey,
  },
  "key-left-out": {
    describe:
      "A good ciphertext, signed with SHA-256 over timestamp, nonce and body without the key.",
    needsEncryptKey: true,
    forge: signedBy("key-left-out"),
  },
  "stale-timestamp": {
    describe: "Everything is right, but it was signed seven days ago.",
    needsEncryptKey: false,
    forge: (event, { builder, random, timestampMs }) =>
      builder.event(event, { random, timestampMs: timestampMs - sevenDaysMs }),
  },
  "hmac-sha256-key": {
    describe: "The signature is an HMAC-SHA256 with the Encrypt Key instead of a plain SHA-256.",
    needsEncryptKey: true,
    forge: signedBy("hmac-sha256-key"),
  },
  "hmac-sha256-token": {
    describe: "The signature is an HMAC-SHA256 with the Verification Token.",
    needsEncryptKey: true,
    forge: signedBy("hmac-sha256-token"),
  },
  "newline-joined": {
    describe: "The signed parts are joined by newlines.",
    needsEncryptKey: true,
    forge: signedBy("newline-joined"),
  },
  "base64-signature": {
    describe: "The signature's bytes are right but written in base64 instead of hex.",
    needsEncryptKey: true,
    forge: signedBy("base64-signature"),
  },
  "reserialised-body": {
    describe: "The signature is over the body as a JSON writer that puts spaces in would write it.",
    needsEncryptKey: true,
    forge: signedBy("reserialised-body"),
  },
  "ciphertext-alone": {
    describe: "The signature is over the value of `encrypt` alone instead of the whole body.",
    needsEncryptKey: true,
    forge: signedBy("ciphertext-alone"),
  },
  "token-as-key": {
    describe: "The signature has the Verification Token in the Encrypt Key's place.",
    needsEncryptKey: true,
    forge: signedBy("token-as-key"),
  },
  "sha1-card": {
    describe: "The signature is a SHA-1 with the Verification Token, as for card callbacks.",
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
    throw new MocklarkError("USAGE", `Failed to forge "${name}": the app has no Encrypt Key.`, {
      remedy: "Set an Encrypt Key, or choose a forgery that needs none.",
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
