import { bodyForms, type BodyFormName, type ReceivedBody } from "./body-forms.js";
import { failed, note, ok, skipped, type Step } from "./explanation.js";
import { keyMixUps, type KnownSecrets } from "./key-mix-ups.js";
import { computeSignature } from "./signature.js";
import { signatureDigests, type SignatureDigestName } from "./signature-digests.js";

/** The signature's parts as captured. */
export interface SignedRequest {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly received: ReceivedBody;
  readonly encrypted: boolean;
}

const keylessNote =
  "it is right for the empty key, which is how Feishu signs for an app without an Encrypt Key; it proves nothing";

/** Recomputes the signature, and when it differs looks for the mistake that gives the one seen. */
export function explainSignature(request: SignedRequest, secrets: KnownSecrets): Step {
  const { encryptKey } = secrets;
  const { timestamp, nonce, signature, received, encrypted } = request;
  const key = encryptKey ?? (encrypted ? undefined : "");
  if (key === undefined) return explainWithoutKey(request, secrets);

  const expected = computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  if (signature === expected) {
    return key === ""
      ? note("signature", `The signature verifies: ${keylessNote}.`)
      : ok("signature", "The signature verifies over the raw body.");
  }
  return refusal(request, secrets, { key, expected });
}

function explainWithoutKey(request: SignedRequest, secrets: KnownSecrets): Step {
  const mistake = findMistake(request, secrets, undefined);
  if (mistake) return failed("signature", describeMistake(mistake, request), fixOf(mistake));
  return skipped("signature", "Without the Encrypt Key the signature cannot be recomputed.");
}

function refusal(
  request: SignedRequest,
  secrets: KnownSecrets,
  { key, expected }: { readonly key: string; readonly expected: string },
): Step {
  const seen = { expected, actual: request.signature };
  if (request.signature.toLowerCase() === expected) {
    const fix = "Write the hex digits in lower case.";
    return failed("signature", "The signature is right but not in lower case.", { ...seen, fix });
  }
  const mistake = findMistake(request, secrets, key);
  if (mistake) {
    return failed("signature", describeMistake(mistake, request), { ...seen, ...fixOf(mistake) });
  }
  return failed(
    "signature",
    "The signature is another one, and no known mistake gives it: the key is another app's, or the body, timestamp or nonce was changed after signing.",
    {
      ...seen,
      fix: "Compare the Encrypt Key with the developer console, and hash the bytes of the body as they arrive, before any JSON parser.",
    },
  );
}

/** One way in which a signature can have been computed. */
interface Recipe {
  readonly digest: SignatureDigestName;
  readonly secret: string;
  /** Absent for the right secret. */
  readonly secretMixUp?: string;
  readonly body: BodyFormName;
  readonly bytes: Buffer;
}

/** The recipe that gives the signature seen; where two write the same bytes they are the same mistake. */
function findMistake(
  { timestamp, nonce, signature, received }: SignedRequest,
  secrets: KnownSecrets,
  key: string | undefined,
): Recipe | undefined {
  return recipes(received, secrets, key).find(
    ({ digest, secret, bytes }) =>
      signatureDigests[digest].compute({ timestamp, nonce, secret, body: bytes }) === signature,
  );
}

function recipes(received: ReceivedBody, secrets: KnownSecrets, key: string | undefined): Recipe[] {
  const right = key === undefined ? [] : [{ secret: key }];
  const mixedUp = keyMixUps(secrets).map(({ secret, describe }) => ({
    secret,
    secretMixUp: describe,
  }));
  return Object.keys(bodyForms).flatMap((name) => {
    const body = name as BodyFormName;
    const written = bodyForms[body].write(received);
    if (written === undefined) return [];
    const bytes = Buffer.from(written);
    if (body !== "raw" && received.raw.equals(bytes)) return [];
    return Object.keys(signatureDigests).flatMap((digest) =>
      [...right, ...mixedUp].map((keyed) => ({
        digest: digest as SignatureDigestName,
        body,
        bytes,
        ...keyed,
      })),
    );
  });
}

function describeMistake(recipe: Recipe, { received }: SignedRequest): string {
  const parts: string[] = [];
  if (recipe.secretMixUp !== undefined) parts.push(`made with ${recipe.secretMixUp}`);
  if (recipe.digest !== "sha256") parts.push(`made as ${signatureDigests[recipe.digest].describe}`);
  if (recipe.body !== "raw") {
    const offset = firstDifference(received.raw, recipe.bytes);
    parts.push(
      `computed over ${bodyForms[recipe.body].describe}; the first byte that differs from the raw body is at offset ${offset}`,
    );
  }
  return `This signature was ${parts.join(", ")}.`;
}

function fixOf({ digest, secretMixUp, body }: Recipe): { readonly fix: string } {
  const fixes: string[] = [];
  if (secretMixUp !== undefined) fixes.push("put the Encrypt Key itself after the nonce");
  if (digest !== "sha256") {
    fixes.push(
      "take the plain SHA-256 of timestamp + nonce + Encrypt Key + body, in lower-case hex",
    );
  }
  if (body !== "raw") {
    fixes.push("hash the raw bytes of the body, before any JSON parser touches them");
  }
  const fix = fixes.join("; ");
  return { fix: `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.` };
}

/** Where two byte strings part; the shorter one's length when it is the other's beginning. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) if (left[index] !== right[index]) return index;
  return shared;
}
