import type { Outcome } from "../delivery/outcome.js";
import type { SecretMask } from "../event/secret-mask.js";

/** An outcome without the app's secrets, which a receiver's answer may repeat. */
export function concealOutcome(outcome: Outcome, mask: SecretMask): Outcome {
  if (isClean(outcome, mask)) return outcome;
  const concealed = mask.value(outcome);
  if (outcome.kind !== "answered" || !outcome.bodyTruncated) return concealed;
  // Cut inside a secret, its first part is left; the mask finds that before an ellipsis.
  return { ...concealed, body: mask.foreign(`${outcome.body}…`).slice(0, -1) } as Outcome;
}

/** Of nearly all answers; to look takes half the time of a masked copy. */
function isClean(outcome: Outcome, { foreign }: SecretMask): boolean {
  if (outcome.kind !== "answered" || outcome.bodyTruncated) return false;
  for (const key in outcome) {
    if (key === "kind" || key === "headers" || key === "body") continue;
    const member = outcome[key as keyof typeof outcome];
    if (typeof member !== "number" && typeof member !== "boolean") return false;
  }
  return (
    foreign(outcome.body) === outcome.body &&
    outcome.headers.every(([name, value]) => foreign(name) === name && foreign(value) === value)
  );
}
