import { createHash } from "node:crypto";
import type { App } from "../event/app.js";
import { bodyForms, type BodyFormName } from "./body-forms.js";
import { signatureDigests, type SignatureDigestName } from "./signature-digests.js";
import type { WebhookRequest } from "./webhook-request.js";

/** A way to compute X-Lark-Signature that is not the documented one. */
interface SignatureFormula {
  /** Completes "computes the signature as". */
  readonly describe: string;
  readonly digest?: SignatureDigestName;
  /** What stands in the Encrypt Key's place; default: the key itself. */
  readonly secret?: (app: App) => string;
  readonly body?: BodyFormName;
}

const token = ({ verificationToken }: App): string => verificationToken;
const noKey = (): string => "";
const again = "over the body parsed and written again";
const instead = ", instead of the raw body";

/** What people have implemented in place of the documented formula, the likeliest first. */
export const signatureFormulas = {
  "hmac-sha256-key": { describe: "HMAC-SHA256 with the Encrypt Key", digest: "hmac-sha256" },
  "hmac-sha256-token": {
    describe: "HMAC-SHA256 with the Verification Token",
    digest: "hmac-sha256",
    secret: token,
  },
  "newline-joined": {
    describe: "SHA-256 of the parts joined by newlines",
    digest: "sha256-newlines",
  },
  "base64-signature": { describe: "SHA-256 in base64 instead of hex", digest: "sha256-base64" },
  "reserialised-body": { describe: `SHA-256 ${again}${instead}`, body: "spaced" },
  "ciphertext-alone": {
    describe: "SHA-256 over the value of encrypt alone, instead of the whole body",
    body: "ciphertext",
  },
  "token-as-key": {
    describe: "SHA-256 with the Verification Token in the Encrypt Key's place",
    secret: token,
  },
  "sha1-card": {
    describe: "SHA-1 with the Verification Token, as for card callbacks",
    digest: "sha1",
    secret: token,
  },
  "key-left-out": { describe: "SHA-256 without the Encrypt Key", secret: noKey },
  "reserialised-as-php": {
    describe: `SHA-256 ${again} as PHP does, with / escaped as \\/${instead}`,
    body: "php",
  },
  "reserialised-indented": {
    describe: `SHA-256 ${again} with indents${instead}`,
    body: "indented",
  },
  "reserialised-deep-indented": {
    describe: `SHA-256 ${again} with deep indents${instead}`,
    body: "deep-indented",
  },
  "newline-added": {
    describe: `SHA-256 over the body with a newline after it${instead}`,
    body: "newline-added",
  },
  decrypted: { describe: `SHA-256 over the decrypted text${instead}`, body: "plaintext" },
  "decrypted-compact": {
    describe: `SHA-256 over the decrypted text parsed and written again${instead}`,
    body: "plaintext-compact",
  },
  "decrypted-spaced": {
    describe: `SHA-256 over the decrypted text parsed and written again as Python does${instead}`,
    body: "plaintext-spaced",
  },
  "object-as-body": {
    describe: `SHA-256 over "[object Object]", which a parsed body becomes in a text${instead}`,
    body: "object",
  },
  "undefined-as-body": {
    describe: `SHA-256 over "undefined", as there was no body where it was looked for${instead}`,
    body: "undefined",
  },
  "none-as-body": {
    describe: `SHA-256 over "None", as there was no body where it was looked for${instead}`,
    body: "none",
  },
  "empty-object-as-body": {
    describe: `SHA-256 over "{}", which a parser leaves when it has read nothing${instead}`,
    body: "empty-object",
  },
  "python-bytes-as-body": {
    describe: `SHA-256 over b'…', the str() of Python's bytes${instead}`,
    body: "python-bytes",
  },
  "python-dict-as-body": {
    describe: `SHA-256 over the str() of Python's dict${instead}`,
    body: "python-dict",
  },
  "hmac-sha256-key-all": {
    describe: "HMAC-SHA256 with the Encrypt Key over timestamp, nonce, key and body",
    digest: "hmac-sha256-all",
  },
  "hmac-sha256-key-body": {
    describe: "HMAC-SHA256 with the Encrypt Key over the body alone",
    digest: "hmac-sha256-body",
  },
  "hmac-sha256-token-all": {
    describe: "HMAC-SHA256 with the Verification Token over timestamp, nonce, token and body",
    digest: "hmac-sha256-all",
    secret: token,
  },
  "hmac-sha256-token-body": {
    describe: "HMAC-SHA256 with the Verification Token over the body alone",
    digest: "hmac-sha256-body",
    secret: token,
  },
  "hmac-sha256-key-newlines": {
    describe: "HMAC-SHA256 with the Encrypt Key over the parts joined by newlines",
    digest: "hmac-sha256-newlines",
  },
  "hmac-sha256-token-newlines": {
    describe: "HMAC-SHA256 with the Verification Token over the parts joined by newlines",
    digest: "hmac-sha256-newlines",
    secret: token,
  },
  "hmac-sha256-key-dots": {
    describe: "HMAC-SHA256 with the Encrypt Key over timestamp and body joined by a full stop",
    digest: "hmac-sha256-dots",
  },
  "hmac-sha256-token-dots": {
    describe:
      "HMAC-SHA256 with the Verification Token over timestamp and body joined by a full stop",
    digest: "hmac-sha256-dots",
    secret: token,
  },
  "hmac-sha256-key-timestamp": {
    describe: "HMAC-SHA256 with the Encrypt Key over timestamp and body",
    digest: "hmac-sha256-timestamp",
  },
  "hmac-sha256-token-timestamp": {
    describe: "HMAC-SHA256 with the Verification Token over timestamp and body",
    digest: "hmac-sha256-timestamp",
    secret: token,
  },
  "hmac-sha256-key-base64": {
    describe: "HMAC-SHA256 with the Encrypt Key, in base64",
    digest: "hmac-sha256-base64",
  },
  "hmac-sha256-token-base64": {
    describe: "HMAC-SHA256 with the Verification Token, in base64",
    digest: "hmac-sha256-base64",
    secret: token,
  },
  "hmac-sha256-key-body-base64": {
    describe: "HMAC-SHA256 with the Encrypt Key over the body alone, in base64",
    digest: "hmac-sha256-body-base64",
  },
  "hmac-sha256-token-body-base64": {
    describe: "HMAC-SHA256 with the Verification Token over the body alone, in base64",
    digest: "hmac-sha256-body-base64",
    secret: token,
  },
  "hmac-sha256-key-decrypted": {
    describe: `HMAC-SHA256 with the Encrypt Key over the decrypted text${instead}`,
    digest: "hmac-sha256-body",
    body: "plaintext",
  },
  "hmac-sha256-token-decrypted": {
    describe: `HMAC-SHA256 with the Verification Token over the decrypted text${instead}`,
    digest: "hmac-sha256-body",
    secret: token,
    body: "plaintext",
  },
  "bot-key": {
    describe: "HMAC-SHA256 with the Encrypt Key, as custom bots sign",
    digest: "hmac-sha256-bot",
  },
  "bot-token": {
    describe: "HMAC-SHA256 with the Verification Token, as custom bots sign",
    digest: "hmac-sha256-bot",
    secret: token,
  },
  "upper-case": { describe: "SHA-256 in upper-case hex", digest: "sha256-upper" },
  "nonce-first": {
    describe: "SHA-256 with the nonce before the timestamp",
    digest: "sha256-nonce-first",
  },
  "key-first": {
    describe: "SHA-256 with the Encrypt Key before timestamp and nonce",
    digest: "sha256-key-first",
  },
  "key-last": {
    describe: "SHA-256 with the Encrypt Key after the body",
    digest: "sha256-key-last",
  },
  "nonce-left-out": {
    describe: "SHA-256 without the nonce",
    digest: "sha256-timestamp-alone",
  },
  "timestamp-left-out": {
    describe: "SHA-256 without the timestamp",
    digest: "sha256-nonce-alone",
  },
  "timestamp-and-nonce-left-out": {
    describe: "SHA-256 without timestamp and nonce",
    digest: "sha256-body-alone",
  },
  "body-left-out": { describe: "SHA-256 without the body", digest: "sha256-without-body" },
  milliseconds: {
    describe: "SHA-256 with the timestamp in milliseconds instead of the header's seconds",
    digest: "sha256-milliseconds",
  },
  "sha1-key": { describe: "SHA-1 with the Encrypt Key", digest: "sha1" },
  "sha1-sorted": {
    describe: "SHA-1 over token, timestamp, nonce and encrypt in sorted order, as WeChat does",
    digest: "sha1-sorted",
    secret: token,
    body: "ciphertext",
  },
  "md5-key": { describe: "MD5 with the Encrypt Key", digest: "md5" },
  "md5-token": { describe: "MD5 with the Verification Token", digest: "md5", secret: token },
  "sha512-key": { describe: "SHA-512 with the Encrypt Key", digest: "sha512" },
  "trimmed-key": {
    describe: "SHA-256 with the Encrypt Key without the white space around it",
    secret: ({ encryptKey }) => encryptKey.trim(),
  },
  "key-with-newline": {
    describe: "SHA-256 with the Encrypt Key and a newline after it",
    secret: ({ encryptKey }) => `${encryptKey}\n`,
  },
  "key-with-space": {
    describe: "SHA-256 with the Encrypt Key and a space after it",
    secret: ({ encryptKey }) => `${encryptKey} `,
  },
  "key-with-cr-lf": {
    describe: "SHA-256 with the Encrypt Key and CR and LF after it",
    secret: ({ encryptKey }) => `${encryptKey}\r\n`,
  },
  "quoted-key": {
    describe: "SHA-256 with the Encrypt Key and quotation marks around it",
    secret: ({ encryptKey }) => `"${encryptKey}"`,
  },
  "hashed-key": {
    describe: "SHA-256 with the SHA-256 of the Encrypt Key in the key's place",
    secret: ({ encryptKey }) => createHash("sha256").update(encryptKey).digest("hex"),
  },
} as const satisfies Record<string, SignatureFormula>;

export type SignatureFormulaName = keyof typeof signatureFormulas;

/** The signature this formula gives for a request; undefined where the app or the body has no such part. */
export function signatureBy(
  name: SignatureFormulaName,
  request: WebhookRequest,
  app: App,
): string | undefined {
  const formula: SignatureFormula = signatureFormulas[name];
  const { digest = "sha256", secret = ({ encryptKey }) => encryptKey, body = "raw" } = formula;
  const received = { raw: request.body, plaintext: request.plaintext };
  const written = bodyForms[body].write(received);
  if (written === undefined) return undefined;
  return signatureDigests[digest].compute({
    timestamp: headerOf(request, "X-Lark-Request-Timestamp"),
    nonce: headerOf(request, "X-Lark-Request-Nonce"),
    secret: secret(app),
    body: written,
  });
}

/** A good request with its signature replaced by what the formula gives. */
export function resignBy(
  name: SignatureFormulaName,
  request: WebhookRequest,
  app: App,
): WebhookRequest {
  const signature = signatureBy(name, request, app);
  return signature === undefined ? request : withSignature(request, signature);
}

/**
 * The formulas that can be told apart from the documented one and from each other by this app's requests, the
 * likeliest of those that give the same signature.
 */
export function distinctFormulas(request: WebhookRequest, app: App): SignatureFormulaName[] {
  const seen = new Set([headerOf(request, "X-Lark-Signature")]);
  return (Object.keys(signatureFormulas) as SignatureFormulaName[]).filter((name) => {
    const signature = signatureBy(name, request, app);
    if (signature === undefined || seen.has(signature)) return false;
    seen.add(signature);
    return true;
  });
}

export function withSignature(request: WebhookRequest, signature: string): WebhookRequest {
  const headers = request.headers.map((header): WebhookRequest["headers"][number] =>
    header[0] === "X-Lark-Signature" ? [header[0], signature] : header,
  );
  return { ...request, headers };
}

function headerOf(request: WebhookRequest, name: string): string {
  return request.headers.find(([candidate]) => candidate === name)?.[1] ?? "";
}
