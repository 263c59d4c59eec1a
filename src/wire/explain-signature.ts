import { bodyForms, type ReceivedBody } from "./body-forms.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import { failed, note, ok, skipped, type Step } from "./explanation.js";
import {
  findHashRecipe,
  type HashInputs,
  type HashRecipe,
  hexOf,
  isBase64Hash,
} from "./hash-recipes.js";
import type { KnownSecrets } from "./key-mix-ups.js";
import { computeSignature } from "./signature.js";
import { hashFormulas } from "./hash-formulas.js";

/** The signature's parts as captured. */
export interface SignedRequest extends HashInputs {
  readonly signature: string;
  readonly encrypted: boolean;
}

const keylessNote =
  "it is right for the empty key, which is how Feishu signs for an app without an Encrypt Key; it proves nothing";

/** Recomputes the signature, and when it differs looks for the mistake that gives the one seen. */
export function explainSignature(
  request: SignedRequest,
  secrets: KnownSecrets,
  gaps: CaptureGaps,
): Step {
  const unknowable = explainGaps(request, secrets, gaps);
  if (unknowable !== undefined) return unknowable;
  const { timestamp, nonce, signature, received } = request;
  const key = keyFor(request, secrets);
  if (key === undefined) return explainWithoutKey(request, secrets);

  const expected = computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  if (signature === expected) {
    return key === ""
      ? note("signature", `The signature verifies: ${keylessNote}.`)
      : ok("signature", "The signature verifies over the raw body.");
  }
  return refusal(request, secrets, { key, expected });
}

/** An event in clear is signed with the empty key; for an encrypted one the key must be known. */
function keyFor(
  { encrypted }: Pick<SignedRequest, "encrypted">,
  { encryptKey }: KnownSecrets,
): string | undefined {
  return encryptKey ?? (encrypted ? undefined : "");
}

function explainGaps(
  request: SignedRequest,
  secrets: KnownSecrets,
  { hiddenHeaders, body }: CaptureGaps,
): Step | undefined {
  if (body !== undefined) {
    const lack = { absent: "is not there", cut: "was cut short", hidden: "is hidden" }[body];
    const message = `The signature is over the whole body, which ${lack} in the capture: it cannot be judged.`;
    return skipped("signature", message, { fix: gapFixes[body] });
  }
  if (hiddenHeaders.length === 0) return undefined;
  const message = `The capture hides ${hiddenHeaders.join(", ")}: the signature cannot be judged.`;
  const key = keyFor(request, secrets);
  const rest =
    hiddenHeaders.join() === "X-Lark-Signature" && key !== undefined
      ? compareRest(request, key)
      : "";
  return skipped("signature", `${message}${rest}`, { fix: gapFixes.hidden });
}

/** Filters often leave the first or last digits, which are enough to tell right from wrong. */
function compareRest(
  { timestamp, nonce, received, signature }: SignedRequest,
  key: string,
): string {
  const right = computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  const start = /^[\da-f]{4,63}/.exec(signature)?.[0] ?? "";
  const end = /[\da-f]{4,63}$/.exec(signature)?.[0] ?? "";
  if (start + end === "") return "";
  return right.startsWith(start) && right.endsWith(end)
    ? " The digits that are left agree with the right signature."
    : " The digits that are left differ from the right signature.";
}

function explainWithoutKey(request: SignedRequest, secrets: KnownSecrets): Step {
  const mistake = findHashRecipe(request.signature, request, secrets, undefined);
  if (mistake) {
    return failed("signature", `This signature was ${describeRecipe(mistake, request.received)}.`, {
      fix: fixOf(mistake),
    });
  }
  return skipped("signature", "Without the Encrypt Key the signature cannot be recomputed.");
}

function refusal(
  request: SignedRequest,
  secrets: KnownSecrets,
  { key, expected }: { readonly key: string; readonly expected: string },
): Step {
  const { signature, received } = request;
  const seen = { expected, actual: signature };
  if (signature.toLowerCase() === expected) {
    const fix = "Write the hex digits in lower case.";
    return failed("signature", "The signature is right but not in lower case.", { ...seen, fix });
  }
  if (isBase64Hash(signature) && hexOf(signature) === expected) {
    const message = "The signature is right but written in base64 instead of hex.";
    const fix = "Take the hex digits of the hash, in lower case.";
    return failed("signature", message, { ...seen, fix });
  }
  const mistake = findHashRecipe(signature, request, secrets, key);
  if (mistake) {
    const message = `This signature was ${describeRecipe(mistake, received)}.`;
    return failed("signature", message, { ...seen, fix: fixOf(mistake) });
  }
  return failed("signature", unexplained(signature), {
    ...seen,
    fix: "Compare the Encrypt Key with the developer console, and hash the bytes of the body as they arrive, before any JSON parser.",
  });
}

function unexplained(signature: string): string {
  if (/^[\da-f]{64}$/i.test(signature) || isBase64Hash(signature)) {
    return "The signature is another one, and no known mistake gives it: the key is another app's, or the body, timestamp or nonce was changed after signing.";
  }
  return `This is no signature of Feishu's: that is 64 hex digits, and this has ${signature.length} characters.`;
}

/** Completes "This signature was …" and "Your hash was …". */
export function describeRecipe(recipe: HashRecipe, { raw }: ReceivedBody): string {
  const parts: string[] = [];
  if (recipe.secretMixUp !== undefined) parts.push(`made with ${recipe.secretMixUp}`);
  if (recipe.formula !== hashFormulas[0]) parts.push(`made as ${recipe.formula.describe}`);
  if (recipe.body !== "raw") {
    const offset = firstDifference(raw, recipe.bytes);
    parts.push(
      `computed over ${bodyForms[recipe.body].describe}; the first byte that differs from the raw body is at offset ${offset}`,
    );
  }
  return parts.join(", ");
}

/** What to do so that this recipe becomes the documented one. */
export function fixOf({ formula, secretMixUp, secretFix, body }: HashRecipe): string {
  const fixes: string[] = [];
  if (secretMixUp !== undefined) {
    fixes.push(secretFix ?? "put the Encrypt Key itself after the nonce");
  }
  if (formula !== hashFormulas[0]) {
    fixes.push(
      "take the plain SHA-256 of timestamp + nonce + Encrypt Key + body, in lower-case hex",
    );
  }
  if (body !== "raw") {
    fixes.push("hash the raw bytes of the body, before any JSON parser touches them");
  }
  const fix = fixes.join("; ");
  return `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`;
}

/** Where two byte strings part; the shorter one's length when it is the other's beginning. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) if (left[index] !== right[index]) return index;
  return shared;
}
