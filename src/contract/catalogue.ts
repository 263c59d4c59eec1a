import type { Check } from "./check.js";
import { challengeEcho } from "./checks/challenge-echo.js";
import { eventAccepted } from "./checks/event-accepted.js";
import { idempotencyDuplicate } from "./checks/idempotency-duplicate.js";
import { securityForgedSignature } from "./checks/security-forged-signature.js";

/** Every check, in the order reports list them. */
export const catalogue: readonly Check[] = [
  challengeEcho,
  eventAccepted,
  securityForgedSignature,
  idempotencyDuplicate,
];
