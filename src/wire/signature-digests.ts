import { createHash, createHmac } from "node:crypto";

/** What goes into a signature, `secret` standing where the Encrypt Key belongs. */
export interface DigestInput {
  readonly timestamp: string;
  readonly nonce: string;
  readonly secret: string;
  readonly body: Buffer | string;
}

export type SignatureDigest = (input: DigestInput) => string;

const joined = ({ timestamp, nonce, secret, body }: DigestInput): Buffer =>
  Buffer.concat([Buffer.from(timestamp + nonce + secret), Buffer.from(body)]);

/** Parts of a hash in another order, or with something between them. */
const sha256Of = (...parts: readonly (Buffer | string)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

const hmacOf = (secret: string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

/** The documented way to compute a signature, and the others that have been seen in the wild. */
export const signatureDigests = {
  sha256: (input) => createHash("sha256").update(joined(input)).digest("hex"),
  "sha256-base64": (input) => createHash("sha256").update(joined(input)).digest("base64"),
  "sha256-newlines": ({ timestamp, nonce, secret, body }) =>
    sha256Of(`${timestamp}\n${nonce}\n${secret}\n`, body),
  "hmac-sha256": ({ timestamp, nonce, secret, body }) =>
    hmacOf(secret, timestamp + nonce, body).toString("hex"),
  "hmac-sha256-all": (input) => hmacOf(input.secret, joined(input)).toString("hex"),
  "hmac-sha256-body": ({ secret, body }) => hmacOf(secret, body).toString("hex"),
  sha1: (input) => createHash("sha1").update(joined(input)).digest("hex"),
  "sha256-upper": (input) => sha256Of(joined(input)).toUpperCase(),
  "sha256-nonce-first": ({ timestamp, nonce, secret, body }) =>
    sha256Of(nonce + timestamp + secret, body),
  "sha256-key-first": ({ timestamp, nonce, secret, body }) =>
    sha256Of(secret + timestamp + nonce, body),
  "sha256-key-last": ({ timestamp, nonce, secret, body }) =>
    sha256Of(timestamp + nonce, body, secret),
  "sha256-timestamp-alone": ({ timestamp, secret, body }) => sha256Of(timestamp + secret, body),
  "sha256-nonce-alone": ({ nonce, secret, body }) => sha256Of(nonce + secret, body),
  "sha256-body-alone": ({ secret, body }) => sha256Of(secret, body),
  "sha256-without-body": ({ timestamp, nonce, secret }) => sha256Of(timestamp + nonce + secret),
  "sha256-milliseconds": ({ timestamp, nonce, secret, body }) =>
    sha256Of(`${timestamp}000${nonce}${secret}`, body),
  "hmac-sha256-base64": ({ timestamp, nonce, secret, body }) =>
    hmacOf(secret, timestamp + nonce, body).toString("base64"),
  "hmac-sha256-body-base64": ({ secret, body }) => hmacOf(secret, body).toString("base64"),
  "hmac-sha256-newlines": ({ timestamp, nonce, secret, body }) =>
    hmacOf(secret, `${timestamp}\n${nonce}\n`, body).toString("hex"),
  "hmac-sha256-dots": ({ timestamp, secret, body }) =>
    hmacOf(secret, `${timestamp}.`, body).toString("hex"),
  "hmac-sha256-timestamp": ({ timestamp, secret, body }) =>
    hmacOf(secret, timestamp, body).toString("hex"),
  "hmac-sha256-bot": ({ timestamp, secret }) =>
    hmacOf(`${timestamp}\n${secret}`).toString("base64"),
  "sha1-sorted": ({ timestamp, nonce, secret, body }) =>
    createHash("sha1")
      .update([secret, timestamp, nonce, body.toString()].toSorted().join(""))
      .digest("hex"),
  md5: (input) => createHash("md5").update(joined(input)).digest("hex"),
  sha512: (input) => createHash("sha512").update(joined(input)).digest("hex"),
} as const satisfies Record<string, SignatureDigest>;

export type SignatureDigestName = keyof typeof signatureDigests;
