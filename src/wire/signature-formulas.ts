import { createHash } from "node:crypto";
import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import { bodyForms, type BodyFormName } from "./body-forms.js";
import { signatureDigests, type SignatureDigestName } from "./signature-digests.js";
import type { WebhookRequest } from "./webhook-request.js";
import { signatureFormulaTexts } from "./texts/signature-formula-texts.js";

/** A way to compute X-Lark-Signature that is not the documented one. */
interface SignatureFormula {
  /** Completes "computes the signature as". */
  readonly describe: Text;
  readonly digest?: SignatureDigestName;
  /** What stands in the Encrypt Key's place; default: the key itself. */
  readonly secret?: (app: App) => string;
  readonly body?: BodyFormName;
  /** The Encrypt Key is what is wrong about it, or has a part in it by name. */
  readonly isAboutKey?: true;
}

const token = ({ verificationToken }: App): string => verificationToken;
const noKey = (): string => "";

/** What people have implemented in place of the documented formula, the likeliest first. */
export const signatureFormulas = {
  "hmac-sha256-key": {
    describe: signatureFormulaTexts("hmac-sha256-key"),
    isAboutKey: true,
    digest: "hmac-sha256",
  },
  "hmac-sha256-token": {
    describe: signatureFormulaTexts("hmac-sha256-token"),
    digest: "hmac-sha256",
    secret: token,
  },
  "newline-joined": {
    describe: signatureFormulaTexts("newline-joined"),
    digest: "sha256-newlines",
  },
  "base64-signature": {
    describe: signatureFormulaTexts("base64-signature"),
    digest: "sha256-base64",
  },
  "reserialised-body": { describe: signatureFormulaTexts("reserialised-body"), body: "spaced" },
  "ciphertext-alone": {
    describe: signatureFormulaTexts("ciphertext-alone"),
    body: "ciphertext",
  },
  "token-as-key": {
    describe: signatureFormulaTexts("token-as-key"),
    isAboutKey: true,
    secret: token,
  },
  "sha1-card": {
    describe: signatureFormulaTexts("sha1-card"),
    digest: "sha1",
    secret: token,
  },
  "key-left-out": {
    describe: signatureFormulaTexts("key-left-out"),
    isAboutKey: true,
    secret: noKey,
  },
  "reserialised-as-php": {
    describe: signatureFormulaTexts("reserialised-as-php"),
    body: "php",
  },
  "reserialised-indented": {
    describe: signatureFormulaTexts("reserialised-indented"),
    body: "indented",
  },
  "reserialised-deep-indented": {
    describe: signatureFormulaTexts("reserialised-deep-indented"),
    body: "deep-indented",
  },
  "newline-added": {
    describe: signatureFormulaTexts("newline-added"),
    body: "newline-added",
  },
  decrypted: { describe: signatureFormulaTexts("decrypted"), body: "plaintext" },
  "decrypted-compact": {
    describe: signatureFormulaTexts("decrypted-compact"),
    body: "plaintext-compact",
  },
  "decrypted-spaced": {
    describe: signatureFormulaTexts("decrypted-spaced"),
    body: "plaintext-spaced",
  },
  "object-as-body": {
    describe: signatureFormulaTexts("object-as-body"),
    body: "object",
  },
  "undefined-as-body": {
    describe: signatureFormulaTexts("undefined-as-body"),
    body: "undefined",
  },
  "none-as-body": {
    describe: signatureFormulaTexts("none-as-body"),
    body: "none",
  },
  "empty-object-as-body": {
    describe: signatureFormulaTexts("empty-object-as-body"),
    body: "empty-object",
  },
  "python-bytes-as-body": {
    describe: signatureFormulaTexts("python-bytes-as-body"),
    body: "python-bytes",
  },
  "python-dict-as-body": {
    describe: signatureFormulaTexts("python-dict-as-body"),
    body: "python-dict",
  },
  "hmac-sha256-key-all": {
    describe: signatureFormulaTexts("hmac-sha256-key-all"),
    isAboutKey: true,
    digest: "hmac-sha256-all",
  },
  "hmac-sha256-key-body": {
    describe: signatureFormulaTexts("hmac-sha256-key-body"),
    isAboutKey: true,
    digest: "hmac-sha256-body",
  },
  "hmac-sha256-token-all": {
    describe: signatureFormulaTexts("hmac-sha256-token-all"),
    digest: "hmac-sha256-all",
    secret: token,
  },
  "hmac-sha256-token-body": {
    describe: signatureFormulaTexts("hmac-sha256-token-body"),
    digest: "hmac-sha256-body",
    secret: token,
  },
  "hmac-sha256-key-newlines": {
    describe: signatureFormulaTexts("hmac-sha256-key-newlines"),
    isAboutKey: true,
    digest: "hmac-sha256-newlines",
  },
  "hmac-sha256-token-newlines": {
    describe: signatureFormulaTexts("hmac-sha256-token-newlines"),
    digest: "hmac-sha256-newlines",
    secret: token,
  },
  "hmac-sha256-key-dots": {
    describe: signatureFormulaTexts("hmac-sha256-key-dots"),
    isAboutKey: true,
    digest: "hmac-sha256-dots",
  },
  "hmac-sha256-token-dots": {
    describe: signatureFormulaTexts("hmac-sha256-token-dots"),
    digest: "hmac-sha256-dots",
    secret: token,
  },
  "hmac-sha256-key-timestamp": {
    describe: signatureFormulaTexts("hmac-sha256-key-timestamp"),
    isAboutKey: true,
    digest: "hmac-sha256-timestamp",
  },
  "hmac-sha256-token-timestamp": {
    describe: signatureFormulaTexts("hmac-sha256-token-timestamp"),
    digest: "hmac-sha256-timestamp",
    secret: token,
  },
  "hmac-sha256-key-base64": {
    describe: signatureFormulaTexts("hmac-sha256-key-base64"),
    isAboutKey: true,
    digest: "hmac-sha256-base64",
  },
  "hmac-sha256-token-base64": {
    describe: signatureFormulaTexts("hmac-sha256-token-base64"),
    digest: "hmac-sha256-base64",
    secret: token,
  },
  "hmac-sha256-key-body-base64": {
    describe: signatureFormulaTexts("hmac-sha256-key-body-base64"),
    isAboutKey: true,
    digest: "hmac-sha256-body-base64",
  },
  "hmac-sha256-token-body-base64": {
    describe: signatureFormulaTexts("hmac-sha256-token-body-base64"),
    digest: "hmac-sha256-body-base64",
    secret: token,
  },
  "hmac-sha256-key-decrypted": {
    describe: signatureFormulaTexts("hmac-sha256-key-decrypted"),
    isAboutKey: true,
    digest: "hmac-sha256-body",
    body: "plaintext",
  },
  "hmac-sha256-token-decrypted": {
    describe: signatureFormulaTexts("hmac-sha256-token-decrypted"),
    digest: "hmac-sha256-body",
    secret: token,
    body: "plaintext",
  },
  "bot-key": {
    describe: signatureFormulaTexts("bot-key"),
    isAboutKey: true,
    digest: "hmac-sha256-bot",
  },
  "bot-token": {
    describe: signatureFormulaTexts("bot-token"),
    digest: "hmac-sha256-bot",
    secret: token,
  },
  "upper-case": { describe: signatureFormulaTexts("upper-case"), digest: "sha256-upper" },
  "nonce-first": {
    describe: signatureFormulaTexts("nonce-first"),
    digest: "sha256-nonce-first",
  },
  "key-first": {
    describe: signatureFormulaTexts("key-first"),
    isAboutKey: true,
    digest: "sha256-key-first",
  },
  "key-last": {
    describe: signatureFormulaTexts("key-last"),
    isAboutKey: true,
    digest: "sha256-key-last",
  },
  "nonce-left-out": {
    describe: signatureFormulaTexts("nonce-left-out"),
    digest: "sha256-timestamp-alone",
  },
  "timestamp-left-out": {
    describe: signatureFormulaTexts("timestamp-left-out"),
    digest: "sha256-nonce-alone",
  },
  "timestamp-and-nonce-left-out": {
    describe: signatureFormulaTexts("timestamp-and-nonce-left-out"),
    digest: "sha256-body-alone",
  },
  "body-left-out": {
    describe: signatureFormulaTexts("body-left-out"),
    digest: "sha256-without-body",
  },
  milliseconds: {
    describe: signatureFormulaTexts("milliseconds"),
    digest: "sha256-milliseconds",
  },
  "sha1-key": { describe: signatureFormulaTexts("sha1-key"), isAboutKey: true, digest: "sha1" },
  "sha1-sorted": {
    describe: signatureFormulaTexts("sha1-sorted"),
    digest: "sha1-sorted",
    secret: token,
    body: "ciphertext",
  },
  "md5-key": { describe: signatureFormulaTexts("md5-key"), isAboutKey: true, digest: "md5" },
  "md5-token": { describe: signatureFormulaTexts("md5-token"), digest: "md5", secret: token },
  "sha512-key": {
    describe: signatureFormulaTexts("sha512-key"),
    isAboutKey: true,
    digest: "sha512",
  },
  "trimmed-key": {
    describe: signatureFormulaTexts("trimmed-key"),
    isAboutKey: true,
    secret: ({ encryptKey }) => encryptKey.trim(),
  },
  "key-with-newline": {
    describe: signatureFormulaTexts("key-with-newline"),
    isAboutKey: true,
    secret: ({ encryptKey }) => `${encryptKey}\n`,
  },
  "key-with-space": {
    describe: signatureFormulaTexts("key-with-space"),
    isAboutKey: true,
    secret: ({ encryptKey }) => `${encryptKey} `,
  },
  "key-with-cr-lf": {
    describe: signatureFormulaTexts("key-with-cr-lf"),
    isAboutKey: true,
    secret: ({ encryptKey }) => `${encryptKey}\r\n`,
  },
  "quoted-key": {
    describe: signatureFormulaTexts("quoted-key"),
    isAboutKey: true,
    secret: ({ encryptKey }) => `"${encryptKey}"`,
  },
  "hashed-key": {
    describe: signatureFormulaTexts("hashed-key"),
    isAboutKey: true,
    secret: ({ encryptKey }) => createHash("sha256").update(encryptKey).digest("hex"),
  },
} as const satisfies Record<string, SignatureFormula>;

export type SignatureFormulaName = keyof typeof signatureFormulas;

/** Whether a formula means something only to an app with an Encrypt Key. */
export function isAboutKey(name: SignatureFormulaName): boolean {
  const formula: SignatureFormula = signatureFormulas[name];
  return formula.isAboutKey === true;
}

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
  return signatureDigests[digest]({
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
