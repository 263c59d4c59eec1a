import { createHash, createHmac } from "node:crypto";
import type { DigestInput, SignatureDigest } from "./signature-digests.js";
import { signatureDigests } from "./signature-digests.js";

/** A way to compute a signature, right or wrong, and what of a request goes into it. */
export interface HashFormula extends SignatureDigest {
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
  describe: string,
  keyOf: (input: DigestInput) => string,
  messageOf: (input: DigestInput) => readonly (string | Buffer)[],
  used?: readonly Part[],
];

const hmacs: readonly Hmac[] = [
  [
    "over the body with timestamp + nonce + key as its key",
    ({ timestamp, nonce, secret }) => timestamp + nonce + secret,
    ({ body }) => [body],
  ],
  ["over timestamp and body", ({ secret }) => secret, ({ timestamp, body }) => [timestamp, body]],
  [
    "over timestamp and body with a dot between them",
    ({ secret }) => secret,
    ({ timestamp, body }) => [`${timestamp}.`, body],
  ],
  [
    "over nonce, timestamp and body",
    ({ secret }) => secret,
    ({ timestamp, nonce, body }) => [nonce + timestamp, body],
  ],
  [
    "over timestamp, nonce and body joined by newlines",
    ({ secret }) => secret,
    ({ timestamp, nonce, body }) => [`${timestamp}\n${nonce}\n`, body],
  ],
  [
    "over timestamp and nonce",
    ({ secret }) => secret,
    ({ timestamp, nonce }) => [timestamp + nonce],
    ["timestamp", "nonce", "secret"],
  ],
  [
    "of nothing with timestamp, newline and key as its key, as custom bots sign",
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
  formula(signatureDigests.sha256),
  formula(signatureDigests["hmac-sha256"]),
  formula(signatureDigests["hmac-sha256-all"]),
  formula(signatureDigests["hmac-sha256-body"]),
  formula(signatureDigests.sha1),
  ...arrangements(parts.length).map(reordered),
  ...arrangements(3).map(reordered),
  ...lookedUpInVain(),
  inMilliseconds(),
  inSeconds(),
  formula(signatureDigests["sha256-newlines"]),
  ...["&", ",", ".", ":", "|", " ", "-", "_"].map(joined),
  ...[2, 1].flatMap(arrangements).map(reordered),
  ...otherDigests(),
  ...otherHmacs(),
];

function formula(digest: SignatureDigest, used: readonly Part[] = parts): HashFormula {
  const uses = { secret: used.includes("secret"), body: used.includes("body") };
  return { ...digest, uses };
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
  const left = parts.filter((part) => !order.includes(part)).map((part) => partNames[part]);
  const inOrder = parts.filter((part) => order.includes(part)).join() === order.join();
  const faults = [
    ...(left.length === 0 ? [] : [`the ${left.join(" and the ")} left out`]),
    ...(inOrder ? [] : [`in another order${describeSwap(order)}`]),
  ];
  const named = order.map((part) => partNames[part]).join(" + ");
  return formula(
    {
      describe: `SHA-256 of ${named}, ${faults.join(" and ")}`,
      compute: (input) => sha256(...order.map((part) => input[part])),
    },
    order,
  );
}

function describeSwap(order: readonly Part[]): string {
  const [timestamp, nonce] = [order.indexOf("timestamp"), order.indexOf("nonce")];
  const onlyThese = order.join() === "nonce,timestamp,secret,body";
  return onlyThese && nonce < timestamp ? ": the nonce before the timestamp" : "";
}

/** JavaScript, Python and others put a word of their own where a header was not found. */
function lookedUpInVain(): HashFormula[] {
  return ["undefined", "None", "null", "nil", "<nil>", "[object Object]"].flatMap((word) => [
    formula({
      describe: `SHA-256 with "${word}" in the place of timestamp and nonce, whose headers were not found`,
      compute: ({ secret, body }) => sha256(word + word + secret, body),
    }),
    formula({
      describe: `SHA-256 with "${word}" in the place of the nonce, whose header was not found`,
      compute: ({ timestamp, secret, body }) => sha256(timestamp + word + secret, body),
    }),
    formula(
      {
        describe: `SHA-256 with "${word}" in the place of the key, which was not set`,
        compute: ({ timestamp, nonce, body }) => sha256(timestamp + nonce + word, body),
      },
      ["timestamp", "nonce", "body"],
    ),
  ]);
}

function inMilliseconds(): HashFormula {
  return formula({
    describe: "SHA-256 with the timestamp in milliseconds",
    compute: ({ timestamp, nonce, secret, body }) =>
      sha256(`${timestamp}000${nonce}${secret}`, body),
  });
}

function inSeconds(): HashFormula {
  return formula({
    describe: "SHA-256 with the timestamp in seconds although the header has milliseconds",
    compute: ({ timestamp, nonce, secret, body }) =>
      sha256(timestamp.replace(/\d{3}$/, "") + nonce + secret, body),
  });
}

function joined(mark: string): HashFormula {
  return formula({
    describe: `SHA-256 with the parts joined by ${JSON.stringify(mark)}`,
    compute: ({ timestamp, nonce, secret, body }) =>
      sha256([timestamp, nonce, secret, ""].join(mark), body),
  });
}

function otherDigests(): HashFormula[] {
  const plain = ["md5", "sha224", "sha384", "sha512"].map((algorithm) =>
    formula({
      describe: `${algorithm.toUpperCase()} instead of SHA-256`,
      compute: ({ timestamp, nonce, secret, body }) =>
        digest(algorithm, [timestamp + nonce + secret, body]),
    }),
  );
  const twice = formula({
    describe: "SHA-256 of the SHA-256",
    compute: (input) => sha256(signatureDigests.sha256.compute(input)),
  });
  return [...plain, twice];
}

function otherHmacs(): HashFormula[] {
  const sha1 = formula({
    describe: "HMAC-SHA1 over timestamp, nonce and body instead of a plain SHA-256",
    compute: ({ timestamp, nonce, secret, body }) =>
      hmac("sha1", secret, [timestamp + nonce, body]),
  });
  return [
    ...hmacs.map(([describe, keyOf, messageOf, used]) =>
      formula(
        {
          describe: `HMAC-SHA256 ${describe} instead of a plain SHA-256`,
          compute: (input) => hmac("sha256", keyOf(input), messageOf(input)),
        },
        used,
      ),
    ),
    sha1,
  ];
}

function hmac(algorithm: string, key: string, message: readonly (string | Buffer)[]): string {
  const mac = createHmac(algorithm, key);
  for (const piece of message) mac.update(piece);
  return mac.digest("hex");
}
