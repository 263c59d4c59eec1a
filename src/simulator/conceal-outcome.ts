import type { Outcome } from "../delivery/outcome.js";
import type { SecretMask } from "../event/secret-mask.js";

/** An outcome without the app's secrets, which a receiver's answer may repeat. */
export function concealOutcome(outcome: Outcome, mask: SecretMask): Outcome {
  const concealed = mask.value(outcome);
  if (outcome.kind !== "answered" || !outcome.bodyTruncated) return concealed;
  // Cut inside a secret, its first part is left; the mask finds that before an ellipsis.
  return { ...concealed, body: mask.foreign(`${outcome.body}…`).slice(0, -1) } as Outcome;
}
