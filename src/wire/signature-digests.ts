import { createHash, createHmac } from "node:crypto";

/** What goes into a signature, `secret` standing where the Encrypt Key belongs. */
export interface DigestInput {
  readonly timestamp: string;
  readonly nonce: string;
  readonly secret: string;
  readonly body: Buffer | string;
}

export interface SignatureDigest {
  /** Completes "made as". */
  readonly describe: string;
  compute(input: DigestInput): string;
}

/** The documented way to compute a signature, and the others that have been seen in the wild. */
export const signatureDigests = {
  sha256: {
    describe: "SHA-256 in lower-case hex, as documented",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHash("sha256")
        .update(timestamp + nonce + secret)
        .update(body)
        .digest("hex"),
  },
  "sha256-base64": {
    describe: "SHA-256 in base64 instead of hex",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHash("sha256")
        .update(timestamp + nonce + secret)
        .update(body)
        .digest("base64"),
  },
  "sha256-newlines": {
    describe: "SHA-256 with the parts joined by newlines",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHash("sha256").update(`${timestamp}\n${nonce}\n${secret}\n`).update(body).digest("hex"),
  },
  "hmac-sha256": {
    describe: "HMAC-SHA256 over timestamp, nonce and body instead of a plain SHA-256",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHmac("sha256", secret)
        .update(timestamp + nonce)
        .update(body)
        .digest("hex"),
  },
  "hmac-sha256-all": {
    describe: "HMAC-SHA256 over timestamp, nonce, key and body instead of a plain SHA-256",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHmac("sha256", secret)
        .update(timestamp + nonce + secret)
        .update(body)
        .digest("hex"),
  },
  "hmac-sha256-body": {
    describe: "HMAC-SHA256 over the body alone instead of a plain SHA-256",
    compute: ({ secret, body }) => createHmac("sha256", secret).update(body).digest("hex"),
  },
  sha1: {
    describe: "SHA-1, as for card callbacks",
    compute: ({ timestamp, nonce, secret, body }) =>
      createHash("sha1")
        .update(timestamp + nonce + secret)
        .update(body)
        .digest("hex"),
  },
} as const satisfies Record<string, SignatureDigest>;

export type SignatureDigestName = keyof typeof signatureDigests;
