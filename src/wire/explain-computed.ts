import type { CaptureGaps } from "./capture-gaps.js";
import { describeRecipe, fixOf, type SignedRequest } from "./explain-signature.js";
import { failed, note, ok, skipped, type JudgedStep } from "./explanation.js";
import { findHashRecipe, hexOf } from "./hash-recipes.js";
import type { KnownSecrets } from "./key-mix-ups.js";
import { computeSignature } from "./signature.js";
import { computedTexts as texts } from "./texts/signature-texts.js";

/** What the hash is that somebody's own code came to for this request: the right one, or the work of which mistake. */
export function explainComputed(
  computed: string,
  request: SignedRequest,
  secrets: KnownSecrets,
  gaps: CaptureGaps,
): JudgedStep {
  const { timestamp, nonce, received, encrypted } = request;
  const key = secrets.encryptKey ?? (encrypted ? undefined : "");
  if (gaps.body !== undefined) {
    return skipped("computed", texts("no-body"));
  }
  const right =
    key === undefined
      ? undefined
      : computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  if (right !== undefined && hexOf(computed) === right) return judgeRight(computed, right, request);
  const recipe = findHashRecipe(computed, request, secrets, key);
  const seen = { ...(right === undefined ? {} : { expected: right }), actual: computed };
  if (recipe === undefined) {
    return failed("computed", texts("unexplained"), {
      ...seen,
      fix: texts("compare", {
        timestamp: timestamp.length,
        nonce: nonce.length,
        key: key?.length ?? null,
        body: received.raw.length,
      }),
    });
  }
  const message = texts("made-so", { recipe: describeRecipe(recipe, received) });
  return failed("computed", message, { ...seen, fix: fixOf(recipe) });
}

function judgeRight(computed: string, right: string, { signature }: SignedRequest): JudgedStep {
  if (computed !== right) {
    const fix = texts("write-lower-hex");
    const message = texts("not-lower-hex");
    return failed("computed", message, { expected: right, actual: computed, fix });
  }
  return signature === right
    ? ok("computed", texts("right"))
    : note("computed", texts("other-signature"));
}
