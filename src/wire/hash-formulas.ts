import { createHash, createHmac } from "node:crypto";
import type { Text } from "../base/text.js";
import type { DigestInput, SignatureDigest } from "./signature-digests.js";
import { signatureDigests } from "./signature-digests.js";
import { formulaTexts as texts } from "./texts/formula-texts.js";

/** A way to compute a signature, right or wrong, and what of a request goes into it. */
export interface HashFormula {
  readonly compute: SignatureDigest;
  /** Completes "made as". */
  readonly describe: Text;
  /** False where the secret, or the body, is no part of it: then it gives one hash whatever they are. */
  readonly uses: Readonly<Record<"secret" | "body", boolean>>;
}

const partNames = {
  timestamp: "timestamp",
  nonce: "nonce",
  secret: "key",
  body: "body",
} as const;
type Part = keyof typeof partNames;
const parts = Object.keys(partNames) as readonly Part[];

type Hmac = readonly [
  describe: Text,
  keyOf: (input: DigestInput) => string,
  messageOf: (input: DigestInput) => readonly (string | Buffer)[],
  used?: readonly Part[],
];

const hmacs: readonly Hmac[] = [
  [
    texts("hmac-body-long-key"),
    ({ timestamp, nonce, secret }) => timestamp + nonce + secret,
    ({ body }) => [body],
  ],
  [texts("hmac-timestamp"), ({ secret }) => secret, ({ timestamp, body }) => [timestamp, body]],
  [texts("hmac-dot"), ({ secret }) => secret, ({ timestamp, body }) => [`${timestamp}.`, body]],
  [
    texts("hmac-nonce-first"),
    ({ secret }) => secret,
    ({ timestamp, nonce, body }) => [nonce + timestamp, body],
  ],
  [
    texts("hmac-newlines"),
    ({ secret }) => secret,
    ({ timestamp, nonce, body }) => [`${timestamp}\n${nonce}\n`, body],
  ],
  [
    texts("hmac-no-body"),
    ({ secret }) => secret,
    ({ timestamp, nonce }) => [timestamp + nonce],
    ["timestamp", "nonce", "secret"],
  ],
  [
    texts("hmac-bot"),
    ({ timestamp, secret }) => `${timestamp}\n${secret}`,
    () => [],
    ["timestamp", "secret"],
  ],
];

/**
 * The documented formula first, then all that mistakes make of it, the likeliest first: other digests,
 * parts left out or in another order, parts of another form, parts with something between them. Each
 * gives lower-case hex.
 * @see signatureDigests for the ones that a forged request can be made with by name
 */
export const hashFormulas: readonly HashFormula[] = [
  formula(texts("documented"), signatureDigests.sha256),
  formula(texts("hmac"), signatureDigests["hmac-sha256"]),
  formula(texts("hmac-all"), signatureDigests["hmac-sha256-all"]),
  formula(texts("hmac-body"), signatureDigests["hmac-sha256-body"]),
  formula(texts("sha1"), signatureDigests.sha1),
  ...arrangements(parts.length).map(reordered),
  ...arrangements(3).map(reordered),
  ...lookedUpInVain(),
  formula(texts("milliseconds"), signatureDigests["sha256-milliseconds"]),
  inSeconds(),
  formula(texts("newlines"), signatureDigests["sha256-newlines"]),
  ...["&", ",", ".", ":", "|", " ", "-", "_"].map(joined),
  ...[2, 1].flatMap(arrangements).map(reordered),
  ...otherDigests(),
  ...otherHmacs(),
];

function formula(
  describe: Text,
  compute: SignatureDigest,
  used: readonly Part[] = parts,
): HashFormula {
  const uses = { secret: used.includes("secret"), body: used.includes("body") };
  return { describe, compute, uses };
}

function sha256(...pieces: readonly (string | Buffer)[]): string {
  return digest("sha256", pieces);
}

function digest(algorithm: string, pieces: readonly (string | Buffer)[]): string {
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}

/** All ways to put `length` of the parts after one another, but for the documented one. */
function arrangements(length: number): (readonly Part[])[] {
  const longer = (order: readonly Part[]): (readonly Part[])[] =>
    order.length === length
      ? [order]
      : parts.filter((part) => !order.includes(part)).flatMap((part) => longer([...order, part]));
  return longer([]).filter((order) => order.join() !== parts.join());
}

function reordered(order: readonly Part[]): HashFormula {
  const named = (some: readonly Part[]): string[] => some.map((part) => partNames[part]);
  const describe = texts("arranged", {
    order: named(order),
    left: named(parts.filter((part) => !order.includes(part))),
    isInOrder: parts.filter((part) => order.includes(part)).join() === order.join(),
    isNonceFirst: order.join() === "nonce,timestamp,secret,body",
  });
  return formula(describe, (input) => sha256(...order.map((part) => input[part])), order);
}

/** JavaScript, Python and others put a word of their own where a header was not found. */
function lookedUpInVain(): HashFormula[] {
  return ["undefined", "None", "null", "nil", "<nil>", "[object Object]"].flatMap((word) => [
    formula(texts("word-for-headers", { word }), ({ secret, body }) =>
      sha256(word + word + secret, body),
    ),
    formula(texts("word-for-nonce", { word }), ({ timestamp, secret, body }) =>
      sha256(timestamp + word + secret, body),
    ),
    formula(
      texts("word-for-key", { word }),
      ({ timestamp, nonce, body }) => sha256(timestamp + nonce + word, body),
      ["timestamp", "nonce", "body"],
    ),
  ]);
}

function inSeconds(): HashFormula {
  return formula(texts("seconds"), ({ timestamp, nonce, secret, body }) =>
    sha256(timestamp.replace(/\d{3}$/, "") + nonce + secret, body),
  );
}

function joined(mark: string): HashFormula {
  return formula(texts("joined", { mark }), ({ timestamp, nonce, secret, body }) =>
    sha256([timestamp, nonce, secret, ""].join(mark), body),
  );
}

function otherDigests(): HashFormula[] {
  const plain = ["md5", "sha224", "sha384", "sha512"].map((algorithm) =>
    formula(
      texts("other-digest", { algorithm: algorithm.toUpperCase() }),
      ({ timestamp, nonce, secret, body }) => digest(algorithm, [timestamp + nonce + secret, body]),
    ),
  );
  const twice = formula(texts("twice"), (input) => sha256(signatureDigests.sha256(input)));
  return [...plain, twice];
}

function otherHmacs(): HashFormula[] {
  const sha1 = formula(texts("hmac-sha1"), ({ timestamp, nonce, secret, body }) =>
    hmac("sha1", secret, [timestamp + nonce, body]),
  );
  return [
    ...hmacs.map(([describe, keyOf, messageOf, used]) =>
      formula(describe, (input) => hmac("sha256", keyOf(input), messageOf(input)), used),
    ),
    sha1,
  ];
}

function hmac(algorithm: string, key: string, message: readonly (string | Buffer)[]): string {
  const mac = createHmac(algorithm, key);
  for (const piece of message) mac.update(piece);
  return mac.digest("hex");
}
