import { sentences, type Text } from "../base/text.js";
import { bodyForms, type ReceivedBody } from "./body-forms.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import { failed, note, ok, skipped, type JudgedStep } from "./explanation.js";
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
import { recipeTexts, signatureTexts as texts } from "./texts/signature-texts.js";

/** The signature's parts as captured. */
export interface SignedRequest extends HashInputs {
  readonly signature: string;
  readonly encrypted: boolean;
}

/** Recomputes the signature, and when it differs looks for the mistake that gives the one seen. */
export function explainSignature(
  request: SignedRequest,
  secrets: KnownSecrets,
  gaps: CaptureGaps,
): JudgedStep {
  const unknowable = explainGaps(request, secrets, gaps);
  if (unknowable !== undefined) return unknowable;
  const { timestamp, nonce, signature, received } = request;
  const key = keyFor(request, secrets);
  if (key === undefined) return explainWithoutKey(request, secrets);

  const expected = computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  if (signature === expected) {
    return key === ""
      ? note("signature", texts("right-for-empty-key"))
      : ok("signature", texts("right"));
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
): JudgedStep | undefined {
  if (body !== undefined) {
    return skipped("signature", texts("no-whole-body", { gap: body }), { fix: gapFixes[body] });
  }
  if (hiddenHeaders.length === 0) return undefined;
  const message = texts("hidden-headers", { names: hiddenHeaders });
  const key = keyFor(request, secrets);
  const rest =
    hiddenHeaders.join() === "X-Lark-Signature" && key !== undefined
      ? compareRest(request, key)
      : undefined;
  return skipped("signature", rest ? sentences(message, rest) : message, {
    fix: gapFixes.hidden,
  });
}

/** Filters often leave the first or last digits, which are enough to tell right from wrong. */
function compareRest(
  { timestamp, nonce, received, signature }: SignedRequest,
  key: string,
): Text | undefined {
  const right = computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  const start = /^[\da-f]{4,63}/.exec(signature)?.[0] ?? "";
  const end = /[\da-f]{4,63}$/.exec(signature)?.[0] ?? "";
  if (start + end === "") return undefined;
  return right.startsWith(start) && right.endsWith(end)
    ? texts("rest-agrees")
    : texts("rest-differs");
}

function explainWithoutKey(request: SignedRequest, secrets: KnownSecrets): JudgedStep {
  const mistake = findHashRecipe(request.signature, request, secrets, undefined);
  if (mistake) {
    const recipe = describeRecipe(mistake, request.received);
    return failed("signature", texts("made-so", { recipe }), { fix: fixOf(mistake) });
  }
  return skipped("signature", texts("no-key"));
}

function refusal(
  request: SignedRequest,
  secrets: KnownSecrets,
  { key, expected }: { readonly key: string; readonly expected: string },
): JudgedStep {
  const { signature, received } = request;
  const seen = { expected, actual: signature };
  if (signature.toLowerCase() === expected) {
    const fix = texts("write-lower-case");
    return failed("signature", texts("not-lower-case"), { ...seen, fix });
  }
  if (isBase64Hash(signature) && hexOf(signature) === expected) {
    const fix = texts("take-hex");
    return failed("signature", texts("in-base64"), { ...seen, fix });
  }
  const mistake = findHashRecipe(signature, request, secrets, key);
  if (mistake) {
    const message = texts("made-so", { recipe: describeRecipe(mistake, received) });
    return failed("signature", message, { ...seen, fix: fixOf(mistake) });
  }
  return failed("signature", unexplained(signature), {
    ...seen,
    fix: texts("compare-key"),
  });
}

function unexplained(signature: string): Text {
  return /^[\da-f]{64}$/i.test(signature) || isBase64Hash(signature)
    ? texts("unexplained")
    : texts("no-signature", { length: signature.length });
}

/** Completes "This signature was …" and "Your hash was …". */
export function describeRecipe(recipe: HashRecipe, { raw }: ReceivedBody): Text {
  const { formula, secretMixUp: secret, body, bytes } = recipe;
  const parts: Text[] = [];
  if (secret !== undefined) parts.push(recipeTexts("with-secret", { secret }));
  if (formula !== hashFormulas[0]) {
    parts.push(recipeTexts("as-formula", { formula: formula.describe }));
  }
  if (body !== "raw") {
    const offset = firstDifference(raw, bytes);
    parts.push(recipeTexts("over-body", { form: bodyForms[body].describe, offset }));
  }
  return parts.length === 0 ? recipeTexts("documented") : recipeTexts("parts", { parts });
}

/** What to do so that this recipe becomes the documented one. */
export function fixOf({ formula, secretMixUp, secretFix, body }: HashRecipe): Text {
  const fixes: Text[] = [];
  if (secretMixUp !== undefined) fixes.push(secretFix ?? recipeTexts("put-key"));
  if (formula !== hashFormulas[0]) fixes.push(recipeTexts("take-sha256"));
  if (body !== "raw") fixes.push(recipeTexts("hash-raw"));
  return recipeTexts("fixes", { fixes });
}

/** Where two byte strings part; the shorter one's length when it is the other's beginning. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) if (left[index] !== right[index]) return index;
  return shared;
}
