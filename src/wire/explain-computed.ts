import type { CaptureGaps } from "./capture-gaps.js";
import { describeRecipe, fixOf, type SignedRequest } from "./explain-signature.js";
import { failed, note, ok, skipped, type Step } from "./explanation.js";
import { findHashRecipe, hexOf } from "./hash-recipes.js";
import type { KnownSecrets } from "./key-mix-ups.js";
import { computeSignature } from "./signature.js";

/** What the hash is that somebody's own code came to for this request: the right one, or the work of which mistake. */
export function explainComputed(
  computed: string,
  request: SignedRequest,
  secrets: KnownSecrets,
  gaps: CaptureGaps,
): Step {
  const { timestamp, nonce, received, encrypted } = request;
  const key = secrets.encryptKey ?? (encrypted ? undefined : "");
  if (gaps.body !== undefined) {
    const message = "What your hash was made of cannot be found without the body.";
    return skipped("computed", message);
  }
  const right =
    key === undefined
      ? undefined
      : computeSignature({ timestamp, nonce, encryptKey: key, body: received.raw });
  if (right !== undefined && hexOf(computed) === right) return judgeRight(computed, right, request);
  const recipe = findHashRecipe(computed, request, secrets, key);
  const seen = { ...(right === undefined ? {} : { expected: right }), actual: computed };
  if (recipe === undefined) {
    return failed("computed", "Your hash is another one, and no known formula gives it.", {
      ...seen,
      fix: `Print what you hash and compare: the timestamp has ${timestamp.length} characters, the nonce ${nonce.length}, the key ${key?.length ?? "an unknown number of"}, the body ${received.raw.length} bytes.`,
    });
  }
  const message = `Your hash was ${describeRecipe(recipe, received) || "made as documented"}.`;
  return failed("computed", message, { ...seen, fix: fixOf(recipe) });
}

function judgeRight(computed: string, right: string, { signature }: SignedRequest): Step {
  if (computed !== right) {
    const fix = "Write it as lower-case hex digits before you compare.";
    const message = "Your hash is right, but not written in lower-case hex.";
    return failed("computed", message, { expected: right, actual: computed, fix });
  }
  return signature === right
    ? ok("computed", "Your hash is right: it is the signature.")
    : note("computed", "Your hash is what Feishu's formula gives; the signature is another one.");
}
